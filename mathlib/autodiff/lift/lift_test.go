package lift_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff/lift"
)

// sources imports packages from source, each once for all tests.
var sources = sync.OnceValue(func() types.Importer {
	return importer.ForCompiler(token.NewFileSet(), "source", nil)
})

var importing sync.Mutex

// check parses and type-checks one file.
func check(name, src string) (*lift.Package, error) {
	importing.Lock()
	defer importing.Unlock()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{},
		Uses: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Instances: map[*ast.Ident]types.Instance{}, Implicits: map[ast.Node]types.Object{},
	}
	config := types.Config{Importer: sources(), GoVersion: "go1.26"}
	pkg, err := config.Check("main", fset, []*ast.File{f}, info)
	return &lift.Package{Fset: fset, File: f, Types: pkg, Info: info, Src: []byte(src)}, err
}

// liftFile lifts a file and returns the result and the file with the result
// applied, which is type-checked.
func liftFile(t testing.TB, name, src string) (*lift.Result, string) {
	t.Helper()
	p, err := check(name, src)
	if err != nil {
		t.Fatalf("the original: %v", err)
	}
	imports := map[string]string{}
	r, err := lift.Lift(p, lift.Options{Import: func(path string) string {
		imports[path] = "nabla_" + path[strings.LastIndex(path, "/")+1:]
		return imports[path]
	}})
	if err != nil {
		t.Fatal(err)
	}
	text := apply(src, r, imports)
	if _, err := check(name, text); err != nil {
		t.Fatalf("the lifted file: %v\n%s", err, text)
	}
	return r, text
}

// apply makes the lifted file. The imports go to the line of the package
// clause, so that line numbers stay.
func apply(src string, r *lift.Result, imports map[string]string) string {
	var b bytes.Buffer
	at := 0
	for _, e := range r.Edits {
		b.WriteString(src[at:e.Start] + e.Text)
		at = e.End
	}
	b.WriteString(src[at:])
	text := b.String()
	for _, path := range slices.Sorted(maps.Keys(imports)) {
		name := imports[path]
		text = strings.Replace(text, "package main", fmt.Sprintf("package main; import %s %q", name, path), 1)
	}
	if i := strings.Index(text, "func nabla_run_1() {"); i >= 0 {
		i += len("func nabla_run_1() {")
		text = text[:i] + strings.ReplaceAll(strings.TrimSuffix(r.Register, "\n"), "\n", ";") + text[i:]
	} else if r.Register != "" {
		text += "\nfunc nabla_run_1() {\n" + r.Register + "}\n"
	}
	return text + r.Append
}

// TestDefectsRefuse: when lifting fails by a defect, all functions are refused
// and the file is as good as before.
func TestDefectsRefuse(t *testing.T) {
	p, err := check("cell-1", `package main

var use func(func(float64) float64)

func square(x float64) float64 { return x * x }

func _() {
	use(square)
	use(func(x float64) float64 { return square(x) })
}
`)
	if err != nil {
		t.Fatal(err)
	}
	for e, tv := range p.Info.Types {
		if _, ok := e.(*ast.BinaryExpr); ok {
			tv.Type = nil // which no checker does
			p.Info.Types[e] = tv
		}
	}
	r, err := lift.Lift(p, lift.Options{})
	if err != nil || len(r.Refusals) != 2 || !strings.HasPrefix(r.Refusals[0].Reason, "lifting failed, please report it: ") {
		t.Errorf("%+v, %v", r, err)
	}
}
