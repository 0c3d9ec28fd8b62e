// Package lifted runs the tests of a package once more with the twins of its
// functions compiled in, so that tests of derivatives can be written on plain
// Go functions, wherever they stand: in the package or in its test files.
//
// The twins are what nabla lift writes; they go into a file that only the
// compiler sees. A test calls [Run] once for the package, [Only] first in each
// test that needs twins, and [Never] in those that must do without.
package lifted

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/gonabla/nabla/mathlib/autodiff/lift"
)

// inside is the environment variable that marks the run with the twins.
const inside = "NABLA_TWINS"

// Only skips the test unless its package was built with twins.
func Only(t *testing.T) {
	t.Helper()
	if os.Getenv(inside) == "" {
		t.Skip("runs with the twins of the package")
	}
}

// Never skips the test when its package was built with twins.
func Never(t *testing.T) {
	t.Helper()
	if os.Getenv(inside) != "" {
		t.Skip("runs without twins")
	}
}

// Run lifts the package in this folder and runs its tests with the twins. It
// fails with their output when one of them fails, and when the test called
// named did not run.
func Run(t *testing.T, named string) {
	if os.Getenv(inside) != "" || testing.Short() {
		t.Skip("this is the run with the twins, or one that builds no program")
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	twins, overlay := filepath.Join(dir, "twins.go"), filepath.Join(dir, "overlay.json")
	table, err := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(here, "nabla_lift_test.go"): twins}})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string][]byte{twins: []byte(lifted(t)), overlay: table} {
		if err := os.WriteFile(name, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	test := exec.Command("go", "test", "-count=1", "-v", "-overlay", overlay, ".")
	test.Env = append(os.Environ(), inside+"=1")
	out, err := test.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: "+named+" ") {
		t.Errorf("%s%v", out, err)
	}
}

// lifted returns the twins of the package in this folder and of its test files.
func lifted(t *testing.T) string {
	list, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedForTest |
			packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedExportFile,
		Tests: true,
	}, ".")
	if err != nil {
		t.Fatal(err)
	}
	whole := list[0]
	for _, p := range list { // the package itself, the package with its test files, and others
		if p.Name == whole.Name && len(p.Syntax) > len(whole.Syntax) {
			whole = p
		}
	}
	if len(whole.Errors) > 0 {
		t.Fatal(whole.Errors)
	}
	var files []lift.File
	for _, f := range whole.Syntax {
		src, err := os.ReadFile(whole.Fset.File(f.FileStart).Name())
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, lift.File{Syntax: f, Src: src})
	}
	// What is refused is found out by the tests, from the method of a result.
	text, _, err := lift.LiftPackage(whole.Fset, files, whole.Types, whole.TypesInfo)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
