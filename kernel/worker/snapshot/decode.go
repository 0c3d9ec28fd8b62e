package snapshot

import (
	"reflect"
	"unsafe"
)

// fill reads what is in a region.
func (g *restored) fill(r place) {
	if r.plan.raw {
		g.in.read(unsafe.Slice((*byte)(r.base), r.n*r.plan.size))
		return
	}
	for i := range r.n {
		g.value(r.plan, unsafe.Add(r.base, i*r.plan.size))
	}
}

// entries reads what is in a map.
func (g *restored) entries(m reflect.Value) {
	g.in.uint() // how many there were
	p := g.plans.of(m.Type())
	for g.in.uint() == 1 {
		key, elem := reflect.New(p.key.typ), reflect.New(p.elem.typ)
		g.value(p.key, key.UnsafePointer())
		g.value(p.elem, elem.UnsafePointer())
		m.SetMapIndex(key.Elem(), elem.Elem())
	}
}

// value reads one value.
func (g *restored) value(p *plan, to unsafe.Pointer) {
	in := g.in
	if p.raw {
		in.read(unsafe.Slice((*byte)(to), p.size))
		return
	}
	if p.refuse != "" {
		return
	}
	switch p.kind {
	case reflect.Bool:
		*(*bool)(to) = in.byte() != 0
	case reflect.String:
		*(*string)(to) = in.string()
	case reflect.Pointer:
		*(*unsafe.Pointer)(to), _ = g.reference(p.elem, nil)
	case reflect.Slice:
		g.slice(p, to)
	case reflect.Map:
		g.mapValue(p, to)
	case reflect.Interface:
		g.inInterface(p, to)
	case reflect.Array:
		for i := range p.length {
			g.value(p.elem, unsafe.Add(to, i*p.elem.size))
		}
	case reflect.Struct:
		for _, f := range p.fields {
			g.value(f.plan, unsafe.Add(to, f.offset))
		}
	}
}

// reference reads an address at which there is a value of p, or as many as size
// tells, which reads on.
func (g *restored) reference(p *plan, size func() uintptr) (unsafe.Pointer, bool) {
	n := uintptr(1)
	switch ref := g.in.uint(); ref {
	case refNil:
		return nil, false
	case refEmpty:
		if size != nil {
			n = size()
		}
		if p.size*n != 0 {
			panic(errDamaged)
		}
		return reflect.New(p.typ).UnsafePointer(), true
	case refKnown:
		known, ok := g.known[g.in.string()]
		if !ok || size != nil || p.typ != known.Type().Elem() {
			panic(errDamaged)
		}
		return known.UnsafePointer(), true
	default:
		i, offset := ref-refFirst, g.in.uint()
		if i >= uint64(len(g.regions)) {
			panic(errDamaged)
		}
		r := g.regions[i]
		if size != nil {
			n = size()
		}
		bytes := r.n * r.plan.size
		if n == 0 || p.size == 0 || n > bytes/p.size || offset >= uint64(bytes) {
			panic(errDamaged)
		}
		if q, m := p.view(n); !r.plan.holds(r.n, uintptr(offset), q, m) {
			panic(errDamaged)
		}
		return unsafe.Add(r.base, offset), true
	}
}

func (g *restored) slice(p *plan, to unsafe.Pointer) {
	var n, c uintptr
	at, ok := g.reference(p.elem, func() uintptr {
		n, c = uintptr(g.in.uint()), uintptr(g.in.uint())
		return c
	})
	if n > c || c > 1<<47 {
		panic(errDamaged)
	}
	if ok {
		*(*[]struct{})(to) = unsafe.Slice((*struct{})(at), c)[:n]
	}
}

// mapValue reads which map a variable holds. One map may be seen under several
// types of the same form.
func (g *restored) mapValue(p *plan, to unsafe.Pointer) {
	ref := g.in.uint()
	if ref == refNil {
		return
	}
	if ref < refFirst || ref-refFirst >= uint64(len(g.maps)) {
		panic(errDamaged)
	}
	m := g.maps[ref-refFirst]
	if !m.Type().ConvertibleTo(p.typ) {
		panic(errDamaged)
	}
	*(*unsafe.Pointer)(to) = m.UnsafePointer()
}

// inInterface reads what an interface holds. The interface gets a zero value of
// the type first; what it holds then is where the value is, or will be read to.
func (g *restored) inInterface(p *plan, to unsafe.Pointer) {
	number := g.in.uint()
	if number == 0 {
		return
	}
	found, err := g.types.typeOf(g.types.at(number - 1))
	if err != nil {
		panic(err)
	}
	t := g.plans.of(found)
	if !found.Implements(p.typ) {
		panic(errDamaged)
	}
	reflect.NewAt(p.typ, to).Elem().Set(reflect.Zero(found))
	data := (*unsafe.Pointer)(unsafe.Add(to, unsafe.Sizeof(to)))
	switch {
	case t.direct:
		g.value(t, unsafe.Pointer(data))
	case !t.refs:
		box := reflect.New(found).UnsafePointer()
		g.value(t, box)
		*data = box
	default:
		i := g.in.uint()
		if i >= uint64(len(g.regions)) || g.regions[i].plan != t {
			panic(errDamaged)
		}
		*data = g.regions[i].base
	}
}
