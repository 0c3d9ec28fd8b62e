package session

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gonabla/nabla/kernel/build"
	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/check"
	"github.com/gonabla/nabla/kernel/session/scope"
	"github.com/gonabla/nabla/kernel/worker"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// notNow says that variables could not be declared again for a reason that may
// pass: the disk is full, the compiler cannot be run, the cell was interrupted.
type notNow struct{ error }

func (e *notNow) Unwrap() error { return e.error }

// mostDeaths is how many workers in a row may end while variables are restored, until
// those are given up: the cause may be the variables.
const mostDeaths = 2

// mayPass reports whether a failure to restore variables may pass.
func (s *Session) mayPass(ctx context.Context, err error) bool {
	var (
		later *notNow
		died  *worker.Exited
	)
	s.mu.Lock()
	defer s.mu.Unlock()
	if !errors.As(err, &died) {
		s.deaths = 0
		return errors.As(err, &later) || err != nil && ctx.Err() != nil
	}
	s.deaths++
	return s.deaths <= mostDeaths
}

// putOff ends the worker that has no variables yet, so that the next cell tries
// again to restore those of state.
func (s *Session) putOff(state *scope.State) {
	s.mu.Lock()
	w := s.worker
	s.worker, s.state = nil, state
	s.mu.Unlock()
	if w != nil {
		w.Close()
	}
}

// restore declares the variables of a snapshot in the new worker, by a cell that
// nobody sees, and has them set.
func (s *Session) restore(ctx context.Context, state *scope.State, last saved) (restored map[string]bool, lost map[string]string, err error) {
	var names []string
	for _, v := range state.Defs(scope.Var) {
		if last.kept[v.Name] {
			names = append(names, v.Name)
		}
	}
	if len(names) == 0 {
		return nil, nil, nil
	}
	err = s.declare(ctx, state, names, last.types)
	if later := new(notNow); err != nil && !errors.As(err, &later) {
		err = s.declare(ctx, state, names, nil)
	}
	if err != nil {
		return nil, nil, err
	}
	s.mu.Lock()
	w := s.worker
	s.mu.Unlock()
	if w == nil {
		return nil, nil, errClosed
	}
	v, err := w.Restore(ctx, proto.Restore{File: last.file, Names: names})
	if err != nil {
		return nil, nil, err
	}
	restored, lost = map[string]bool{}, map[string]string{}
	for _, name := range v.Kept {
		restored[name] = true
	}
	for i, name := range v.Lost {
		if lost[name] = v.Reasons[i]; v.Err != "" {
			lost[name] = v.Err
		}
	}
	if v.Err != "" && len(v.Kept)+len(v.Lost) == 0 {
		return nil, nil, errors.New(v.Err)
	}
	return restored, lost, nil
}

// declare runs a cell that declares variables, without setting them, and has
// the types that interfaces held.
func (s *Session) declare(ctx context.Context, state *scope.State, names, types []string) error {
	s.mu.Lock()
	number := len(s.units)
	u := unit{file: fmt.Sprintf("recovery-%d", number)}
	s.units = append(s.units, u)
	s.files[u.file] = number
	w := s.worker
	s.mu.Unlock()
	if w == nil {
		return errClosed
	}
	s.resolve(ctx, paths(state.Imports())) // those that have changed; what does not compile any more stays as it was
	text, made := mention(state, types)
	c, err := cell.Parse(u.file, text)
	if err != nil {
		return err
	}
	if err := s.resolve(ctx, made); err != nil && !s.module.Has(made) {
		return err
	}
	checked, err := s.checkCell(c, state, check.Env{Unit: number, Made: made, Also: names})
	if err != nil {
		return err
	}
	f, err := emitCell(checked)
	if err != nil {
		return err
	}
	if err := s.resolve(ctx, f.Imports); err != nil && !s.module.Has(f.Imports) {
		return err
	}
	object, err := s.module.Compile(ctx, fmt.Sprintf("cell%d", number), f.Src, f.Imports)
	if refused := new(build.CompileError); err != nil && !errors.As(err, &refused) {
		return &notNow{err}
	}
	if err != nil {
		return err
	}
	defer os.Remove(object)
	done, err := w.Run(ctx, proto.Run{Cell: uint64(number), Object: object, Entry: "main." + checked.Run, Archives: s.module.Load(f.Imports)})
	if err == nil && done.Outcome != proto.OK {
		err = fmt.Errorf("the variables could not be declared again: %s", done.Message)
	}
	return err
}

// typeName is a type with a name in text of [reflect.Type].
var typeName = regexp.MustCompile(`([\w./~-]+)\.([\pL_][\pL\pN_]*)`)

// mention writes a statement that has the worker link types, those that can be
// named, and the packages for it.
func mention(state *scope.State, types []string) (text string, packages []string) {
	var list strings.Builder
	for _, t := range types {
		var paths []string
		known := true
		spelled := typeName.ReplaceAllStringFunc(t, func(name string) string {
			part := typeName.FindStringSubmatch(name)
			path, name := part[1], part[2]
			if path == "main" {
				d := state.Lookup(name)
				known = known && d != nil && d.Kind == scope.Type
				return name
			}
			first, _ := utf8.DecodeRuneInString(name)
			known = known && unicode.IsUpper(first) && !strings.Contains("/"+path+"/", "/internal/")
			paths = append(paths, path)
			return check.Alias(path) + "." + name
		})
		if known && !strings.Contains(t, "·") {
			fmt.Fprintf(&list, "(*%s)(nil), ", spelled)
			packages = append(packages, paths...)
		}
	}
	return "types_that_interfaces_held := []any{" + list.String() + "}", packages
}
