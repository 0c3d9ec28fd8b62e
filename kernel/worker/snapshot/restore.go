package snapshot

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"unsafe"
)

// Lookups are what [Restore] has to ask others.
type Lookups struct {
	// Type finds a type by the path of its package and its name; nil if there is
	// none.
	Type  func(path, name string) reflect.Type
	Known []Known
}

// Restore reads a file of so many bytes that [Save] has written, and puts the
// values into those of the variables that have the same name and type. What it
// cannot set it leaves, or makes, zero. The error is that of the whole file.
//
// The file may be damaged, even if its checksums are right: no variable gets a
// value that its type does not allow.
func Restore(r io.Reader, size int64, variables []Variable, look Lookups) (report Report, err error) {
	d := &restorer{variables: map[string]Variable{}, known: map[string]reflect.Value{}, plans: newPlans(), lost: map[string]error{}}
	for _, v := range variables {
		d.variables[v.Name] = v
		d.lost[v.Name] = errors.New("it was not saved")
	}
	for _, k := range look.Known {
		d.known[k.Name] = reflect.ValueOf(k.Pointer)
	}
	err = d.run(r, size, look)
	for _, v := range variables {
		if d.lost[v.Name] == nil {
			report.Kept = append(report.Kept, v.Name)
			continue
		}
		reflect.NewAt(v.Type, v.Addr).Elem().SetZero()
		report.Lost = append(report.Lost, Lost{v.Name, d.lost[v.Name].Error()})
	}
	return report, err
}

// A restorer reads one file.
type restorer struct {
	in        *input
	types     *types
	plans     *plans
	variables map[string]Variable
	known     map[string]reflect.Value
	lost      map[string]error // by name; nil for what was restored
	read      []string         // what groups brought
}

func (d *restorer) run(r io.Reader, size int64, look Lookups) (err error) {
	defer d.failed(&err)
	if d.in, err = newInput(r, size); err != nil {
		return err
	}
	d.types = d.in.types()
	d.types.find = look.Type
	for d.in.next(); d.in.kind != frameEnd; d.in.next() {
		d.group()
	}
	var kept []string
	for range d.in.uint() {
		kept = append(kept, d.in.string())
	}
	for _, name := range d.read {
		if !slices.Contains(kept, name) {
			d.lost[name] = changing
		}
	}
	return nil
}

// failed turns a panic into an error.
func (d *restorer) failed(err *error) {
	switch v := recover().(type) {
	case nil:
	case error:
		*err = v
	default:
		*err = fmt.Errorf("%w (%v)", errDamaged, v)
	}
	if *err != nil && d.in != nil && d.in.err != nil {
		*err = d.in.err
	}
}

// group reads a group; if it cannot be used, its variables are lost. A file that
// cannot be read any further is a panic.
func (d *restorer) group() {
	g := &restored{restorer: d}
	err := g.run()
	d.in.skip()
	if d.in.err == nil && d.in.kind == frameBreak {
		g.names, err = nil, nil
	}
	for _, name := range g.names {
		d.lost[name] = err
		d.read = append(d.read, name)
	}
	if d.in.err != nil {
		panic(d.in.err)
	}
}

// A restored is a group that is being read.
type restored struct {
	*restorer
	names   []string
	roots   []root
	regions []place
	maps    []reflect.Value
}

// A root is a variable as the file tells it: its type, and where it begins.
type root struct {
	name   string
	typ    uint64
	region uint64
	offset uint64
	empty  bool
}

// A place is a region in this process.
type place struct {
	base unsafe.Pointer
	plan *plan
	n    uintptr
}

func (g *restored) run() (err error) {
	defer g.failed(&err)
	in := g.in
	for range in.uint() {
		r := root{name: in.string(), typ: in.uint()}
		switch ref := in.uint(); {
		case ref == refEmpty:
			r.empty = true
		case ref >= refFirst:
			r.region, r.offset = ref-refFirst, in.uint()
		default:
			panic(errDamaged)
		}
		g.names, g.roots = append(g.names, r.name), append(g.roots, r)
	}
	if err := g.match(); err != nil {
		return err
	}
	if err := g.allocate(); err != nil {
		return err
	}
	for _, r := range g.regions {
		g.fill(r)
	}
	for _, m := range g.maps {
		g.entries(m)
	}
	if in.kind == frameData && len(in.b) == 0 {
		in.next()
	}
	if in.kind != frameGroup || len(in.b) > 0 {
		panic(errDamaged)
	}
	return nil
}

// allocate makes room for everything: a region that a variable is has it already.
func (g *restored) allocate() error {
	in := g.in
	n := in.uint()
	if n > in.room() {
		panic(errDamaged)
	}
	var memory uint64
	for range n {
		t, err := g.types.typeOf(g.types.at(in.uint()))
		if err != nil {
			return err
		}
		p, count := g.plans.of(t), in.uint()
		room := in.memory()
		if p.size == 0 || count == 0 || count > room || uint64(p.size) > room || count*uint64(p.size) > room-memory {
			panic(errDamaged)
		}
		memory += count * uint64(p.size)
		g.regions = append(g.regions, place{plan: p, n: uintptr(count)})
	}
	g.placeRoots()
	for i := range g.regions {
		if r := &g.regions[i]; r.base == nil {
			r.base = reflect.MakeSlice(reflect.SliceOf(r.plan.typ), int(r.n), int(r.n)).UnsafePointer()
		}
	}
	for range in.uint() {
		t, err := g.types.typeOf(g.types.at(in.uint()))
		if err != nil {
			return err
		}
		if t.Kind() != reflect.Map {
			panic(errDamaged)
		}
		g.maps = append(g.maps, reflect.MakeMap(t))
	}
	return nil
}

// match compares the types of the variables.
func (g *restored) match() error {
	for _, r := range g.roots {
		v, ok := g.variables[r.name]
		if !ok || g.types.matches(g.types.at(r.typ), v.Type) {
			continue // one may have been forgotten; what it shared is still wanted
		}
		if len(g.roots) > 1 {
			return fmt.Errorf("it shares memory with %s, whose type has changed since it was saved", r.name)
		}
		return errors.New("its type has changed since it was saved")
	}
	return nil
}

// placeRoots gives regions the memory of the variables that they are.
func (g *restored) placeRoots() {
	for _, r := range g.roots {
		v, ok := g.variables[r.name]
		if !ok {
			continue
		}
		if r.empty {
			continue
		}
		p, n := g.plans.of(v.Type).view(1)
		if r.region >= uint64(len(g.regions)) {
			panic(errDamaged)
		}
		at := &g.regions[r.region]
		if r.offset != 0 || at.base != nil || at.plan != p || at.n != n {
			panic(errDamaged)
		}
		at.base = v.Addr
	}
}
