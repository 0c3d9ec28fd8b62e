package link

import (
	"bytes"
	"encoding/binary"
	"strings"

	"github.com/gonabla/nabla/kernel/link/object"
)

// An ownType is a type descriptor or itab of the executable.
type ownType struct {
	addr uintptr
	definition
}

// A typeSearch finds the executable's type descriptors, which are not in its symbol
// table. Where the archives say that offset o of function F refers to type T, the
// executable has, at offset o of its F, the address of T. From a descriptor found like
// this the search goes on to those it refers to.
type typeSearch struct {
	l *Linker
	// trusted means that what is looked at cannot have changed since the start.
	trusted bool
}

// findTypes fills in the executable's types, and forgets the symbols that were found
// while they were not known.
func (l *Linker) findTypes() {
	t := &typeSearch{l: l}
	for _, p := range l.order {
		for _, u := range p.units {
			t.searchUnit(u)
		}
	}
	t.trusted = true
	for name, addr := range l.executable.symbols {
		if !isItab(name) {
			continue
		}
		d := l.definitions[key{name, object.ABI0}]
		l.executable.types[name] = ownType{addr, d}
		if d.unit != nil {
			t.follow(d, addr)
		}
	}
	clear(l.bound)
	for _, p := range l.order {
		p.names = nil
		for _, u := range p.units {
			clear(u.symbols)
		}
	}
}

// searchUnit starts from the functions and data of one object that the executable has.
func (t *typeSearch) searchUnit(u *unit) {
	x := t.l.executable
	for i := range uint32(u.Definitions()) {
		if int(i) >= u.Defined && int(i) < u.Defined+u.Hashed64+u.Hashed || u.Relocs(i).Len() == 0 {
			continue
		}
		s := u.Symbol(i)
		if s.Kind == 0 || s.Kind > object.KindDataFIPS || s.ABI == object.ABIStatic {
			continue
		}
		if s.Kind.IsText() && s.ABI == object.ABI0 {
			continue // assembly refers to no types, or the name means another function
		}
		addr := x.symbols[s.Name]
		if addr == 0 {
			continue
		}
		t.trusted = s.Kind <= object.KindRodataFIPS
		if !t.trusted && strings.HasPrefix(s.Name, "runtime.") {
			continue
		}
		t.follow(definition{u, i}, addr)
	}
}

// follow looks at what a definition that lies at addr refers to.
func (t *typeSearch) follow(d definition, addr uintptr) {
	relocs := d.unit.Relocs(d.index)
	for j := range relocs.Len() {
		r := relocs.At(j)
		name, to := t.target(d.unit, r.Target)
		if name == "" {
			continue
		}
		if _, known := t.l.executable.types[name]; known {
			continue
		}
		found := t.l.executable.target(r, addr)
		if found == 0 || !t.plausible(name, to, found) {
			continue
		}
		t.l.executable.types[name] = ownType{found, to}
		if to.unit != nil {
			t.follow(to, found)
		}
	}
}

// target returns the name and definition of the type or itab that a reference means,
// "" for all else.
func (t *typeSearch) target(u *unit, r object.Ref) (string, definition) {
	var d definition
	switch r.Package {
	case object.PackageNone, object.PackageHashed:
		i, ok := u.Local(r)
		if !ok {
			return "", d
		}
		s := u.Symbol(i)
		if !isType(s.Name) && !isItab(s.Name) || r.Package == object.PackageHashed && !s.IsItab() {
			return "", d
		}
		d = t.l.definitions[keyOf(s.Name, s.ABI)]
		return s.Name, d
	case object.PackageBuiltin:
		name, abi, _ := object.Builtin(r.Index)
		if !isType(name) {
			return "", d
		}
		return name, t.l.definitions[keyOf(name, abi)]
	case object.PackageSelf:
		d = definition{u, r.Index}
	case 0, object.PackageHashed64:
		return "", d
	default:
		p := t.l.packages[u.Package(r.Package)]
		if p == nil || !p.opened {
			return "", d
		}
		d = definition{p.units[0], r.Index}
	}
	if name := d.unit.Symbol(d.index).Name; isType(name) {
		return name, d
	}
	return "", d
}

// target returns the address that a relocation led to, in data that lies at addr.
func (x *executable) target(r object.Reloc, addr uintptr) uintptr {
	at := addr + uintptr(r.Offset)
	var a uintptr
	switch r.Type &^ object.RelocWeak {
	case object.RelocAddr:
		if r.Size != 8 {
			return 0
		}
		a = uintptr(binary.LittleEndian.Uint64(memory(at, 8))) - uintptr(r.Add)
	case object.RelocPCRelative:
		a = at + uintptr(r.Size) + uintptr(int64(word(at))-r.Add)
	case object.RelocAddrOffset, object.RelocMethodOffset:
		off := word(at)
		if off == 0 || off == -1 {
			return 0
		}
		a = x.types0 + uintptr(off)
	}
	if a < x.rodata || a >= x.end {
		return 0
	}
	return a
}

// plausible compares the start of a descriptor with what the archive says: size, hash
// and kind. It fails for variables that were changed, and for functions that the
// executable has from another archive.
func (t *typeSearch) plausible(name string, d definition, addr uintptr) bool {
	if d.unit == nil {
		return t.trusted
	}
	want := d.unit.Data(d.index)
	if !isType(name) || len(want) < descriptorSize {
		return true
	}
	got := memory(addr, descriptorSize)
	return bytes.Equal(got[:hashEnd], want[:hashEnd]) && got[kindAt] == want[kindAt]
}
