package lift

import (
	"fmt"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
)

// A type that holds itself, such as a tree, has no lifted form without a name.
// It gets one, declared at the end of the file; all other types are lifted to
// what they stand for.

// declaredType returns the name of the lifted form of n, and sees to its
// declaration, "" if it needs none or can have none.
func (l *lifter) declaredType(n *types.Named, pos token.Pos) string {
	if n.Obj().Pkg() != l.Types || n.Obj().Parent() != l.Types.Scope() || n.TypeArgs() != nil || !holdsItself(n) {
		return ""
	}
	name := "nabla_lifted_" + n.Obj().Name()
	if _, ok := l.declared[name]; !ok {
		l.declared[name] = "" // while it is being written
		defer func() {
			if l.declared[name] == "" {
				delete(l.declared, name) // a refusal
			}
		}()
		l.declared[name] = fmt.Sprintf("\n// %s is the lifted %s.\ntype %s %s\n", name, n.Obj().Name(), name, l.liftedTypeIn(n.Underlying(), pos, nil))
	}
	return name
}

// holdsItself reports whether a value of the named type n may hold others of
// it, otherwise than in an interface.
func holdsItself(n *types.Named) bool {
	var seen []types.Type
	var holds func(t types.Type) bool
	holds = func(t types.Type) bool {
		if m, ok := types.Unalias(t).(*types.Named); ok {
			if m == n && len(seen) > 0 {
				return true
			}
			if slices.Contains(seen, types.Type(m)) {
				return false
			}
			seen = append(seen, m)
		}
		switch u := t.Underlying().(type) {
		case *types.Slice:
			return holds(u.Elem())
		case *types.Array:
			return holds(u.Elem())
		case *types.Pointer:
			return holds(u.Elem())
		case *types.Map:
			return holds(u.Elem())
		case *types.Struct:
			for i := range u.NumFields() {
				if holds(u.Field(i).Type()) {
					return true
				}
			}
		case *types.Signature:
			for _, vars := range []*types.Tuple{u.Params(), u.Results()} {
				for i := range vars.Len() {
					if holds(vars.At(i).Type()) {
						return true
					}
				}
			}
		}
		return false
	}
	return holds(n)
}

// declaredTypes declares the lifted types that text mentions.
func (l *lifter) declaredTypes(text string) string {
	var list string
	for again := true; again; {
		again = false
		for _, name := range slices.Sorted(maps.Keys(l.declared)) {
			declaration := l.declared[name]
			if strings.Contains(text+list, name) && !strings.Contains(list, declaration) {
				list, again = list+declaration, true
			}
		}
	}
	return list
}
