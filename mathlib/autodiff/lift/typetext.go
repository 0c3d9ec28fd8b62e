package lift

import (
	"fmt"
	"go/token"
	"go/types"
	"path"
	"strings"
)

// pkg returns the name of package autodiff in the file.
func (l *lifter) pkg() string {
	if l.autodiff == "" {
		delete(l.imports, autodiffPath) // the file's own name for it may be hidden
		l.autodiff = l.importName(autodiffPath)
	}
	return l.autodiff
}

func (l *lifter) real() string { return l.pkg() + ".Real" }

// plainType writes a type as the file would at pos.
func (l *lifter) plainType(t types.Type, pos token.Pos) string {
	l.checkNames(t, pos, nil)
	return types.TypeString(t, func(p *types.Package) string {
		if p == l.Types {
			return ""
		}
		l.packages[p.Path()] = p
		return l.importName(p.Path())
	})
}

// importName returns the name of a package in the file.
func (l *lifter) importName(importPath string) string {
	name, ok := l.imports[importPath]
	if !ok {
		name = "nabla_" + path.Base(importPath)
		if l.options.Import != nil {
			name = l.options.Import(importPath)
		}
		l.added = append(l.added, importPath)
		l.imports[importPath] = name
	}
	return name
}

// unused writes functions that mention packages which the file was made to
// import for a twin that is not in text after all.
func (l *lifter) unused(text string) string {
	var b strings.Builder
	for _, path := range l.added {
		name := l.imports[path]
		if strings.Contains(text, name+".") {
			continue
		}
		if strings.HasPrefix(path, rulesPath) {
			for _, c := range counterparts {
				if path == rulesPath+c.name {
					fmt.Fprintf(&b, "\nfunc _() { _ = %s.%s }\n", name, c.mention)
				}
			}
			continue
		}
		if p := l.packages[path]; p != nil {
			for _, n := range p.Scope().Names() {
				if t, ok := p.Scope().Lookup(n).(*types.TypeName); ok && t.Exported() && !types.IsInterface(t.Type()) && isPlain(t.Type()) {
					fmt.Fprintf(&b, "\nfunc _() { var _ %s.%s }\n", name, n)
					break
				}
			}
		}
	}
	return b.String()
}

// isPlain reports whether t has no type parameters.
func isPlain(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return !ok || n.TypeParams() == nil
}

// checkNames refuses a type whose name means something else at pos.
func (l *lifter) checkNames(t types.Type, pos token.Pos, seen []types.Type) {
	switch t := t.(type) {
	case *types.Named, *types.Alias:
		obj := t.(interface{ Obj() *types.TypeName }).Obj()
		if obj.Pkg() == nil || obj.Pkg() == l.Types {
			l.checkName(obj, pos)
		}
	case *types.Basic:
		if obj := types.Universe.Lookup(t.Name()); obj != nil {
			l.checkName(obj, pos)
		}
	case *types.Pointer:
		l.checkNames(t.Elem(), pos, seen)
	case *types.Slice:
		l.checkNames(t.Elem(), pos, seen)
	case *types.Array:
		l.checkNames(t.Elem(), pos, seen)
	case *types.Map:
		l.checkNames(t.Key(), pos, seen)
		l.checkNames(t.Elem(), pos, seen)
	}
}

// checkName refuses the use of obj at pos when another object hides it there.
func (l *lifter) checkName(obj types.Object, pos token.Pos) {
	inner := l.Types.Scope().Innermost(pos)
	if inner == nil {
		return
	}
	if _, found := inner.LookupParent(obj.Name(), pos); found != nil && found != obj {
		panic(&refusal{pos, fmt.Sprintf("the name %s hides a type that the derivative's code needs", obj.Name())})
	}
}

// liftedType writes the type that takes the place of t: float64 becomes
// autodiff.Real wherever it occurs. Named types become the types they stand
// for, but for those that hold themselves.
func (l *lifter) liftedType(t types.Type, pos token.Pos) string {
	return l.liftedTypeIn(t, pos, nil)
}

func (l *lifter) liftedTypeIn(t types.Type, pos token.Pos, seen []types.Type) string {
	if !l.holdsFloat(t) {
		return l.plainType(t, pos)
	}
	if path, name := ruleType(t); name != "" {
		return l.rules(path) + "." + name
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		if name := l.declaredType(n, pos); name != "" {
			return name
		}
		for _, s := range seen {
			if s == types.Type(n) && !types.IsInterface(n) {
				panic(&refusal{pos, fmt.Sprintf("the recursive type %s, which is declared in a function", n.Obj().Name())})
			}
		}
		seen = append(seen, n)
	}
	switch u := t.Underlying().(type) {
	case *types.Slice:
		return "[]" + l.liftedTypeIn(u.Elem(), pos, seen)
	case *types.Array:
		return fmt.Sprintf("[%d]%s", u.Len(), l.liftedTypeIn(u.Elem(), pos, seen))
	case *types.Pointer:
		return "*" + l.liftedTypeIn(u.Elem(), pos, seen)
	case *types.Map:
		return "map[" + l.plainType(u.Key(), pos) + "]" + l.liftedTypeIn(u.Elem(), pos, seen)
	case *types.Struct:
		var fields []string
		for i := range u.NumFields() {
			f := u.Field(i)
			fields = append(fields, f.Name()+" "+l.liftedTypeIn(f.Type(), pos, seen))
		}
		return "struct{ " + strings.Join(fields, "; ") + " }"
	case *types.Interface:
		return "any"
	case *types.Signature:
		return "func" + l.liftedSignature(u, pos, seen)
	}
	return l.real()
}

// liftedSignature writes the type of the twins of functions of this signature.
func (l *lifter) liftedSignature(sig *types.Signature, pos token.Pos, seen []types.Type) string {
	params := []string{"*" + l.pkg() + ".Tape"}
	for i := range sig.Params().Len() {
		t := l.liftedTypeIn(sig.Params().At(i).Type(), pos, seen)
		if sig.Variadic() && i == sig.Params().Len()-1 {
			t = "..." + strings.TrimPrefix(t, "[]")
		}
		params = append(params, t)
	}
	var list []string
	for i := range sig.Results().Len() {
		list = append(list, l.liftedTypeIn(sig.Results().At(i).Type(), pos, seen))
	}
	text := "(" + strings.Join(params, ", ") + ")"
	switch len(list) {
	case 0:
		return text
	case 1:
		return text + " " + list[0]
	}
	return text + " (" + strings.Join(list, ", ") + ")"
}
