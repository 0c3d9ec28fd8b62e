package object

import (
	"encoding/binary"
	"errors"
)

// A Reloc asks for the address of a symbol to be put into another's data.
type Reloc struct {
	Offset int32 // where in the data
	Size   uint8 // how many bytes
	Type   RelocType
	Add    int64 // to be added to the address
	Target Ref
}

// A RelocType says in which form an address is wanted.
type RelocType uint16

// The types of relocations that occur on amd64.
const (
	RelocAddr               RelocType = 1  // the address
	RelocAddrOffset         RelocType = 5  // the offset of a type or function from the module's base
	RelocCall               RelocType = 7  // relative to the end of the field
	RelocCallIndirect       RelocType = 10 // a mark
	RelocPCRelative         RelocType = 14 // relative to the end of the field
	RelocThreadLocal        RelocType = 15 // the offset of g from the thread's base
	RelocUseField           RelocType = 21 // marks for the elimination of dead code
	RelocUseType            RelocType = 22
	RelocUseInterface       RelocType = 23
	RelocUseInterfaceMethod RelocType = 24
	RelocUseNamedMethod     RelocType = 25
	RelocMethodOffset       RelocType = 26 // like RelocAddrOffset, in method tables
	RelocKeep               RelocType = 27
	RelocInitOrder          RelocType = 99

	RelocWeak RelocType = 1 << 15 // a flag: does not keep its target
)

// IsMark reports whether the relocation changes no data.
func (t RelocType) IsMark() bool {
	switch t {
	case RelocCallIndirect, RelocUseField, RelocUseType, RelocUseInterface,
		RelocUseInterfaceMethod, RelocUseNamedMethod, RelocKeep, RelocInitOrder:
		return true
	}
	return false
}

// Relocs are the relocations of a symbol.
type Relocs []byte

// Relocs returns the relocations of definition i; nil if there is no such table.
func (o *Object) Relocs(i uint32) Relocs {
	return o.indexed(blockRelocIndex, blockRelocs, i, relocSize)
}

// Len is the number of relocations.
func (r Relocs) Len() int { return len(r) / relocSize }

// At is relocation j, counted from 0 to Len-1.
func (r Relocs) At(j int) Reloc {
	b := r[j*relocSize : (j+1)*relocSize]
	return Reloc{
		Offset: int32(binary.LittleEndian.Uint32(b)),
		Size:   b[4],
		Type:   RelocType(binary.LittleEndian.Uint16(b[5:])),
		Add:    int64(binary.LittleEndian.Uint64(b[7:])),
		Target: Ref{binary.LittleEndian.Uint32(b[15:]), binary.LittleEndian.Uint32(b[19:])},
	}
}

// An Aux is a symbol that describes another.
type Aux struct {
	Kind   AuxKind
	Target Ref
}

// An AuxKind says what an auxiliary symbol holds.
type AuxKind uint8

// Kinds of auxiliary symbols that matter to a running program.
const (
	AuxGoType   AuxKind = 0 // of a variable: its type descriptor
	AuxFuncInfo AuxKind = 1 // see ParseFuncInfo
	AuxFuncData AuxKind = 2 // the next of a function's tables for the collector and others
	AuxPCSP     AuxKind = 7 // program counter tables: stack depth, file, line,
	AuxPCFile   AuxKind = 8
	AuxPCLine   AuxKind = 9
	AuxPCInline AuxKind = 10 // inlined call,
	AuxPCData   AuxKind = 11 // the next of those that the runtime numbers
)

// Auxs are the auxiliary symbols of a symbol.
type Auxs []byte

// Auxs returns the auxiliary symbols of definition i; nil if there is no such table.
func (o *Object) Auxs(i uint32) Auxs { return o.indexed(blockAuxIndex, blockAux, i, auxSize) }

// Len is the number of auxiliary symbols.
func (a Auxs) Len() int { return len(a) / auxSize }

// At is auxiliary symbol j, counted from 0 to Len-1.
func (a Auxs) At(j int) Aux {
	b := a[j*auxSize : (j+1)*auxSize]
	return Aux{AuxKind(b[0]), Ref{binary.LittleEndian.Uint32(b[1:]), binary.LittleEndian.Uint32(b[5:])}}
}

// A FuncInfo tells about a function.
type FuncInfo struct {
	Args      uint32 // size of arguments and results
	ID        uint8  // number of a function that the runtime treats specially
	Flag      uint8
	StartLine int32
	inlined   []byte
}

// An InlinedCall is a call whose function was put in its place.
type InlinedCall struct {
	Func     Ref   // the function called
	ParentPC int32 // where the call was, in the function around it
}

const inlinedSize = 24

// ParseFuncInfo reads the data of a symbol of kind AuxFuncInfo.
func ParseFuncInfo(b []byte) (FuncInfo, error) {
	const filesAt = 16
	errShort := errors.New("description of a function is too short")
	if len(b) < filesAt+4 {
		return FuncInfo{}, errShort
	}
	f := FuncInfo{
		Args:      binary.LittleEndian.Uint32(b),
		ID:        b[8],
		Flag:      b[9],
		StartLine: int32(binary.LittleEndian.Uint32(b[12:])),
	}
	files := uint64(binary.LittleEndian.Uint32(b[filesAt:]))
	callsAt := filesAt + 4 + 4*files
	if callsAt+4 > uint64(len(b)) {
		return FuncInfo{}, errShort
	}
	calls := uint64(binary.LittleEndian.Uint32(b[callsAt:]))
	f.inlined = b[callsAt+4:]
	if calls*inlinedSize > uint64(len(f.inlined)) {
		return FuncInfo{}, errShort
	}
	f.inlined = f.inlined[:calls*inlinedSize]
	return f, nil
}

// Inlined is the number of calls whose functions were put in their place.
func (f *FuncInfo) Inlined() int { return len(f.inlined) / inlinedSize }

// InlinedCall is such a call, counted from 0.
func (f *FuncInfo) InlinedCall(k int) InlinedCall {
	b := f.inlined[k*inlinedSize:]
	return InlinedCall{
		Func:     Ref{binary.LittleEndian.Uint32(b[12:]), binary.LittleEndian.Uint32(b[16:])},
		ParentPC: int32(binary.LittleEndian.Uint32(b[20:])),
	}
}
