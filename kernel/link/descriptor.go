package link

import "encoding/binary"

// Offsets in a type descriptor (internal/abi.Type of release 1.26).
const (
	descriptorSize = 48
	hashEnd        = 20 // end of size, pointer bytes and hash
	flagsAt        = 20
	kindAt         = 23
	ptrToThisAt    = 44

	flagUncommon = 1
	kindMask     = 31
	kindPointer  = 22
)

// Offsets in the uncommon part, which types with a name or methods have.
const (
	uncommonSize = 16
	countsAt     = 4 // of methods: all, exported
	tableAt      = 8 // offset of the method table from the uncommon part
	methodSize   = 16
)

// fixedSize is the size of a descriptor before the uncommon part.
func fixedSize(kind byte) int {
	switch kind & kindMask {
	case 17: // array
		return 72
	case 18: // channel
		return 64
	case 19, kindPointer, 23: // function, pointer, slice
		return 56
	case 20, 25: // interface, struct
		return 80
	case 21: // map
		return 112
	}
	return descriptorSize
}

// descriptor returns a copy of a type descriptor in an object file, which may leave out
// zeros at its end.
func (d definition) descriptor() []byte {
	data := make([]byte, d.unit.Symbol(d.index).Size)
	copy(data, d.unit.Data(d.index))
	return data
}

// methodPart says where a descriptor speaks of methods.
type methodPart struct {
	uncommon        int // offset of the uncommon part; -1 if there is none
	table           int // offset of the method table, which ends the descriptor
	count, exported int
}

// methodsOf reads a descriptor.
func methodsOf(data []byte) methodPart {
	none := methodPart{uncommon: -1, table: len(data)}
	if len(data) < descriptorSize || data[flagsAt]&flagUncommon == 0 {
		return none
	}
	u := fixedSize(data[kindAt])
	if len(data) < u+uncommonSize {
		return none
	}
	part := data[u:]
	m := methodPart{
		uncommon: u,
		table:    u + int(binary.LittleEndian.Uint32(part[tableAt:])),
		count:    int(binary.LittleEndian.Uint16(part[countsAt:])),
		exported: int(binary.LittleEndian.Uint16(part[countsAt+2:])),
	}
	if m.table > len(data) || m.count*methodSize > len(data)-m.table {
		return none
	}
	return m
}
