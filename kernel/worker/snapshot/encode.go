package snapshot

import (
	"cmp"
	"encoding/binary"
	"reflect"
	"runtime/debug"
	"slices"
	"unsafe"
)

// The ways to write a reference.
const (
	refNil   = iota
	refEmpty // of no bytes, but not nil
	refKnown // followed by the name
	refFirst // the first region, or the first map
)

// An encoder writes one group.
type encoder struct {
	*saver
	*output
	group *group
	boxes map[span]int // numbers of regions that interfaces hold
	maps  map[uintptr]int
}

// encode writes a group: its variables and their types, the sizes of its
// regions, and then what is in regions and maps.
func (s *saver) encode(g *group, o *output) (reason error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer failed(&reason)
	e := &encoder{s, o, g, map[span]int{}, map[uintptr]int{}}
	slices.Sort(g.maps)
	for i, m := range g.maps {
		e.maps[m] = i
	}
	e.head()
	o.restart()
	for _, r := range g.regions {
		e.region(r)
	}
	for _, m := range g.maps {
		p := e.saver.maps[m].plan
		e.uint(uint64(reflect.NewAt(p.typ, unsafe.Pointer(&m)).Elem().Len()))
		n := 0
		s.entries(p, m, func(key, elem uintptr) {
			n++
			o.beginEntry()
			e.uint(1)
			e.value(p.key, key)
			e.value(p.elem, elem)
			o.endEntry()
		})
		e.uint(0)
	}
	o.finish()
	return nil
}

func (e *encoder) head() {
	g := e.group
	e.uint(uint64(len(g.variables)))
	for _, i := range g.variables {
		v := e.variables[i]
		e.string(v.Name)
		p := e.plans.of(v.Type)
		e.uint(uint64(p.number))
		e.reference(p, 1, uintptr(v.Addr))
	}
	e.uint(uint64(len(g.regions)))
	for i, r := range g.regions {
		e.uint(uint64(r.plan.number))
		e.uint(uint64(r.n))
		if r.box {
			e.boxes[span{r.plan, r.end, true}] = i
		}
	}
	e.uint(uint64(len(g.maps)))
	for _, m := range g.maps {
		e.uint(uint64(e.saver.maps[m].plan.number))
	}
}

func (e *encoder) region(r region) {
	if r.plan.raw {
		e.raw(r.start, r.end-r.start)
		return
	}
	for addr := r.start; addr < r.end; addr += r.plan.size {
		e.value(r.plan, addr)
	}
}

// raw writes memory as it is.
func (e *encoder) raw(addr, size uintptr) {
	for size > 0 {
		n := min(size, frameSize)
		e.write(bytesAt(addr, n))
		e.check()
		addr, size = addr+n, size-n
	}
}

// value writes one value.
func (e *encoder) value(p *plan, addr uintptr) {
	const word = unsafe.Sizeof(addr)
	if p.raw {
		e.raw(addr, p.size)
		return
	}
	e.tick()
	if p.refuse != "" { // it is zero
		return
	}
	switch p.kind {
	case reflect.Bool:
		e.write(bytesAt(addr, 1))
	case reflect.String:
		at, n := load(addr), load(addr+word)
		e.uint(uint64(n))
		if n > 0 {
			e.ask(at, n, true)
			e.raw(at, n)
		}
	case reflect.Pointer:
		e.reference(p.elem, 1, load(addr))
	case reflect.Slice:
		at, n, c := load(addr), load(addr+word), load(addr+2*word)
		if e.reference(p.elem, c, at) {
			e.uint(uint64(n))
			e.uint(uint64(c))
		}
	case reflect.Map:
		e.mapNumber(load(addr))
	case reflect.Interface:
		e.inInterface(p, addr)
	case reflect.Array:
		for i := range p.length {
			e.value(p.elem, addr+i*p.elem.size)
		}
	case reflect.Struct:
		for _, f := range p.fields {
			e.value(f.plan, addr+f.offset)
		}
	}
}

// reference writes the address of n values, and reports whether it was not nil.
func (e *encoder) reference(p *plan, n, addr uintptr) bool {
	p, n = p.view(n)
	switch name := e.known[addr]; {
	case addr == 0:
		e.uint(refNil)
		return false
	case name != "":
		e.uint(refKnown)
		e.string(name)
		return true
	case n*p.size == 0:
		e.uint(refEmpty)
		return true
	}
	list := e.group.regions
	i, found := slices.BinarySearchFunc(list, addr, func(r region, addr uintptr) int {
		if r.box {
			return 1
		}
		return cmp.Compare(r.start, addr)
	})
	if !found {
		i--
	}
	if i < 0 || addr+n*p.size > list[i].end || !list[i].plan.holds(list[i].n, addr-list[i].start, p, n) {
		panic(changing)
	}
	e.uint(refFirst + uint64(i))
	e.uint(uint64(addr - list[i].start))
	return true
}

func (e *encoder) mapNumber(addr uintptr) {
	i, ok := e.maps[addr]
	switch {
	case addr == 0:
		e.uint(refNil)
	case !ok:
		panic(changing)
	default:
		e.uint(refFirst + uint64(i))
	}
}

// inInterface writes the type of what an interface holds, and either the value
// or where it is.
func (e *encoder) inInterface(p *plan, addr uintptr) {
	t, data := e.dynamicType(p, addr)
	switch {
	case t == nil:
		e.uint(0)
		return
	case !e.dynamic[t.typ]:
		panic(changing)
	}
	e.uint(1 + uint64(t.number))
	if t.direct || !t.refs {
		e.value(t, data)
		return
	}
	i, ok := e.boxes[span{t, data + t.size, true}]
	if !ok {
		panic(changing)
	}
	e.uint(uint64(i))
}

// describe writes what makes a type the one it is, with the numbers of those
// that it consists of.
func (o *output) describe(p *plan, ps *plans) {
	t := p.typ
	o.uint(uint64(p.kind))
	o.string(t.PkgPath())
	o.string(t.Name())
	switch p.kind {
	case reflect.Pointer, reflect.Slice:
		o.uint(uint64(p.elem.number))
	case reflect.Array:
		o.uint(uint64(p.length))
		o.uint(uint64(p.elem.number))
	case reflect.Map:
		o.uint(uint64(p.key.number))
		o.uint(uint64(p.elem.number))
	case reflect.Struct:
		o.uint(uint64(t.NumField()))
		for i := range t.NumField() {
			f := t.Field(i)
			o.string(f.Name)
			o.uint(uint64(p.fields[i].plan.number))
		}
	case reflect.Interface, reflect.Func, reflect.Chan:
		o.string(t.String())
	}
}

func (o *output) uint(v uint64) { o.buf = binary.AppendUvarint(o.buf, v) }

func (o *output) string(s string) {
	o.uint(uint64(len(s)))
	o.write([]byte(s))
}
