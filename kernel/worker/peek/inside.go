package peek

import (
	"math/bits"
	"reflect"
	"unsafe"
)

// held is where the value lies that an interface holds; false if it holds none.
// Both words are read until they are the same twice, since they may be changing.
func (c *copier) held(r Ref) (Ref, bool) {
	first, data := load(r.addr), load(r.addr+word)
	for range 10 {
		again, dataAgain := load(r.addr), load(r.addr+word)
		if again == first && dataAgain == data {
			break
		}
		first, data = again, dataAgain
	}
	if first == 0 {
		return Ref{}, false
	}
	if r.Type.NumMethod() > 0 { // the word leads to a table of methods
		first = load(first + word)
	}
	if !c.isType(first) {
		panic(Unreadable)
	}
	t := typeAt(first)
	if isDirect(t) {
		return Ref{t, r.addr + word}, true
	}
	return Ref{t, data}, true
}

// dynamic is the type of what an interface holds, or its own.
func (c *copier) dynamic(r Ref) reflect.Type {
	if held, ok := c.held(r); ok {
		return held.Type
	}
	return r.Type
}

// isType reports whether an address is that of a type. If the memory in which it was
// found has been freed and used again meanwhile, it may be anything, and package
// reflect ends the process when it is asked about what is no type.
func (c *copier) isType(addr uintptr) bool {
	const size, align, fieldAlign, kind = 0, 21, 22, 23 // see internal/abi.Type
	if addr%word != 0 || c.memory(addr, typeSize) != Static {
		return false
	}
	pointers := load(addr + word)
	k := reflect.Kind(byteAt(addr+kind) & 31)
	return pointers <= load(addr+size) && byteAt(addr+align) == byteAt(addr+fieldAlign) && bits.OnesCount8(byteAt(addr+align)) == 1 &&
		k > reflect.Invalid && k <= reflect.UnsafePointer
}

const typeSize = 48 // of abi.Type

func byteAt(addr uintptr) byte { return byte(load(addr&^(word-1)) >> (8 * (addr % word))) }

// typeAt is the type with a descriptor.
func typeAt(addr uintptr) reflect.Type {
	var v any
	*(*uintptr)(unsafe.Pointer(&v)) = addr
	return reflect.TypeOf(v)
}

// descriptor is the inverse of typeAt.
func descriptor(t reflect.Type) uintptr {
	v := reflect.Zero(t).Interface()
	return *(*uintptr)(unsafe.Pointer(&v))
}

// isDirect reports whether interfaces hold values of a type themselves instead of
// their addresses. The runtime keeps of a zero value either nil or an address.
func isDirect(t reflect.Type) bool {
	if t.Size() != word {
		return false
	}
	v := reflect.Zero(t).Interface()
	return (*[2]uintptr)(unsafe.Pointer(&v))[1] == 0
}

// mapType must agree with internal/abi.MapType, and the numbers with package
// internal/runtime/maps. TestMaps compares what they give with what Go gives.
type mapType struct {
	_                              [typeSize]byte // abi.Type
	key, elem, group, hasher       uintptr
	groupSize, slotSize, elemStart uintptr
	flags                          uint32
}

const (
	indirectKey, indirectElem = 4, 8

	mapSize    = 32 // of what we read of a map: used, seed, directory, its length
	tableSize  = 32 // of what we read of a table: …, 16: groups, 24: their number less one
	groupSlots = 8
	emptySlot  = 0x80 // bit of a control byte: empty or deleted
)

// entries calls f with the places of keys and elements until that gives false.
func (c *copier) entries(t reflect.Type, at uintptr, f func(key, elem uintptr) bool) {
	mt := (*mapType)(pointer(descriptor(t)))
	directory, n := load(at+2*word), load(at+3*word)
	if directory == 0 {
		return
	}
	if n == 0 {
		c.group(mt, directory, f)
		return
	}
	c.ask(directory, n*word)
	last := uintptr(0) // a table is there several times in a row
	for i := range n {
		table := load(directory + i*word)
		if table == last || table == 0 {
			continue
		}
		last = table
		c.ask(table, tableSize)
		groups, mask := load(table+16), load(table+24)
		for g := uintptr(0); g <= mask && g < 1<<24; g++ {
			if !c.group(mt, groups+g*mt.groupSize, f) {
				return
			}
		}
	}
}

// group calls f for the slots of a group.
func (c *copier) group(mt *mapType, at uintptr, f func(key, elem uintptr) bool) bool {
	c.ask(at, mt.groupSize)
	control := load(at)
	for i := range uintptr(groupSlots) {
		if control>>(8*i)&emptySlot != 0 {
			continue
		}
		key := at + word + i*mt.slotSize
		elem := key + mt.elemStart
		if mt.flags&indirectKey != 0 {
			key = load(key)
			c.ask(key, typeAt(mt.key).Size())
		}
		if mt.flags&indirectElem != 0 {
			elem = load(elem)
			c.ask(elem, typeAt(mt.elem).Size())
		}
		if !f(key, elem) {
			return false
		}
	}
	return true
}
