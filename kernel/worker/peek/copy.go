package peek

import (
	"reflect"
	"runtime"
	"slices"
	"unsafe"
)

// limits say how much is copied.
type limits struct {
	bytes    int
	elements int // of one slice or map
	depth    int // of pointers
}

// brief is enough for a line.
var brief = limits{bytes: 4 << 10, elements: 32, depth: 3}

// A copier copies one value.
type copier struct {
	limits
	memory Memory
	made   map[original]unsafe.Pointer // copies by what they are copies of
	cut    bool                        // something was left out
	over   bool                        // because of the limit of bytes
	// lengths are those of the slices, strings and maps of which only a part was
	// copied, by the address of the copy's data.
	lengths map[unsafe.Pointer]int
	plain   map[reflect.Type]bool
}

// An original is what a pointer led to.
type original struct {
	addr uintptr
	t    reflect.Type
}

func newCopier(m Memory, l limits) *copier {
	return &copier{limits: l, memory: m, made: map[original]unsafe.Pointer{}, lengths: map[unsafe.Pointer]int{}, plain: map[reflect.Type]bool{}}
}

// value copies a value, into a variable of its own. Of an array that is too big it
// copies the beginning, as a slice.
func (c *copier) value(r Ref) reflect.Value {
	if r.Type.Kind() == reflect.Array && r.Type.Size() > uintptr(c.limits.bytes) {
		header := [3]uintptr{r.addr, uintptr(r.Type.Len()), uintptr(r.Type.Len())}
		r = Ref{reflect.SliceOf(r.Type.Elem()), uintptr(unsafe.Pointer(&header))}
		defer runtime.KeepAlive(&header)
	}
	v := c.room(r.Type)
	c.copy(r.Type, v.UnsafePointer(), r.addr, 0)
	return v.Elem()
}

// room makes a variable, unless its type is bigger than all that may be copied.
func (c *copier) room(t reflect.Type) reflect.Value {
	if t.Size() > max(uintptr(c.limits.bytes), leastRoom) {
		c.cut, c.over = true, true
		panic(tooBig)
	}
	return reflect.New(t)
}

// leastRoom is the size of values that are copied even if they are over the limit.
const leastRoom = 64 << 10

const tooBig = "{…}"

// opaque are packages whose values mean something to the runtime only, or are
// locks: in copies they are zero.
var opaque = []string{"hash/maphash", "net", "reflect", "runtime", "sync", "unique", "weak", "internal/abi", "internal/poll", "internal/runtime/maps", "internal/sync"}

// copy copies a value of a type from memory that may be read to zeroed memory that
// has this type.
func (c *copier) copy(t reflect.Type, dst unsafe.Pointer, src uintptr, depth int) {
	if t.Kind() != reflect.Interface && slices.Contains(opaque, t.PkgPath()) {
		return
	}
	if c.isPlain(t) {
		copyBytes(dst, src, t.Size())
		return
	}
	switch t.Kind() {
	case reflect.String:
		c.text(dst, src)
	case reflect.Slice:
		c.slice(t, dst, src, depth)
	case reflect.Array:
		c.elements(t.Elem(), dst, src, t.Len(), depth)
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			c.copy(f.Type, unsafe.Add(dst, f.Offset), src+f.Offset, depth)
		}
	case reflect.Pointer:
		if to := load(src); to != 0 {
			*(*unsafe.Pointer)(dst) = c.target(t.Elem(), to, depth+1)
		}
	case reflect.Map:
		if m := load(src); m != 0 {
			c.mapping(t, dst, m, depth+1)
		}
	case reflect.Interface:
		c.boxed(t, dst, src, depth)
	case reflect.Func:
		c.function(dst, load(src))
	case reflect.Chan:
		c.channel(dst, load(src))
	}
}

// isPlain reports whether values of a type hold no pointers.
func (c *copier) isPlain(t reflect.Type) bool {
	if k := t.Kind(); k != reflect.Struct && k != reflect.Array {
		return k <= reflect.Complex128 && k != reflect.Invalid
	}
	known, ok := c.plain[t]
	if ok {
		return known
	}
	is := true
	if t.Kind() == reflect.Array {
		is = c.isPlain(t.Elem())
	} else {
		for i := range t.NumField() {
			f := t.Field(i).Type
			is = is && c.isPlain(f) && !slices.Contains(opaque, f.PkgPath())
		}
	}
	c.plain[t] = is
	return is
}

// copyBytes copies memory that may have been freed meanwhile; see load.
//
//go:nocheckptr
func copyBytes(dst unsafe.Pointer, src, n uintptr) {
	copy(unsafe.Slice((*byte)(dst), n), unsafe.Slice((*byte)(pointer(src)), n))
}

// ask ends the copying unless memory may be read.
func (c *copier) ask(addr, size uintptr) {
	if size > 0 && (addr+size < addr || c.memory(addr, size) == Nowhere) {
		panic(Unreadable)
	}
}

// grant says how many of n elements of a size may be copied.
func (c *copier) grant(n int, size uintptr) int {
	most := min(n, c.limits.elements)
	if size > 0 && max(c.bytes, 0)/int(size) < most {
		most, c.over = max(c.bytes, 0)/int(size), true
	}
	c.bytes -= most * int(size)
	c.cut = c.cut || most < n
	return most
}

// text copies a string.
func (c *copier) text(dst unsafe.Pointer, src uintptr) {
	at, n := load(src), int(load(src+word))
	if at == 0 || n <= 0 {
		return
	}
	most := min(n, max(c.bytes, 64))
	c.bytes -= most
	c.ask(at, uintptr(most))
	b := make([]byte, most)
	copyBytes(unsafe.Pointer(&b[0]), at, uintptr(most))
	*(*string)(dst) = unsafe.String(&b[0], most)
	if most < n {
		c.cut, c.over = true, true
		c.lengths[unsafe.Pointer(&b[0])] = n
	}
}

func (c *copier) slice(t reflect.Type, dst unsafe.Pointer, src uintptr, depth int) {
	at, n, size := load(src), int(load(src+word)), t.Elem().Size()
	if at == 0 || n < 0 {
		return
	}
	most := c.grant(n, size)
	if depth > c.limits.depth {
		most, c.cut = 0, true
	}
	c.ask(at, uintptr(most)*size)
	if size > leastRoom && most == 0 && n > 0 {
		panic(tooBig)
	}
	s := reflect.MakeSlice(t, most, most+1) // so that its address is its own
	if c.elements(t.Elem(), s.UnsafePointer(), at, most, depth+1); most < n {
		c.lengths[s.UnsafePointer()] = n
	}
	reflect.NewAt(t, dst).Elem().Set(s)
}

// elements copies elements that lie one after the other.
func (c *copier) elements(t reflect.Type, dst unsafe.Pointer, src uintptr, n, depth int) {
	if c.isPlain(t) {
		copyBytes(dst, src, uintptr(n)*t.Size())
		return
	}
	for i := range uintptr(n) {
		c.copy(t, unsafe.Add(dst, i*t.Size()), src+i*t.Size(), depth)
	}
}

// target copies what a pointer leads to, once. What lies too deep is left zero.
func (c *copier) target(t reflect.Type, at uintptr, depth int) unsafe.Pointer {
	o := original{at, t}
	if p := c.made[o]; p != nil {
		return p
	}
	p := c.room(t).UnsafePointer()
	c.made[o] = p
	if depth > c.limits.depth || c.grant(1, t.Size()) == 0 {
		c.cut = true
		return p
	}
	c.ask(at, t.Size())
	c.copy(t, p, at, depth)
	return p
}

func (c *copier) mapping(t reflect.Type, dst unsafe.Pointer, at uintptr, depth int) {
	o := original{at, t}
	if p := c.made[o]; p != nil {
		*(*unsafe.Pointer)(dst) = p
		return
	}
	m := reflect.MakeMap(t)
	c.made[o] = m.UnsafePointer()
	reflect.NewAt(t, dst).Elem().Set(m)
	c.ask(at, mapSize)
	n := int(load(at))
	most := c.grant(n, t.Key().Size()+t.Elem().Size())
	if depth > c.limits.depth {
		most = 0
	}
	if most < n {
		c.cut = true
		c.lengths[m.UnsafePointer()] = n
	}
	c.entries(t, at, func(key, elem uintptr) bool {
		if m.Len() < most {
			m.SetMapIndex(c.value(Ref{t.Key(), key}), c.value(Ref{t.Elem(), elem}))
		}
		return m.Len() < most
	})
}

// boxed copies an interface.
func (c *copier) boxed(t reflect.Type, dst unsafe.Pointer, src uintptr, depth int) {
	held, ok := c.held(Ref{t, src})
	if !ok {
		return
	}
	c.ask(held.addr, held.Type.Size())
	v := c.room(held.Type)
	if slices.Contains(opaque, elemPackage(held.Type)) {
		c.cut = true // a lock, a type of package reflect: nobody may call it
		if held.Type.Kind() == reflect.Pointer {
			v.Elem().Set(reflect.New(held.Type.Elem()))
		}
	} else if c.grant(1, held.Type.Size()) == 1 {
		c.copy(held.Type, v.UnsafePointer(), held.addr, depth)
	}
	reflect.NewAt(t, dst).Elem().Set(v.Elem())
}

// elemPackage is the package of a type, or of what it points to.
func elemPackage(t reflect.Type) string {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.PkgPath()
}

// function makes something of which one can ask which code it is.
func (c *copier) function(dst unsafe.Pointer, at uintptr) {
	if at != 0 {
		c.ask(at, word)
		*(*unsafe.Pointer)(dst) = unsafe.Pointer(&[1]uintptr{load(at)})
	}
}

// channel makes something of which one can ask how much waits in it.
func (c *copier) channel(dst unsafe.Pointer, at uintptr) {
	if at != 0 {
		c.ask(at, 2*word)
		*(*unsafe.Pointer)(dst) = unsafe.Pointer(&[32]uintptr{load(at), load(at + word)})
	}
}
