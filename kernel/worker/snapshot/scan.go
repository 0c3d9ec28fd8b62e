package snapshot

import (
	"errors"
	"fmt"
	"reflect"
	"runtime/debug"
	"time"
	"unsafe"
)

// A piece is memory that a variable, a pointer or a slice refers to: n values of
// a type that is no array.
type piece struct {
	start, end uintptr
	plan       *plan
	n          uintptr
	owner      int  // the variable by which it was found
	box        bool // what an interface holds: it never changes, so that nothing is told by where it lies
}

// A span is the end of pieces that were walked already: slices of one array that
// go on to its end differ only in where they begin.
type span struct {
	plan *plan
	end  uintptr
	box  bool
}

type walked struct {
	start uintptr
	owner int
}

// A saver is one run of Save over all variables.
type saver struct {
	options   Options
	deadline  time.Time
	ticks     uint
	plans     *plans
	known     map[uintptr]string
	variables []Variable

	pieces  []piece
	walked  map[span]walked
	maps    map[uintptr]mapOf // by address
	mapList []uintptr
	groups  groups
	dynamic map[reflect.Type]bool // types that interfaces hold
	lost    []error               // by variable
	sizes   []int64               // by variable, without what others were found to have before

	// Of the variable that is being scanned.
	owner int
	size  int64
	todo  []piece
	undo  []func()
}

// A mapOf is a map that was found.
type mapOf struct {
	plan  *plan
	owner int
}

func newSaver(variables []Variable, o Options, deadline time.Time, ps *plans) *saver {
	s := &saver{
		options: o, deadline: deadline, plans: ps, known: map[uintptr]string{}, variables: variables,
		walked: map[span]walked{}, maps: map[uintptr]mapOf{}, dynamic: map[reflect.Type]bool{},
		lost: make([]error, len(variables)), sizes: make([]int64, len(variables)), groups: newGroups(len(variables)),
	}
	for _, k := range o.Known {
		s.known[reflect.ValueOf(k.Pointer).Pointer()] = k.Name
	}
	return s
}

// tick ends the saver when it is to end.
func (s *saver) tick() {
	if s.ticks++; s.ticks%256 != 0 {
		return
	}
	s.check()
}

func (s *saver) check() {
	if s.options.Cancel != nil && s.options.Cancel.Load() {
		panic(ErrCancelled)
	}
	if !s.deadline.IsZero() && time.Now().After(s.deadline) {
		panic(outOfTime)
	}
}

// scan walks all variables. The error is that of the whole.
func (s *saver) scan() error {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	for i := range s.variables {
		pieces, maps := len(s.pieces), len(s.mapList)
		s.owner, s.size, s.todo, s.undo = i, 0, s.todo[:0], s.undo[:0]
		if err := s.scanVariable(s.variables[i]); err != nil {
			if err == ErrCancelled {
				return err
			}
			s.lost[i] = err
			for _, m := range s.mapList[maps:] {
				delete(s.maps, m)
			}
			s.pieces, s.mapList = s.pieces[:pieces], s.mapList[:maps]
			for j := len(s.undo) - 1; j >= 0; j-- {
				s.undo[j]()
			}
		}
		s.sizes[i] = s.size
	}
	return nil
}

// scanVariable walks what a variable reaches.
func (s *saver) scanVariable(v Variable) (reason error) {
	defer failed(&reason)
	p := s.plans.of(v.Type)
	s.refer(p, 1, uintptr(v.Addr), false)
	for len(s.todo) > 0 {
		x := s.todo[len(s.todo)-1]
		s.todo = s.todo[:len(s.todo)-1]
		for addr := x.start; addr < x.end; addr += x.plan.size {
			s.value(x.plan, addr)
		}
	}
	return nil
}

// refer notes n values of p at an address, which are to be walked unless they
// were. The address has been asked for.
func (s *saver) refer(p *plan, n, addr uintptr, box bool) {
	if !box {
		p, n = p.view(n)
	}
	if p.size == 0 || n == 0 {
		return
	}
	end := addr + n*p.size
	at := span{p, end, box}
	before, seen := s.walked[at]
	if seen {
		s.groups.join(before.owner, s.owner)
		if before.start <= addr {
			return
		}
	}
	s.grow(n * p.size)
	s.pieces = append(s.pieces, piece{addr, end, p, n, s.owner, box})
	if p.refs {
		rest := piece{addr, end, p, n, s.owner, box}
		if seen {
			rest.end = before.start
		}
		s.todo = append(s.todo, rest)
	}
	s.walked[at] = walked{addr, s.owner}
	s.undo = append(s.undo, func() {
		if delete(s.walked, at); seen {
			s.walked[at] = before
		}
	})
}

// grow counts what a variable will need.
func (s *saver) grow(bytes uintptr) {
	if s.size += int64(bytes); s.options.Bytes > 0 && s.size > s.options.Bytes {
		panic(tooBig(s.options.Bytes))
	}
}

func tooBig(limit int64) halt {
	return halt(fmt.Sprintf("it does not fit into the %.3g MB of %%limit snapshot", float64(limit)/1e6))
}

// value walks one value.
func (s *saver) value(p *plan, addr uintptr) {
	if !p.refs {
		return
	}
	s.tick()
	if p.refuse != "" {
		for _, b := range bytesAt(addr, p.size) {
			if b != 0 {
				panic(halt("it holds " + p.refuse))
			}
		}
		return
	}
	switch p.kind {
	case reflect.String:
		n := load(addr + unsafe.Sizeof(addr))
		s.ask(load(addr), n, true)
		s.grow(n)
	case reflect.Pointer:
		if to := load(addr); to != 0 && s.known[to] == "" && s.ask(to, p.elem.size, false) {
			s.refer(p.elem, 1, to, false)
		}
	case reflect.Slice:
		s.slice(p, addr)
	case reflect.Map:
		s.mapAt(p, load(addr))
	case reflect.Interface:
		if t, data := s.dynamicType(p, addr); t != nil {
			s.boxed(t, data)
		}
	case reflect.Array:
		for i := range p.length {
			s.value(p.elem, addr+i*p.elem.size)
		}
	case reflect.Struct:
		for _, f := range p.fields {
			s.value(f.plan, addr+f.offset)
		}
	}
}

// slice walks a slice up to its capacity, since it can be made longer.
func (s *saver) slice(p *plan, addr uintptr) {
	const word = unsafe.Sizeof(addr)
	to, n, c := load(addr), load(addr+word), load(addr+2*word)
	if to == 0 || c == 0 {
		return
	}
	if n > c || p.elem.size > 0 && c > 1<<47/p.elem.size {
		panic(changing)
	}
	if s.ask(to, c*p.elem.size, false) {
		s.refer(p.elem, c, to, false)
	}
}

// ask finds out whether memory may be read, and whether there is any.
func (s *saver) ask(addr, size uintptr, constant bool) bool {
	if size == 0 {
		return false
	}
	if s.options.Memory == nil {
		return true
	}
	switch s.options.Memory(addr, size) {
	case Heap:
		return true
	case Static:
		if constant || s.ofVariable(addr, size) {
			return true
		}
		panic(halt("it points to a variable of a package or to one that was replaced"))
	}
	panic(halt("it points to memory that is not Go's, or was overwritten"))
}

// ofVariable reports whether memory belongs to one of the variables.
func (s *saver) ofVariable(addr, size uintptr) bool {
	for _, v := range s.variables {
		if at := uintptr(v.Addr); at <= addr && addr+size <= at+v.Type.Size() {
			return true
		}
	}
	return false
}

// mapAt walks a map that was not met before.
func (s *saver) mapAt(p *plan, addr uintptr) {
	if addr == 0 {
		return
	}
	if m, seen := s.maps[addr]; seen {
		if m.plan != p && !m.plan.typ.ConvertibleTo(p.typ) {
			panic(errors.New("a map is seen under two types"))
		}
		s.groups.join(m.owner, s.owner)
		return
	}
	s.ask(addr, unsafe.Sizeof(addr), false)
	s.maps[addr] = mapOf{p, s.owner}
	s.mapList = append(s.mapList, addr)
	s.entries(p, addr, func(key, elem uintptr) {
		s.grow(p.key.size + p.elem.size)
		s.value(p.key, key)
		s.value(p.elem, elem)
	})
}

// entries calls f with copies of the entries of a map.
func (s *saver) entries(p *plan, addr uintptr, f func(key, elem uintptr)) {
	m := reflect.NewAt(p.typ, unsafe.Pointer(&addr)).Elem()
	key, elem := reflect.New(p.key.typ), reflect.New(p.elem.typ)
	for iter := m.MapRange(); iter.Next(); {
		s.tick()
		key.Elem().SetIterKey(iter)
		elem.Elem().SetIterValue(iter)
		f(uintptr(key.UnsafePointer()), uintptr(elem.UnsafePointer()))
	}
}

// dynamicType returns the type of what an interface holds, nil for nothing, and
// where it is.
func (s *saver) dynamicType(p *plan, addr uintptr) (*plan, uintptr) {
	const word = unsafe.Sizeof(addr)
	data := load(addr + word)
	if load(addr) == 0 {
		return nil, 0
	}
	if p.typ.NumMethod() == 0 { // else the word is a table, which may be anywhere
		s.ask(load(addr), word, true)
	}
	v := reflect.NewAt(p.typ, pointer(addr)).Elem()
	t := s.plans.of(v.Elem().Type())
	if t.direct {
		return t, addr + word
	}
	return t, data
}

// boxed walks the value that an interface holds.
func (s *saver) boxed(t *plan, addr uintptr) {
	s.dynamic[t.typ] = true
	switch {
	case t.direct:
		s.value(t, addr)
	case s.ask(addr, t.size, true) && t.refs:
		s.refer(t, 1, addr, true)
	}
}
