// Package scope holds what the cells of a session have defined so far: the
// newest text of every constant, type, function and method, the variables with
// their types, and the imports, each with the names it depends on.
//
// A [State] is immutable. A cell that succeeds makes a new one by [State.With];
// one that fails leaves nothing behind. [State.Reach] finds what a cell needs
// of the earlier ones, so that only that is compiled; [State.Affected] finds
// the types whose methods have to be compiled again because something they
// call has a newer text.
//
// The package is pure. It knows nothing of types beyond their spelling, of the
// compiler or of the worker.
package scope

import (
	"maps"
	"slices"
	"strings"
)

// A Kind says what a definition is.
type Kind uint8

const (
	Const Kind = iota + 1
	Type
	Var
	Func
	Method
)

// A Def is one definition at package level, with the text that is compiled
// wherever it is needed.
type Def struct {
	// Name is the identifier; for a method, "Type.Method".
	Name string
	Kind Kind
	// Lead and Body are the text of the declaration; File, Line and Column are
	// the place of Body's first byte. An empty File marks text that was made.
	Lead, Body   string
	File         string
	Line, Column int
	// Uses holds the names that the text takes from outside, sorted.
	Uses []string
	// Packages maps names of Uses to the names selected from them.
	Packages map[string][]string
	// Embeds holds the names that a type takes methods from.
	Embeds []string
	// Unit is the number of the cell that defined it.
	Unit int
	// Type is the type of a variable as Go text, for messages.
	Type string
	// Cell is the front end's name of the cell that defined it last, which stays
	// when that cell is edited and run again; empty if there is none.
	Cell string
	// Orphaned says that the newest version of that cell defines it no longer.
	// It is kept, as other cells may use it.
	Orphaned bool
}

// Receiver returns the name of the type that a method belongs to.
func (d *Def) Receiver() string {
	base, _, _ := strings.Cut(d.Name, ".")
	return base
}

// An Import gives a package a name in the cells. Name "." and "_" mean what
// they mean in Go.
type Import struct{ Name, Path string }

// A State is what a session knows at one moment. The zero value knows nothing.
// It is immutable and safe for concurrent use.
type State struct {
	defs    map[string]*Def
	methods map[string][]string // of a type, by its name: keys of defs
	imports map[string]Import   // by name; dot imports by "." and path
}

// A Change is what a cell adds to a State.
type Change struct {
	Defs    []*Def
	Imports []Import
	// Removed are names to be forgotten.
	Removed []string
	// Cell is the front end's name of the cell, empty if it has none.
	Cell string
	// Kept are variables of earlier cells that the cell declares as well, with
	// the same type, so that they are the same variables.
	Kept []string
}

// With returns the state after a change. A name that is defined again belongs
// to the newest definition alone, whatever it was before.
func (s *State) With(c Change) *State {
	n := &State{defs: maps.Clone(s.defs), imports: maps.Clone(s.imports)}
	if n.defs == nil {
		n.defs, n.imports = map[string]*Def{}, map[string]Import{}
	}
	for _, name := range c.Removed {
		delete(n.defs, name)
		delete(n.imports, name)
	}
	for _, i := range c.Imports {
		key := i.Name
		if key == "." || key == "_" {
			key += i.Path
		}
		n.imports[key] = i
		delete(n.defs, i.Name)
	}
	n.disown(c)
	for _, d := range c.Defs {
		own := *d
		own.Cell = c.Cell
		n.defs[d.Name] = &own
		delete(n.imports, d.Name)
	}
	n.methods = map[string][]string{}
	for name, d := range n.defs {
		if d.Kind == Method {
			n.methods[d.Receiver()] = append(n.methods[d.Receiver()], name)
		}
	}
	return n
}

// disown marks what an earlier version of the cell defined, and makes what the
// cell declares again its own.
func (s *State) disown(c Change) {
	if c.Cell != "" {
		for name, d := range s.defs {
			if d.Cell == c.Cell && !d.Orphaned {
				orphan := *d
				orphan.Orphaned = true
				s.defs[name] = &orphan
			}
		}
	}
	for _, name := range c.Kept {
		if d := s.defs[name]; d != nil {
			kept := *d
			kept.Cell, kept.Orphaned = c.Cell, false
			s.defs[name] = &kept
		}
	}
}

// Lookup returns the definition of a name, or nil.
func (s *State) Lookup(name string) *Def { return s.defs[name] }

// Import returns what a name imports.
func (s *State) Import(name string) (Import, bool) {
	i, ok := s.imports[name]
	return i, ok
}

// Imports returns the packages that have a name, by it.
func (s *State) Imports() []Import {
	var list []Import
	for _, key := range slices.Sorted(maps.Keys(s.imports)) {
		if i := s.imports[key]; i.Name == key {
			list = append(list, i)
		}
	}
	return list
}

// DotImports returns the packages whose names are used without theirs.
func (s *State) DotImports() []Import {
	var list []Import
	for _, key := range slices.Sorted(maps.Keys(s.imports)) {
		if s.imports[key].Name == "." {
			list = append(list, s.imports[key])
		}
	}
	return list
}

// Defs returns all definitions of a kind, by name.
func (s *State) Defs(k Kind) []*Def {
	var list []*Def
	for _, name := range slices.Sorted(maps.Keys(s.defs)) {
		if d := s.defs[name]; d.Kind == k {
			list = append(list, d)
		}
	}
	return list
}

// Reach returns the definitions that the names in uses need, directly or
// through others, sorted by name. Names for which skip returns true are left
// out, with whatever only they need. A type brings all its methods.
func (s *State) Reach(uses []string, skip func(name string) bool) []*Def {
	found := map[string]*Def{}
	todo := slices.Clone(uses)
	for len(todo) > 0 {
		name := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		d := s.defs[name]
		if found[name] != nil || skip(name) {
			continue
		}
		if d != nil {
			found[name] = d
			todo = append(todo, d.Uses...)
		}
		todo = append(todo, s.methodsToFind(name, found)...)
	}
	list := make([]*Def, 0, len(found))
	for _, name := range slices.Sorted(maps.Keys(found)) {
		list = append(list, found[name])
	}
	return list
}

func (s *State) methodsToFind(name string, found map[string]*Def) []string {
	var list []string
	for _, m := range s.methods[name] {
		if found[m] == nil {
			list = append(list, m)
		}
	}
	return list
}

// Methods returns the keys of the methods of a type.
func (s *State) Methods(name string) []string { return s.methods[name] }

// Having returns the types that have all of the named methods, by name.
func (s *State) Having(methods []string) []string {
	var list []string
	for name := range s.methods {
		if !slices.ContainsFunc(methods, func(m string) bool { return s.defs[name+"."+m] == nil }) {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}
