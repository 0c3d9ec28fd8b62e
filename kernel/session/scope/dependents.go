package scope

import (
	"maps"
	"slices"
	"strings"
)

// Affected returns the types that are to be compiled anew, with their methods,
// when the named definitions change: those with a method that depends on one of
// them, directly or through functions, since values may be alive behind
// interfaces; and those that embed such a type or a changed one, since methods
// are promoted. What names a type is taken to call its
// methods: a selector does not tell whose it is. What names a type of rebuilt
// has to be compiled anew in any case.
func (s *State) Affected(changed, rebuilt []string) []string {
	dirty, types := map[string]bool{}, map[string]bool{}
	for _, name := range changed {
		base, _, isMethod := strings.Cut(name, ".")
		d := s.defs[name]
		switch {
		case isMethod:
			types[base], dirty[base] = true, true
		case d != nil && d.Kind == Type:
			types[name] = true
		}
		if d != nil && d.Kind != Type {
			dirty[name] = true
		}
	}
	for _, name := range rebuilt {
		dirty[name] = true
	}
	s.spread(dirty, (*Def).usesAny, Func, Method, Var)
	for name := range dirty {
		if d := s.defs[name]; d != nil && d.Kind == Method {
			types[d.Receiver()] = true
		}
	}
	s.spread(types, (*Def).embeds, Type)
	return slices.Sorted(maps.Keys(types))
}

// Users returns the functions that use one of the named definitions, directly,
// through variables and types, or by calling one that has such a type in its
// signature.
func (s *State) Users(changed []string) []*Def {
	names := map[string]bool{}
	for _, name := range changed {
		names[name] = true
	}
	s.spread(names, (*Def).usesAny, Type, Var)
	types := map[string]bool{}
	for name := range names {
		if d := s.defs[name]; d != nil && d.Kind == Type {
			types[name] = true
		}
	}
	users := map[string]bool{}
	for again := true; again; {
		again = false
		for name, d := range s.defs {
			if d.Kind != Func || users[name] || !d.usesAny(names) {
				continue
			}
			users[name], again = true, true
			names[name] = names[name] || speaksOf(d.Type, types)
		}
	}
	var list []*Def
	for _, name := range slices.Sorted(maps.Keys(users)) {
		list = append(list, s.defs[name])
	}
	return list
}

// speaksOf reports whether the text of a type names one of those types.
func speaksOf(text string, types map[string]bool) bool {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(" .,()[]*{}", r) }) {
		if types[word] {
			return true
		}
	}
	return false
}

// spread adds to names the definitions of some kinds that lead to one of them,
// directly or through others.
func (s *State) spread(names map[string]bool, leads func(*Def, map[string]bool) bool, kinds ...Kind) {
	for again := len(names) > 0; again; {
		again = false
		for name, d := range s.defs {
			if !names[name] && slices.Contains(kinds, d.Kind) && leads(d, names) {
				names[name], again = true, true
			}
		}
	}
}

func (d *Def) usesAny(names map[string]bool) bool {
	return slices.ContainsFunc(d.Uses, func(u string) bool { return names[u] })
}

func (d *Def) embeds(names map[string]bool) bool {
	return slices.ContainsFunc(d.Embeds, func(u string) bool { return names[u] })
}

// Rebuilt returns the types that may have another layout when the named
// definitions change: those themselves that are types, those whose arrays have a
// changed length, and those made of such types.
func (s *State) Rebuilt(changed []string) []string {
	names := map[string]bool{}
	for _, name := range changed {
		if d := s.defs[name]; d != nil && d.Kind != Func && d.Kind != Method {
			names[name] = true
		}
	}
	s.spread(names, (*Def).usesAny, Type)
	var types []string
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if s.defs[name].Kind == Type {
			types = append(types, name)
		}
	}
	return types
}

// Holding returns the variables whose type mentions one of the named types.
func (s *State) Holding(types []string) []string {
	if len(types) == 0 {
		return nil
	}
	var names []string
	for _, v := range s.Defs(Var) {
		if slices.ContainsFunc(types, func(t string) bool { return slices.Contains(v.Uses, t) }) {
			names = append(names, v.Name)
		}
	}
	return names
}
