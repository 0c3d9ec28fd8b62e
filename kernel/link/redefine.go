package link

import (
	"bytes"
	"slices"
	"sort"
	"strings"

	"github.com/gonabla/nabla/kernel/link/object"
)

// A cell brings its own descriptor of every type of package main that it uses. What
// becomes of it depends on the type of that name that was loaded before:
//
//   - The parts that speak of layout are the same: the older descriptor stays the
//     type's, and gets the methods of the new one. Old values have new methods.
//   - Else the new descriptor is a new type. So is every type whose layout part
//     refers to a new type. Old values, and old code, keep the old type.

// A typeDefinition is a descriptor in the cell's object.
type typeDefinition struct {
	definition
	name string
	old  *symbol // the type of that name, nil if there is none
	keep bool    // it stays
}

// bindTypes decides for each type of package main in the cell's object, and binds it. It
// returns the names of those that were replaced.
func (ld *load) bindTypes() []string {
	types, byName := ld.cellTypes()
	for _, t := range types {
		t.keep = t.old != nil && ld.l.sameLayout(t)
	}
	for again := true; again; {
		again = false
		for _, t := range types {
			if t.keep && !ld.l.sameReferences(t, byName) {
				t.keep, again = false, true
			}
		}
	}
	var changed []string
	for _, t := range types {
		s := t.old
		if !t.keep {
			s = ld.l.symbolAt(t.unit, t.index)
			if t.old != nil {
				ld.need(s) // for the values that take it over
				ld.changed = append(ld.changed, changedType{t.old, s})
				changed = append(changed, declaredName(t.name)...)
			}
		}
		t.unit.symbols[t.index] = s
		ld.bind(key{t.name, object.ABI0}, s)
	}
	for _, t := range types {
		if t.keep {
			ld.needMethods(t)
		}
	}
	sort.Strings(changed)
	return slices.Compact(changed)
}

// declaredName returns the name under which a cell declares the type of a symbol; none
// if it has no name or is declared in a function.
func declaredName(symbol string) []string {
	name, ok := strings.CutPrefix(symbol, "type:"+mainPrefix)
	name, _, _ = strings.Cut(name, "[") // type arguments
	if !ok || strings.Contains(name, "·") {
		return nil
	}
	return []string{name}
}

// cellTypes lists the types of package main in the cell's object.
func (ld *load) cellTypes() ([]*typeDefinition, map[string]*typeDefinition) {
	var types []*typeDefinition
	byName := map[string]*typeDefinition{}
	u := ld.l.cell.units[0]
	for i := range uint32(u.Definitions()) {
		s := u.Symbol(i)
		if !isType(s.Name) || !ofMain(s.Name) || s.Size < descriptorSize {
			continue
		}
		t := &typeDefinition{definition: definition{u, i}, name: s.Name}
		if old := ld.l.bound[key{s.Name, object.ABI0}]; old != nil && old.addr != 0 && !ld.alone {
			t.old = old
		}
		types = append(types, t)
		byName[t.name] = t
	}
	return types, byName
}

// A layoutReference is a relocation in the layout part of a descriptor.
type layoutReference struct {
	offset int32
	add    int64
	target object.Ref
	name   string // of the target; contents for names of fields and the like
	isType bool   // of package main
}

// layoutPart returns the bytes and references of a descriptor that do not speak of methods.
func (l *Linker) layoutPart(d definition) ([]byte, []layoutReference) {
	data := d.descriptor()
	m := methodsOf(data)
	end := m.table
	if data[kindAt]&kindMask == kindPointer {
		end = fixedSize(kindPointer) // the uncommon part may come later
	}
	part := data[:end]
	part[flagsAt] &^= flagUncommon
	clear(part[ptrToThisAt:descriptorSize])
	uncommon := func(off int) bool { return m.uncommon >= 0 && off >= m.uncommon && off < m.uncommon+uncommonSize }
	for i := range part {
		if uncommon(i) {
			part[i] = 0
		}
	}
	var refs []layoutReference
	relocs := d.unit.Relocs(d.index)
	for j := range relocs.Len() {
		r := relocs.At(j)
		if off := int(r.Offset); off >= end || off == ptrToThisAt || uncommon(off) || r.Type.IsMark() {
			continue
		}
		ref := layoutReference{offset: r.Offset, add: r.Add, target: r.Target, name: l.targetName(d.unit, r.Target)}
		ref.isType = isType(ref.name) && ofMain(ref.name)
		refs = append(refs, ref)
	}
	return part, refs
}

// targetName says what a reference refers to: the name of the symbol, or its contents if
// names are made up by the compiler.
func (l *Linker) targetName(u *unit, r object.Ref) string {
	i, ok := u.Local(r)
	if !ok {
		return l.resolve(u, r).name // in another package
	}
	s := u.Symbol(i)
	hashed := int(i) >= u.Defined && int(i) < u.Defined+u.Hashed64+u.Hashed
	if hashed && !isType(s.Name) || strings.HasPrefix(s.Name, "type:.namedata.") {
		return string(u.Data(i))
	}
	return s.Name
}

// sameLayout compares the layout parts of the old and the new descriptor, leaving out
// which types of package main they refer to.
func (l *Linker) sameLayout(t *typeDefinition) bool {
	part, refs := l.layoutPart(t.definition)
	oldPart, oldRefs := l.layoutPart(t.old.definition)
	if !bytes.Equal(part, oldPart) || len(refs) != len(oldRefs) {
		return false
	}
	for i, r := range refs {
		if o := oldRefs[i]; r.offset != o.offset || r.add != o.add || r.name != o.name {
			return false
		}
	}
	return true
}

// sameReferences reports whether the types of package main that the old descriptor refers
// to are still those types.
func (l *Linker) sameReferences(t *typeDefinition, byName map[string]*typeDefinition) bool {
	_, refs := l.layoutPart(t.old.definition)
	for _, r := range refs {
		if !r.isType {
			continue
		}
		now := byName[r.name]
		if now == nil || !now.keep || now.old != l.resolve(t.old.unit, r.target) {
			return false
		}
	}
	return true
}

// A methodTable is the new method table of a type that stays.
type methodTable struct {
	typ    *symbol
	from   definition // the descriptor in the cell's object
	part   methodPart
	offset uintptr // in the extra part of rodata
}

// needMethods makes sure that the newest methods of a type are loaded.
func (ld *load) needMethods(t *typeDefinition) {
	part := methodsOf(t.descriptor())
	if part.count == 0 && methodsOf(t.old.descriptor()).count == 0 && !t.old.methodsReplaced {
		return
	}
	ld.methods = append(ld.methods, methodTable{typ: t.old, from: t.definition, part: part})
	relocs := t.unit.Relocs(t.index)
	for j := range relocs.Len() {
		if r := relocs.At(j); int(r.Offset) >= part.table && !r.Type.IsMark() {
			ld.need(ld.l.resolve(t.unit, r.Target))
		}
	}
}

// replaceMethods writes the new method tables and makes the descriptors lead to them.
func (ld *load) replaceMethods() {
	if len(ld.methods) == 0 {
		return
	}
	var patches wordPatches
	for _, m := range ld.methods {
		m.typ.methodsReplaced = true
		ld.writeMethods(m, &patches)
	}
	patchWords(patches.addrs, patches.values)
	for _, m := range ld.methods {
		refreshItabs(pointer(m.typ.addr))
	}
}

// writeMethods writes one table, and collects the words of the descriptor to change. The
// offsets in the table count from where the old descriptor's module lies.
func (ld *load) writeMethods(m methodTable, patches *wordPatches) {
	data := m.from.descriptor()
	table := ld.extra + m.offset
	copy(memory(table, methodSize*m.part.count), data[m.part.table:])
	packagePath := int32(0)
	relocs := m.from.unit.Relocs(m.from.index)
	for j := range relocs.Len() {
		r := relocs.At(j)
		if r.Type.IsMark() {
			continue
		}
		to := ld.l.resolve(m.from.unit, r.Target)
		switch off := int(r.Offset); {
		case off >= m.part.table:
			putWord(table+uintptr(off-m.part.table), ld.offsetOf(to, m.typ.base)+int32(r.Add))
		case off == m.part.uncommon && to != nil && to.addr != 0:
			packagePath = ld.offsetOf(to, m.typ.base)
		}
	}
	uncommon := m.typ.addr + uintptr(fixedSize(data[kindAt]))
	flags := memory(m.typ.addr+flagsAt, 4)
	if flags[0]&flagUncommon == 0 {
		if m.part.count == 0 {
			return
		}
		patches.add(uncommon, uint32(packagePath))
		patches.add(m.typ.addr+flagsAt, uint32(word(m.typ.addr+flagsAt))|flagUncommon)
	}
	patches.add(uncommon+countsAt, uint32(m.part.count)|uint32(m.part.exported)<<16)
	patches.add(uncommon+tableAt, uint32(table-uncommon))
}
