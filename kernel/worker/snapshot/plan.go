package snapshot

import (
	"reflect"
	"slices"
	"strings"
	"unsafe"
)

// A plan is what is to be known of a type to walk its values.
type plan struct {
	typ    reflect.Type
	number int // among all plans
	kind   reflect.Kind
	size   uintptr
	elem   *plan // of pointers, slices, arrays and maps
	key    *plan // of maps
	length uintptr
	fields []field
	raw    bool   // its memory is its value, whatever the bits
	refs   bool   // it may refer to other memory
	refuse string // why a value that is not zero is not plain data; empty if it may be
	direct bool   // interfaces hold the value itself instead of its address
}

type field struct {
	offset uintptr
	plan   *plan
}

// plans are made once for a type.
type plans struct {
	byType map[reflect.Type]*plan
	list   []*plan
}

func newPlans() *plans { return &plans{byType: map[reflect.Type]*plan{}} }

// of returns the plan of a type.
func (ps *plans) of(t reflect.Type) *plan {
	if p := ps.byType[t]; p != nil {
		return p
	}
	p := &plan{typ: t, number: len(ps.list), kind: t.Kind(), size: t.Size(), refuse: refused(t)}
	ps.byType[t] = p
	ps.list = append(ps.list, p)
	ps.fill(p, t)
	if p.refuse != "" {
		p.raw, p.refs = false, true
	}
	p.direct = p.refs && p.size == unsafe.Sizeof(uintptr(0)) && isDirect(t)
	return p
}

// fill says what a type consists of.
func (ps *plans) fill(p *plan, t reflect.Type) {
	switch p.kind {
	case reflect.Bool:
	case reflect.String, reflect.Interface:
		p.refs = true
	case reflect.Pointer, reflect.Slice:
		p.refs = true // before the element, which may be the type itself
		p.elem = ps.of(t.Elem())
	case reflect.Map:
		p.refs = true
		p.key, p.elem = ps.of(t.Key()), ps.of(t.Elem())
	case reflect.Array:
		p.elem, p.length = ps.of(t.Elem()), uintptr(t.Len())
		p.raw, p.refs = p.elem.raw, p.elem.refs && p.length > 0
	case reflect.Struct:
		p.raw = true
		for i := range t.NumField() {
			f := t.Field(i)
			sub := ps.of(f.Type)
			p.fields = append(p.fields, field{f.Offset, sub})
			p.raw, p.refs = p.raw && sub.raw, p.refs || sub.refs
		}
	case reflect.Func, reflect.Chan, reflect.UnsafePointer:
		p.refs = true
	default: // numbers
		p.raw = true
	}
}

// isDirect asks the runtime: of a zero value it keeps either nil or an address.
func isDirect(t reflect.Type) bool {
	if t.Kind() == reflect.Interface {
		return false
	}
	v := reflect.Zero(t).Interface()
	return (*[2]uintptr)(unsafe.Pointer(&v))[1] == 0
}

// What these packages make means something in this process only, though it may
// look like numbers.
var boundToProcess = []string{"hash/maphash", "net", "reflect", "runtime", "unique", "weak", "internal/abi", "internal/poll", "internal/runtime/maps"}

// refused says why values of a type, other than zero, are not plain data.
func refused(t reflect.Type) string {
	name := t.String()
	switch {
	case t.Kind() == reflect.Func:
		return "a function"
	case t.Kind() == reflect.Chan:
		return "a channel"
	case t.Kind() == reflect.UnsafePointer:
		return "an unsafe pointer"
	case t.PkgPath() == "os" && slices.Contains([]string{"os.File", "os.Process", "os.Root"}, name):
		return "an " + name
	case t.PkgPath() == "sync" && slices.Contains([]string{"sync.Mutex", "sync.RWMutex"}, name):
		return "a locked " + name
	case t.PkgPath() == "sync" && slices.Contains([]string{"sync.WaitGroup", "sync.Cond"}, name):
		return "a " + name + " in use"
	case t.Kind() == reflect.Interface || !slices.Contains(boundToProcess, t.PkgPath()):
		return ""
	case strings.Contains("aeiou", name[:1]):
		return "an " + name
	}
	return "a " + name
}

// view is the same memory as n values of an element that is no array.
func (p *plan) view(n uintptr) (*plan, uintptr) {
	for p.kind == reflect.Array && p.refuse == "" && p.length > 0 {
		p, n = p.elem, n*p.length
	}
	return p, n
}

// holds reports whether n values of p, which lie in memory one after the other,
// hold m values of q at an offset.
func (p *plan) holds(n, offset uintptr, q *plan, m uintptr) bool {
	for {
		p, n = p.view(n)
		if p.size == 0 || offset >= n*p.size {
			return false
		}
		if p == q && offset%p.size == 0 {
			return m <= n-offset/p.size
		}
		if p.kind != reflect.Struct || p == q {
			return false
		}
		offset %= p.size
		inside := p.fieldAt(offset, q.size)
		if inside == nil {
			return false
		}
		offset -= inside.offset
		p, n = inside.plan, 1
	}
}

// fieldAt finds the field with size bytes at an offset.
func (p *plan) fieldAt(offset, size uintptr) *field {
	for i := range p.fields {
		if f := &p.fields[i]; f.offset <= offset && offset+size <= f.offset+f.plan.size {
			return f
		}
	}
	return nil
}
