package check

import (
	"go/types"
	"maps"
	"slices"
	"strings"
)

// A speller writes types as Go text that means the same in every cell: names of
// packages are aliases of its own, which nothing in a cell can shadow.
type speller struct {
	home    *types.Package    // the package of the cells
	imports map[string]string // alias -> path, of what was written
	uses    map[string]bool   // names of the cells' package, of what was written
}

func newSpeller(home *types.Package) *speller {
	return &speller{home, map[string]string{}, map[string]bool{}}
}

// names returns the names, sorted, that what was written takes from outside.
func (s *speller) names() []string {
	list := slices.AppendSeq(slices.Collect(maps.Keys(s.uses)), maps.Keys(s.imports))
	slices.Sort(list)
	return list
}

// Alias returns the name under which spelled types import a package.
func Alias(path string) string {
	return "nabla_" + strings.Map(func(r rune) rune {
		if r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return r
		}
		return '_'
	}, path)
}

// spell returns the text of t. ok is false when Go has none for it here, as for
// a type that another package does not export or that is local to a function.
func (s *speller) spell(t types.Type) (text string, ok bool) {
	if !s.canSpell(t, nil) {
		return "", false
	}
	text = types.TypeString(t, func(p *types.Package) string {
		switch {
		case p == s.home:
			return ""
		case p.Path() == Universe:
			return "universe" // under their own names where nothing shadows them
		}
		s.imports[Alias(p.Path())] = p.Path()
		return Alias(p.Path())
	})
	return asPredeclared(text), true
}

func (s *speller) canSpell(t types.Type, seen []types.Type) bool {
	if slices.Contains(seen, t) {
		return true
	}
	seen = append(seen, t)
	all := func(list ...types.Type) bool {
		return !slices.ContainsFunc(list, func(t types.Type) bool { return !s.canSpell(t, seen) })
	}
	switch t := t.(type) {
	case *types.Basic:
		return t.Kind() != types.Invalid && t.Info()&types.IsUntyped == 0
	case *types.Alias:
		return s.canName(t.Obj()) && all(slices.Collect(t.TypeArgs().Types())...)
	case *types.Named:
		return s.canName(t.Obj()) && all(slices.Collect(t.TypeArgs().Types())...)
	case *types.Pointer:
		return all(t.Elem())
	case *types.Slice:
		return all(t.Elem())
	case *types.Array:
		return all(t.Elem())
	case *types.Chan:
		return all(t.Elem())
	case *types.Map:
		return all(t.Key(), t.Elem())
	case *types.Tuple:
		for v := range t.Variables() {
			if !all(v.Type()) {
				return false
			}
		}
		return true
	case *types.Signature:
		return t.TypeParams() == nil && all(t.Params(), t.Results())
	case *types.Struct:
		for f := range t.Fields() {
			if !f.Exported() && f.Pkg() != s.home || !all(f.Type()) {
				return false
			}
		}
		return true
	case *types.Interface:
		for m := range t.Methods() {
			if !m.Exported() && m.Pkg() != s.home || !all(m.Type()) {
				return false
			}
		}
		return true
	}
	return false // type parameters, unions: never the type of a variable
}

// canName reports whether the cells can write the name of a type.
func (s *speller) canName(obj *types.TypeName) bool {
	if obj.Pkg() == nil {
		return true
	}
	if obj.Parent() != obj.Pkg().Scope() {
		return false
	}
	if obj.Pkg() == s.home {
		s.uses[obj.Name()] = true
		return true
	}
	return obj.Exported() && !isInternal(obj.Pkg().Path())
}

// isInternal reports whether only the package's own neighbours may import it.
func isInternal(path string) bool {
	return path == "internal" || strings.HasPrefix(path, "internal/") ||
		strings.HasSuffix(path, "/internal") || strings.Contains(path, "/internal/") || strings.HasPrefix(path, "vendor/")
}
