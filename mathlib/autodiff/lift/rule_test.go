package lift

import (
	"go/importer"
	"go/token"
	"go/types"
	"strings"
	"testing"
)

// TestRulesExist shows that every function and method that has a rule by the
// tables has one in the packages, and the type that lifting gives it.
func TestRulesExist(t *testing.T) {
	if testing.Short() {
		t.Skip("reads gonum's source")
	}
	from := importer.ForCompiler(token.NewFileSet(), "source", nil)
	for path, counterpart := range counterparts {
		theirs, ours := load(t, from, path), load(t, from, rulesPath+counterpart.name)
		if ours.Scope().Lookup(counterpart.mention) == nil {
			t.Errorf("%s has no %s", ours.Path(), counterpart.mention)
		}
		for name := range ruleFunctions[path] {
			compareRule(t, name, theirs.Scope().Lookup(name), ours.Scope().Lookup(name))
		}
		for typ, methods := range ruleTypes[path] {
			for name := range methods {
				a, _, _ := types.LookupFieldOrMethod(theirs.Scope().Lookup(typ).Type(), true, theirs, name)
				b, _, _ := types.LookupFieldOrMethod(ours.Scope().Lookup(typ).Type(), true, ours, name)
				compareRule(t, typ+"."+name, a, b)
			}
		}
	}
}

func load(t *testing.T, from types.Importer, path string) *types.Package {
	p, err := from.Import(path)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func compareRule(t *testing.T, name string, theirs, ours types.Object) {
	a, ok := theirs.(*types.Func)
	b, ok2 := ours.(*types.Func)
	if !ok || !ok2 {
		t.Errorf("%s: theirs is %v, the rule %v", name, theirs, ours)
		return
	}
	if a.Signature().TypeParams() != nil {
		if n := a.Signature().Params().Len(); b.Signature().Params().Len() != n+1 {
			t.Errorf("%s: the rule is a %v, theirs a %v", name, b.Signature(), a.Signature())
		}
		return // the compiler compares what twins pass
	}
	l := &lifter{Package: &Package{Types: types.NewPackage("main", "main")}, imports: map[string]string{}, packages: map[string]*types.Package{}, floats: map[types.Type]bool{}, dynamic: map[types.Type][]types.Type{}}
	want := "func" + l.liftedSignature(a.Type().(*types.Signature), token.NoPos, nil)
	got := types.TypeString(types.NewSignatureType(nil, nil, nil, unnamed(b.Signature().Params()), unnamed(b.Signature().Results()), b.Signature().Variadic()),
		func(p *types.Package) string { return "nabla_" + p.Name() })
	// Aliases save writing in the packages of rules.
	for _, p := range []string{"floats", "mat", "operators"} {
		got = strings.NewReplacer("nabla_"+p+".tape", "nabla_autodiff.Tape", "nabla_"+p+".real", "nabla_autodiff.Real").Replace(got)
	}
	want = strings.NewReplacer("{ ", "{", " }", "}").Replace(want)
	if got != want {
		t.Errorf("%s: the rule is a %s, want a %s", name, got, want)
	}
}
