package object

import (
	"encoding/binary"
	"fmt"
)

// A Symbol describes a symbol of an object. Symbols only referred to have a name and
// an ABI.
type Symbol struct {
	Name  string
	ABI   uint16
	Kind  Kind
	Size  uint32
	Align uint32 // 0: by kind and size
	flags uint16
}

// The calling conventions of functions; data has ABI0.
const (
	ABI0        = 0
	ABIInternal = 1
	ABIStatic   = 0xffff // not visible by name
)

// A Kind says what sort of memory a symbol needs.
type Kind uint8

// Kinds of symbols in a program. Larger ones are for debuggers and coverage.
const (
	KindText Kind = 1 + iota
	KindTextFIPS
	KindRodata
	KindRodataFIPS
	KindNoPtrData
	KindNoPtrDataFIPS
	KindData
	KindDataFIPS
	KindBss
	KindNoPtrBss
	KindThreadLocal
)

// IsText reports whether the symbol is a function.
func (k Kind) IsText() bool { return k == KindText || k == KindTextFIPS }

// Flags of a symbol: the low byte is the file's first flag byte, the high one its second.
const (
	flagTypelink = 1 << 2
	flagItab     = 1 << (8 + 1)
)

// IsTypelink reports whether reflection must find the type by its string.
func (s *Symbol) IsTypelink() bool { return s.flags&flagTypelink != 0 }

// IsItab reports whether the symbol is an interface table.
func (s *Symbol) IsItab() bool { return s.flags&flagItab != 0 }

// Symbol describes symbol i. Beyond the last one it is zero.
func (o *Object) Symbol(i uint32) Symbol {
	if int64(i) >= int64(o.Symbols()) {
		return Symbol{}
	}
	at := o.blocks[blockDefined].start + i*symbolSize
	b := o.data[at+stringSize : at+symbolSize]
	return Symbol{
		Name:  o.stringAt(at),
		ABI:   binary.LittleEndian.Uint16(b),
		Kind:  Kind(b[2]),
		flags: uint16(b[3]) | uint16(b[4])<<8,
		Size:  binary.LittleEndian.Uint32(b[5:]),
		Align: binary.LittleEndian.Uint32(b[9:]),
	}
}

// Data is the contents of definition i. It may be shorter than the symbol, which then
// ends in zeros.
func (o *Object) Data(i uint32) []byte { return o.indexed(blockDataIndex, blockData, i, 1) }

// A Ref refers to a symbol: Index counts in the group or package that Package names.
// The zero Ref refers to nothing.
type Ref struct{ Package, Index uint32 }

// Values of Ref.Package other than the number of a package.
const (
	PackageNone     = 1<<31 - 1 - iota // by name; Index counts Named, then Foreign symbols
	PackageHashed64                    // by contents, short
	PackageHashed                      // by contents
	PackageBuiltin                     // a symbol of the runtime, see Builtin
	PackageSelf                        // defined in this object's package
)

// Local returns the number of the symbol that r refers to, if it is one of this object's.
func (o *Object) Local(r Ref) (uint32, bool) {
	first, count := 0, 0
	switch r.Package {
	case PackageSelf:
		count = o.Defined
	case PackageHashed64:
		first, count = o.Defined, o.Hashed64
	case PackageHashed:
		first, count = o.Defined+o.Hashed64, o.Hashed
	case PackageNone:
		first, count = o.Defined+o.Hashed64+o.Hashed, o.Named+o.Foreign
	}
	return uint32(first) + r.Index, int64(r.Index) < int64(count)
}

// Check reports the first damage in the object: tables that do not match, references
// that lead nowhere.
func (o *Object) Check() error {
	for i := range uint32(o.Definitions()) {
		s := o.Symbol(i)
		if err := o.checkDefinition(i, s); err != nil {
			return fmt.Errorf("symbol %d %s: %w", i, s.Name, err)
		}
	}
	return nil
}

func (o *Object) checkDefinition(i uint32, s Symbol) error {
	data, relocs, auxs := o.Data(i), o.Relocs(i), o.Auxs(i)
	if data == nil || relocs == nil || auxs == nil {
		return fmt.Errorf("its data, relocations or auxiliary symbols are out of place")
	}
	if s.Kind <= KindThreadLocal && len(data) > int(s.Size) {
		return fmt.Errorf("%d bytes of data for a size of %d", len(data), s.Size)
	}
	for j := range relocs.Len() {
		r := relocs.At(j)
		if r.Offset < 0 || int64(r.Offset)+int64(r.Size) > int64(s.Size) {
			return fmt.Errorf("relocation %d lies outside", j)
		}
		if err := o.checkRef(r.Target); err != nil {
			return fmt.Errorf("relocation %d: %w", j, err)
		}
	}
	for j := range auxs.Len() {
		a := auxs.At(j)
		if err := o.checkRef(a.Target); err != nil {
			return fmt.Errorf("auxiliary symbol %d: %w", j, err)
		}
		if a.Kind == AuxFuncInfo {
			k, _ := o.Local(a.Target)
			if _, err := ParseFuncInfo(o.Data(k)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (o *Object) checkRef(r Ref) error {
	ok := true
	switch {
	case r == Ref{}:
	case r.Package == PackageBuiltin:
		_, _, ok = Builtin(r.Index)
	case r.Package >= PackageSelf:
		_, ok = o.Local(r)
	default:
		ok = r.Package != 0 && int64(r.Package) < int64(o.Packages())
	}
	if !ok {
		return fmt.Errorf("reference %d of package %d leads nowhere", r.Index, r.Package)
	}
	return nil
}
