package snapshot

import (
	"fmt"
	"io"
	"slices"
	"time"
)

// Save writes the variables that are plain data to w. The error is that of the
// whole, after which what was written is of no use; what concerns one variable
// is in the report.
func Save(w io.Writer, variables []Variable, o Options) (report Report, err error) {
	defer func() {
		if v := recover(); v != nil {
			f, ok := v.(failure)
			if !ok {
				panic(v)
			}
			err = f.error
		}
	}()
	var deadline time.Time
	if o.Time > 0 {
		deadline = time.Now().Add(o.Time)
	}
	s := newSaver(variables, o, deadline, newPlans())
	if err := s.scan(); err != nil {
		return Report{}, err
	}
	if _, err := io.WriteString(w, fileHead); err != nil {
		return Report{}, fmt.Errorf("writing the values of the variables: %w", err)
	}
	out := newOutput(w, o.Bytes, o.Shared)
	out.written = int64(len(fileHead))
	groups := s.gather()
	s.types(out)
	digests := map[int]digest{}
	for _, g := range groups {
		if err := s.writeGroup(g, out); err == ErrCancelled {
			return Report{}, err
		}
		for _, i := range g.variables {
			digests[i] = digest{out.digest, out.sum}
		}
	}
	if o.Shared {
		if err := s.compare(digests, deadline); err != nil {
			return Report{}, err
		}
	}
	report = s.report(out)
	out.frame(frameEnd)
	report.Bytes = out.written
	return report, nil
}

// A digest stands for the contents of a group.
type digest [2]uint64

// types writes all types that were met.
func (s *saver) types(out *output) {
	out.uint(uint64(len(s.plans.list)))
	for _, p := range s.plans.list {
		out.describe(p, s.plans)
		out.write(nil)
	}
	out.frame(frameTypes)
}

// writeGroup writes a group, and notes it when its variables are lost by that.
func (s *saver) writeGroup(g *group, out *output) error {
	var err error
	if out.limit > 0 && out.written+g.size > out.limit {
		err = tooBig(out.limit)
	} else if err = s.encode(g, out); err == nil {
		out.frame(frameGroup)
		return nil
	} else {
		out.inEntry = false
		out.buf = out.buf[:frameHead]
		out.done = frameHead
		out.frame(frameBreak)
	}
	for _, i := range g.variables {
		s.lost[i] = err
	}
	return err
}

// compare reads everything once more. What differs from the first time was
// changed in between.
func (s *saver) compare(before map[int]digest, deadline time.Time) error {
	again := newSaver(s.variables, s.options, deadline, s.plans)
	if err := again.scan(); err != nil {
		return err
	}
	types := len(s.plans.list)
	out := newOutput(nil, 0, true)
	same := map[int]bool{}
	for _, g := range again.gather() {
		if len(s.plans.list) != types {
			break // a value of a new type
		}
		err := again.encode(g, out)
		if err == ErrCancelled {
			return err
		}
		out.buf, out.done, out.inEntry = out.buf[:frameHead], frameHead, false
		for _, i := range g.variables {
			same[i] = err == nil && before[i] == digest{out.digest, out.sum}
		}
	}
	for i := range s.variables {
		if s.lost[i] == nil && !same[i] {
			s.lost[i] = changing
			if again.lost[i] == outOfTime {
				s.lost[i] = outOfTime
			}
		}
	}
	return nil
}

// report says what was saved, and writes it.
func (s *saver) report(out *output) Report {
	var r Report
	for i, v := range s.variables {
		if err := s.lost[i]; err != nil {
			r.Lost = append(r.Lost, Lost{v.Name, err.Error()})
			continue
		}
		r.Kept = append(r.Kept, v.Name)
	}
	r.Types = s.named()
	out.uint(uint64(len(r.Kept)))
	for _, name := range r.Kept {
		out.string(name)
	}
	return r
}

// named lists the types with a name that have to be found to make the values
// that interfaces hold.
func (s *saver) named() []string {
	seen := map[*plan]bool{}
	var list []string
	var visit func(p *plan)
	visit = func(p *plan) {
		switch {
		case p == nil || seen[p]:
		case p.typ.Name() != "":
			if p.typ.PkgPath() != "" {
				list = append(list, p.typ.PkgPath()+"."+p.typ.Name())
			}
		default:
			visit(p.key)
			visit(p.elem)
		}
		if p != nil {
			seen[p] = true
		}
	}
	for t := range s.dynamic {
		visit(s.plans.of(t))
	}
	slices.Sort(list)
	return slices.Compact(list)
}
