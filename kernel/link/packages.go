package link

import (
	"fmt"

	"github.com/gonabla/nabla/kernel/link/object"
)

// A pkg is a package that can be linked: from an archive, or the cell's own.
type pkg struct {
	path    string
	file    string
	escaped string // path as in symbol names
	opened  bool
	native  bool    // a part is C, which only the executable can have
	units   []*unit // the compiler's object first
	imports []object.Import

	// names finds the symbols of the package by name; made when first needed.
	names map[key]*symbol

	// initialised means that the init functions have run or are about to: at
	// the start of the executable, or (byLoad) as Inits of a load.
	// Invariant: then the same is true of all imports.
	initialised, byLoad bool

	// mapInits finds, for a map variable, the function that fills it; made
	// when first needed.
	mapInits map[*symbol]*symbol
}

// A unit is an object file together with the symbols found for it.
type unit struct {
	*object.Object
	pkg     *pkg
	symbols []*symbol // by number, as they are first asked for
	spare   []symbol  // for the next ones
	pkgs    []*pkg    // by the numbers in references

	// statics are the addresses that the executable has static variables at;
	// made when first needed.
	statics map[uint32]uintptr

	// Files of the unit start at fileBase in the file table of load fileLoad.
	fileBase, fileLoad int
}

// AddArchives makes further packages known, for imports of later cells. Those of
// which something may be linked already keep their archives.
func (l *Linker) AddArchives(archives map[string]string) {
	for path, file := range archives {
		if p := l.packages[path]; p != nil {
			if !p.opened {
				p.file = file
			}
			continue
		}
		p := &pkg{path: path, file: file, escaped: escape(path)}
		l.packages[path] = p
		if p.escaped != path {
			l.packages[p.escaped] = p
		}
	}
}

// open makes the symbols of a package and all its imports known, those of imports
// first.
func (l *Linker) open(path string) error {
	p := l.packages[path]
	switch {
	case path == "unsafe":
		return nil
	case p == nil:
		return fmt.Errorf("package %s has not been compiled for this session", path)
	case p.opened:
		return nil
	}
	archive, err := object.Open(p.file)
	if err != nil {
		return fmt.Errorf("package %s: %w", path, err)
	}
	if err := l.checkToolchain(archive.Objects); err != nil {
		return fmt.Errorf("package %s: %w", path, err)
	}
	if archive.Native && !l.executable.hasC(archive) {
		return fmt.Errorf("package %s cannot be imported into a running session: it contains code compiled by a C compiler (cgo), and the worker was not built with it", path)
	}
	p.imports = archive.Objects[0].Imports()
	for _, im := range p.imports {
		if err := l.open(im.Path); err != nil {
			return err
		}
		if err := l.checkImport(im); err != nil {
			return fmt.Errorf("package %s: %w", path, err)
		}
	}
	p.opened = true
	p.units, p.native = makeUnits(p, archive), archive.Native
	l.order = append(l.order, p)
	l.define(p)
	return nil
}

func makeUnits(p *pkg, a *object.Archive) []*unit {
	units := make([]*unit, len(a.Objects))
	for i, o := range a.Objects {
		units[i] = &unit{Object: o, pkg: p, symbols: make([]*symbol, o.Symbols()), pkgs: make([]*pkg, o.Packages())}
	}
	return units
}

// newSymbol returns memory for a symbol of the unit. There are tens of thousands.
func (u *unit) newSymbol() *symbol {
	const batch = 64
	if len(u.spare) == 0 {
		u.spare = make([]symbol, min(batch, len(u.symbols)))
	}
	s := &u.spare[0]
	u.spare = u.spare[1:]
	return s
}

// checkToolchain compares the toolchain of objects with that of the first ones.
func (l *Linker) checkToolchain(objects []*object.Object) error {
	for _, o := range objects {
		if l.toolchain == "" {
			l.toolchain = o.Toolchain
		}
		if o.Toolchain != l.toolchain {
			return fmt.Errorf("compiled with %q, the session with %q; prepare the kernel again", o.Toolchain, l.toolchain)
		}
	}
	return nil
}

// checkImport compares what was compiled against with the archive.
func (l *Linker) checkImport(im object.Import) error {
	if im.Path == "unsafe" || im.Fingerprint == (object.Fingerprint{}) {
		return nil
	}
	if got := l.packages[im.Path].units[0].Fingerprint; got != im.Fingerprint {
		return fmt.Errorf("compiled against another version of %s than this session uses; restart the kernel", im.Path)
	}
	return nil
}

// define enters the symbols of a package that others refer to by name.
func (l *Linker) define(p *pkg) {
	for _, u := range p.units {
		first := uint32(u.Defined + u.Hashed64)
		for i := first; i < uint32(u.Definitions()); i++ {
			s := u.Symbol(i)
			if s.ABI == object.ABIStatic || i < first+uint32(u.Hashed) && !s.IsItab() || sectionOf(s.Kind) == noSection {
				continue // not known by name, or only for debuggers
			}
			k := keyOf(s.Name, s.ABI)
			if _, ok := l.definitions[k]; !ok {
				l.definitions[k] = definition{u, i}
			}
		}
	}
	if p.path != "runtime" {
		return
	}
	for i := range uint32(p.units[0].Defined) { // the basic types
		if s := p.units[0].Symbol(i); isType(s.Name) {
			l.definitions[keyOf(s.Name, s.ABI)] = definition{p.units[0], i}
		}
	}
}

// namedIn finds a symbol of a package, defined for it alone, by name.
func (l *Linker) namedIn(p *pkg, k key) *symbol {
	if p.names == nil {
		p.names = map[key]*symbol{}
		for _, u := range p.units {
			for i := range uint32(u.Defined) {
				if s := u.Symbol(i); s.Name != "" && s.ABI != object.ABIStatic {
					p.names[keyOf(s.Name, s.ABI)] = l.symbolAt(u, i)
				}
			}
		}
	}
	return p.names[k]
}

// defines reports whether an opened archive defines the symbol.
func (l *Linker) defines(k key) bool {
	if _, ok := l.definitions[k]; ok {
		return true
	}
	p := l.packages[packageOf(k.name)]
	return p != nil && p.opened && l.namedIn(p, k) != nil
}
