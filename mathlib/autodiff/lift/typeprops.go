package lift

import "go/types"

// basic returns the basic type under t, nil if t is composed.
func basic(t types.Type) *types.Basic {
	b, _ := t.Underlying().(*types.Basic)
	return b
}

// isFloat reports whether t is a float64 or float32, or an untyped constant
// that becomes one.
func isFloat(t types.Type) bool {
	b := basic(t)
	return b != nil && b.Info()&types.IsFloat != 0
}

func isFloat32(t types.Type) bool {
	b := basic(t)
	return b != nil && b.Kind() == types.Float32
}

// holdsFloat reports whether a value of type t can be lifted: whether it is or
// holds floats in a form that a twin has a counterpart for. Channels, maps with
// numbers as keys, interfaces but those of the file and of rules, and types
// with hidden fields of other packages have none; they stay as they are and
// can hold constants only.
func (l *lifter) holdsFloat(t types.Type) bool {
	if t == nil {
		return false
	}
	known, ok := l.floats[t]
	if !ok {
		known = l.holds(t, nil, isFloat)
		l.floats[t] = known
	}
	return known
}

// holdsFunc reports whether t holds functions of floats. Their lifted form has
// another type, so variables of such a type are always lifted.
func (l *lifter) holdsFunc(t types.Type) bool {
	return l.holds(t, nil, func(t types.Type) bool {
		_, ok := t.Underlying().(*types.Signature)
		return ok && l.holdsFloat(t)
	})
}

// sharesMemory reports whether a copy of a value of type t shares memory with
// the original.
func sharesMemory(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Slice, *types.Pointer, *types.Map, *types.Interface:
		return true
	case *types.Array:
		return sharesMemory(u.Elem())
	case *types.Struct:
		for i := range u.NumFields() {
			if sharesMemory(u.Field(i).Type()) {
				return true
			}
		}
	}
	return false
}

// holds reports whether is is true of t or of a type that t is composed of. seen
// are the named types on the way, for recursive ones.
func (l *lifter) holds(t types.Type, seen []types.Type, is func(types.Type) bool) bool {
	if is(t) {
		return true
	}
	if _, name := ruleType(t); name != "" {
		return is(scalar)
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		for _, s := range seen {
			if s == types.Type(n) {
				return false
			}
		}
		seen = append(seen, n)
	}
	switch u := t.Underlying().(type) {
	case *types.Slice:
		return l.holds(u.Elem(), seen, is)
	case *types.Array:
		return l.holds(u.Elem(), seen, is)
	case *types.Pointer:
		return l.holds(u.Elem(), seen, is)
	case *types.Map:
		return !l.holds(u.Key(), nil, isFloat) && l.holds(u.Elem(), seen, is)
	case *types.Struct:
		return !l.hidden(t, u) && l.holdsField(u, seen, is)
	case *types.Interface:
		for _, t := range l.implementers(t) {
			if l.holds(t, seen, is) {
				return true
			}
		}
	case *types.Signature:
		return l.holdsVar(u.Params(), seen, is) || l.holdsVar(u.Results(), seen, is)
	}
	return false
}

func (l *lifter) holdsField(u *types.Struct, seen []types.Type, is func(types.Type) bool) bool {
	for i := range u.NumFields() {
		if l.holds(u.Field(i).Type(), seen, is) {
			return true
		}
	}
	return false
}

func (l *lifter) holdsVar(vars *types.Tuple, seen []types.Type, is func(types.Type) bool) bool {
	for i := range vars.Len() {
		if l.holds(vars.At(i).Type(), seen, is) {
			return true
		}
	}
	return false
}

// hidden reports whether t is another package's struct with fields that only
// that package can reach.
func (l *lifter) hidden(t types.Type, u *types.Struct) bool {
	if _, ok := types.Unalias(t).(*types.Named); !ok {
		return false
	}
	for i := range u.NumFields() {
		if f := u.Field(i); !f.Exported() && f.Pkg() != l.Types {
			return true
		}
	}
	return false
}

// results returns the types of the values of an expression of type t: several
// for a call with several results.
func results(t types.Type) []types.Type {
	switch t := t.(type) {
	case nil:
		return nil
	case *types.Tuple:
		list := make([]types.Type, t.Len())
		for i := range list {
			list[i] = t.At(i).Type()
		}
		return list
	}
	return []types.Type{t}
}
