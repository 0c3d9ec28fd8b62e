package link

import (
	"fmt"
	"slices"
	"sort"

	"github.com/gonabla/nabla/kernel/link/object"
)

// openCell reads the cell's object and makes it what package main means.
func (l *Linker) openCell(file string) error {
	archive, err := object.Open(file)
	if err != nil {
		return fmt.Errorf("the cell's object: %w", err)
	}
	if len(archive.Objects) != 1 {
		return fmt.Errorf("the cell's object %s holds %d objects instead of one", file, len(archive.Objects))
	}
	if err := archive.Objects[0].Check(); err != nil {
		return fmt.Errorf("the cell's object %s: %w", file, err)
	}
	if err := l.checkToolchain(archive.Objects); err != nil {
		return fmt.Errorf("the cell: %w", err)
	}
	cell := &pkg{path: "main", file: file, escaped: "main", opened: true, imports: archive.Objects[0].Imports()}
	cell.units = makeUnits(cell, archive)
	for _, im := range cell.imports {
		if err := l.open(im.Path); err != nil {
			return err
		}
		if err := l.checkImport(im); err != nil {
			return fmt.Errorf("the cell: %w", err)
		}
	}
	l.cell, l.cellDefinitions = cell, map[key]definition{}
	u := cell.units[0]
	first := uint32(u.Defined + u.Hashed64)
	for i := first; i < uint32(u.Definitions()); i++ {
		if s := u.Symbol(i); i >= first+uint32(u.Hashed) || s.IsItab() {
			l.cellDefinitions[keyOf(s.Name, s.ABI)] = definition{u, i}
		}
	}
	return nil
}

// bindItabs drops the itabs of package main that are not for the types as they are now.
func (ld *load) bindItabs() {
	for k, d := range ld.l.cellDefinitions {
		if !isItab(k.name) || !ofMain(k.name) {
			continue
		}
		s := ld.l.symbolAt(d.unit, d.index)
		if old := ld.l.bound[k]; old != nil && old.addr != 0 {
			inter, typ := ld.itabTypes(s)
			oldInter, oldTyp := ld.itabTypes(old)
			if inter == oldInter && typ == oldTyp {
				s = old
			}
		}
		d.unit.symbols[d.index] = s
		ld.bind(k, s)
	}
}

// bindVariables binds the variables of the cell's object: by name and type to those that
// exist, by the aliases of the request to those that other names mean. It returns the
// names of new ones.
func (ld *load) bindVariables(r Request) ([]string, error) {
	l, u := ld.l, ld.l.cell.units[0]
	var created []string
	used := 0
	for i := range uint32(u.Defined) {
		o := u.Symbol(i)
		name, ok := variableName(o)
		if !ok {
			continue
		}
		s := l.symbolAt(u, i)
		if s.variableType = l.typeOf(s); s.variableType == nil {
			s.variableType = &symbol{name: "no type"}
		}
		target, isAlias := r.Alias[o.Name]
		if !isAlias {
			target = o.Name
		}
		old := l.variables[target]
		if ld.alone {
			old = nil
		}
		switch {
		case old != nil && old.variableType == s.variableType:
			u.symbols[i] = old
			s = old
		case isAlias && old == nil:
			return nil, fmt.Errorf("alias %s: there is no variable %s", o.Name, target)
		case isAlias && old.variableType.name != s.variableType.name:
			return nil, fmt.Errorf("alias %s: variable %s has another type, %s", o.Name, target, old.variableType.name)
		default:
			created = append(created, name)
			ld.need(s)
			ld.need(s.variableType) // the variable is known by it
			if old != nil && (isAlias || slices.Contains(r.Carry, o.Name)) {
				ld.replaced = append(ld.replaced, replacedVariable{name, old, s})
			}
		}
		if isAlias {
			used++
		}
		ld.newVariables = append(ld.newVariables, variableBinding{o.Name, s})
	}
	if used != len(r.Alias) {
		return nil, fmt.Errorf("the cell's object does not declare all variables that have an alias: %v", r.Alias)
	}
	l.cell.names = nil // made anew with what is bound now
	sort.Strings(created)
	return created, nil
}

// A variableBinding makes a name mean a variable once the load has succeeded: until then
// aliases refer to what names meant before.
type variableBinding struct {
	name string
	s    *symbol
}

// needInits brings the init functions of packages that came in for the first time, those
// of imports first. The cell's own package is not among them.
func (ld *load) needInits(imports []object.Import) (inits []*symbol) {
	for _, im := range imports {
		p := ld.l.packages[im.Path]
		if p == nil || p.initialised {
			continue
		}
		ld.initialised = append(ld.initialised, p)
		p.initialised, p.byLoad = true, true
		inits = append(inits, ld.needInits(p.imports)...)
		for _, u := range p.units {
			inits = append(inits, ld.initTask(u)...)
		}
	}
	return inits
}

// initTask returns the init functions of a package, in order, and needs them.
func (ld *load) initTask(u *unit) []*symbol {
	task := u.pkg.escaped + "..inittask"
	var inits []*symbol
	for i := range uint32(u.Definitions()) {
		if u.Symbol(i).Name != task {
			continue
		}
		relocs := u.Relocs(i)
		for j := range relocs.Len() {
			if r := relocs.At(j); r.Type == object.RelocAddr {
				f := ld.l.resolve(u, r.Target)
				ld.need(f)
				inits = append(inits, f)
			}
		}
	}
	return inits
}
