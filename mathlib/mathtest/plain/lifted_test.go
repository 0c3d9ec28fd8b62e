package plain_test

import (
	"encoding/json"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/autodiff/lift"
	"github.com/gonabla/nabla/mathlib/mathtest/plain"
)

// lifted tells whether the package was built with its twins.
var lifted = func() bool {
	_, _, ok := autodiff.Lookup(plain.Functions[0].F)
	return ok
}()

// TestLifted writes the twins of this package, as nabla lift would, and runs
// its tests with them: with a file that only the compiler sees.
func TestLifted(t *testing.T) {
	if lifted || testing.Short() {
		t.Skip("this is the run with the twins, or one that builds no program")
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	twins, overlay := filepath.Join(dir, "twins.go"), filepath.Join(dir, "overlay.json")
	table, err := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(here, "nabla_lift.go"): twins}})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string][]byte{twins: []byte(liftHere(t)), overlay: table} {
		if err := os.WriteFile(name, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.Command("go", "test", "-count=1", "-v", "-overlay", overlay, ".").CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: TestDerivatives") {
		t.Errorf("%s%v", out, err)
	}
}

// liftHere returns the twins of the package in this folder.
func liftHere(t *testing.T) string {
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	var files []lift.File
	var trees []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		tree, err := parser.ParseFile(fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files, trees = append(files, lift.File{Syntax: tree, Src: src}), append(trees, tree)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{},
		Uses: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Instances: map[*ast.Ident]types.Instance{}, Implicits: map[ast.Node]types.Object{},
	}
	config := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	pkg, err := config.Check("github.com/gonabla/nabla/mathlib/mathtest/plain", fset, trees, info)
	if err != nil {
		t.Fatal(err)
	}
	text, refusals, err := lift.LiftPackage(fset, files, pkg, info)
	if err != nil || len(refusals) > 0 {
		t.Fatal(refusals, err)
	}
	return text
}
