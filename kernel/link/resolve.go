package link

import (
	"fmt"
	"strings"

	"github.com/gonabla/nabla/kernel/link/object"
)

// resolve returns the symbol that a reference in a unit means, nil for the zero
// reference. After an error it returns a symbol without meaning.
func (l *Linker) resolve(u *unit, r object.Ref) *symbol {
	switch r.Package {
	case 0:
		return nil
	case object.PackageSelf, object.PackageHashed64, object.PackageHashed, object.PackageNone:
		i, ok := u.Local(r)
		if !ok {
			return l.badReference(u, r)
		}
		if s := u.symbols[i]; s != nil {
			return s
		}
		s := l.find(u, i, r.Package)
		u.symbols[i] = s
		return s
	case object.PackageBuiltin:
		name, abi, ok := object.Builtin(r.Index)
		if !ok {
			return l.badReference(u, r)
		}
		return l.byName(name, abi)
	}
	if int64(r.Package) >= int64(len(u.pkgs)) {
		return l.badReference(u, r)
	}
	p := u.pkgs[r.Package]
	if p == nil {
		p = l.packages[u.Package(r.Package)]
		if p == nil || !p.opened {
			return l.badReference(u, r)
		}
		u.pkgs[r.Package] = p
	}
	if int64(r.Index) >= int64(p.units[0].Defined) {
		return l.badReference(u, r)
	}
	return l.symbolAt(p.units[0], r.Index)
}

// find looks up symbol i of a unit for the first time.
func (l *Linker) find(u *unit, i uint32, group uint32) *symbol {
	if group == object.PackageSelf || group == object.PackageHashed64 {
		return l.symbolAt(u, i)
	}
	s := u.Symbol(i)
	byName := s.ABI != object.ABIStatic
	if group == object.PackageHashed {
		byName = s.IsItab()
	}
	if byName {
		return l.byName(s.Name, s.ABI)
	}
	return l.symbolAt(u, i)
}

func (l *Linker) badReference(u *unit, r object.Ref) *symbol {
	l.fail(fmt.Errorf("package %s: reference to symbol %d of package %q leads nowhere", u.pkg.path, r.Index, u.Package(r.Package)))
	return &symbol{name: "?", inExecutable: true, placement: placement{addr: 1}}
}

// symbolAt returns symbol i as defined in the unit.
func (l *Linker) symbolAt(u *unit, i uint32) *symbol {
	if s := u.symbols[i]; s != nil {
		return s
	}
	o := u.Symbol(i)
	s := u.newSymbol()
	*s = symbol{name: o.Name, abi: o.ABI, kind: o.Kind, size: o.Size, definition: definition{u, i}}
	u.symbols[i] = s
	hashed := int(i) >= u.Defined && int(i) < u.Defined+u.Hashed64+u.Hashed
	s.perLoad = hashed && !o.IsItab() || isTypeData(s)
	if !s.perLoad && s.name != "" && u.pkg != l.cell {
		if a := l.executableAddr(s); a != 0 {
			s.addr, s.inExecutable = a, true
		} else if u.pkg.native && s.abi != object.ABIStatic && isC(s.name) {
			l.fail(fmt.Errorf("package %s: the worker was built without %s of its C code", u.pkg.path, s.name))
		}
	}
	return s
}

// isTypeData reports whether s is a name or path that type descriptors have offsets to.
func isTypeData(s *symbol) bool {
	return strings.HasPrefix(s.name, "type:.") && !s.kind.IsText() &&
		!strings.HasPrefix(s.name, "type:.eq") && !strings.HasPrefix(s.name, "type:.hash")
}

// executableAddr returns the address of the symbol in the executable, or 0.
func (l *Linker) executableAddr(s *symbol) uintptr {
	x := l.executable
	switch {
	case s.isType() || isItab(s.name):
		if a := x.symbols[s.name]; a != 0 {
			return a
		}
		return x.types[s.name].addr
	case s.abi == object.ABIStatic:
		if a := l.staticVariable(s); a != 0 {
			return a
		}
		// Static symbols of assembly files have names that others may have too.
		if !strings.HasPrefix(s.name, s.unit.pkg.escaped+".") {
			return 0
		}
	case s.kind.IsText() && s.abi == object.ABI0:
		// The executable calls a function name.abi0 if there is one with
		// the internal calling convention as well.
		if a := x.symbols[s.name+".abi0"]; a != 0 {
			return a
		}
		if l.defines(key{s.name, object.ABIInternal}) {
			return 0
		}
	}
	return x.symbols[s.name]
}

// byName returns the symbol that a name means: of package main the newest text, of all
// else, types and itabs in particular, what was loaded first.
func (l *Linker) byName(name string, abi uint16) *symbol {
	k := keyOf(name, abi)
	if l.cell != nil && ofMain(name) {
		if s := l.cellSymbol(k); s != nil {
			return s
		}
	}
	if s := l.bound[k]; s != nil {
		return s
	}
	s := l.lookUp(k)
	if l.current != nil {
		l.current.bind(k, s)
	} else {
		l.bound[k] = s
	}
	return s
}

// cellSymbol finds a symbol of package main in the cell's object. What is bound by
// name to earlier loads is not found.
func (l *Linker) cellSymbol(k key) *symbol {
	if s := l.namedIn(l.cell, k); s != nil {
		return s
	}
	d, ok := l.cellDefinitions[k]
	if !ok || isType(k.name) || isItab(k.name) {
		return nil
	}
	return l.symbolAt(d.unit, d.index)
}

// lookUp finds the definition of a name: in archives, then in the cell's object, then in
// the executable alone.
func (l *Linker) lookUp(k key) *symbol {
	if d, ok := l.definitions[k]; ok {
		return l.symbolAt(d.unit, d.index)
	}
	if d, ok := l.cellDefinitions[k]; ok {
		return l.symbolAt(d.unit, d.index)
	}
	x := l.executable
	if t, ok := x.types[k.name]; ok && t.unit != nil {
		return l.symbolAt(t.unit, t.index)
	}
	if p := l.packages[packageOf(k.name)]; p != nil && p.opened {
		if s := l.namedIn(p, k); s != nil {
			return s
		}
	}
	addr := x.symbols[k.name]
	if a := x.symbols[k.name+".abi0"]; a != 0 && k.abi == object.ABI0 {
		addr = a
	}
	if addr == 0 {
		addr = x.types[k.name].addr
	}
	return &symbol{name: k.name, abi: k.abi, inExecutable: addr != 0, placement: placement{addr: addr}}
}

// fail records the first error of a load; its phases end at it.
func (l *Linker) fail(err error) {
	if l.err == nil {
		l.err = err
	}
}
