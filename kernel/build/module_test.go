package build

import (
	"errors"
	"go/importer"
	"go/token"
	"go/types"
	"os"
	"slices"
	"strings"
	"testing"
)

func newModule(t *testing.T) *Module {
	t.Helper()
	m, err := prepared(t).NewModule(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

const plotCell = `package main

import (
	"fmt"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/plot"
)

func main() {}

//line cell-3:1
func nabla_run_1() { fmt.Println(mat.NewDense(1, 1, nil), plot.New()) }
`

// What was prepared needs no process: with an empty PATH and an unusable
// build cache everything still works.
func TestCompilePrepared(t *testing.T) {
	m := newModule(t)
	t.Setenv("PATH", "")
	t.Setenv("GOCACHE", "/nonexistent")
	t.Setenv("GOFLAGS", "-bogus")
	imports := []string{"fmt", "unsafe", "gonum.org/v1/gonum/mat", "gonum.org/v1/plot"}
	if err := m.Resolve(t.Context(), imports); err != nil {
		t.Fatal(err)
	}
	object, err := m.Compile(t.Context(), "cell1", []byte(plotCell), imports)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(object)
	if err != nil {
		t.Fatal(err)
	}
	if text := string(data); !strings.Contains(text, "cell-3") || strings.Contains(text, m.Dir()) {
		t.Errorf("the object's file names are not as the line directive gives them")
	}
}

func TestCompileError(t *testing.T) {
	m := newModule(t)
	src := "package main\nfunc main() {}\n/*line cell-7:2:5*/var a int = \"x\"\nvar b string = 1\n"
	_, err := m.Compile(t.Context(), "cell1", []byte(src), nil)
	var refused *CompileError
	if !errors.As(err, &refused) {
		t.Fatalf("error %v, want a *CompileError", err)
	}
	if len(refused.Diagnostics) != 2 {
		t.Fatalf("%d diagnostics, want 2: %v", len(refused.Diagnostics), err)
	}
	d := refused.Diagnostics[0]
	if d.File != "cell-7" || d.Line != 2 || d.Column != 17 || !strings.Contains(d.Message, "cannot use") {
		t.Errorf("first diagnostic is %+v", d)
	}
	if files, _ := os.ReadDir(m.Dir()); len(files) != 2 {
		t.Errorf("a failed compilation leaves files behind: %v", files)
	}
}

func TestExportData(t *testing.T) {
	m := newModule(t)
	fset := token.NewFileSet()
	imp := importer.ForCompiler(fset, "gc", m.ExportData)
	for path, object := range map[string]string{"gonum.org/v1/plot": "New", "net/http": "ListenAndServe"} {
		p, err := imp.Import(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := p.Scope().Lookup(object).(*types.Func); !ok {
			t.Errorf("%s has no function %s", path, object)
		}
		if name := m.PackageName(path); name != p.Name() {
			t.Errorf("PackageName(%q) = %q, want %q", path, name, p.Name())
		}
	}
}

func TestStandard(t *testing.T) {
	paths := prepared(t).Standard()
	for _, want := range []string{"fmt", "net/http", "os/exec", "math"} {
		if !slices.Contains(paths, want) {
			t.Errorf("%s is missing", want)
		}
	}
	for _, path := range paths {
		if strings.Contains(path, "internal") || strings.HasPrefix(path, "vendor/") {
			t.Errorf("%s cannot be imported by users", path)
		}
	}
}

// A package that the toolchain has not, of a module that it has.
func TestResolveMore(t *testing.T) {
	m := newModule(t)
	const path = "gonum.org/v1/gonum/graph/simple"
	if m.PackageName(path) != "" {
		t.Fatalf("%s is prepared already", path)
	}
	before := len(m.Archives())
	if err := m.Resolve(t.Context(), []string{path}); err != nil {
		t.Fatal(err)
	}
	if m.PackageName(path) != "simple" || len(m.Archives()) <= before {
		t.Errorf("the package has not been added")
	}
	src := "package main\nimport \"" + path + "\"\nvar g = simple.NewDirectedGraph()\nfunc main() {}\n"
	if _, err := m.Compile(t.Context(), "cell1", []byte(src), []string{path}); err != nil {
		t.Error(err)
	}
}

func TestResolveFails(t *testing.T) {
	m := newModule(t)
	t.Setenv("GOPROXY", "off")
	tests := []struct{ path, want string }{
		{"fmtt", "no such package in the standard library"},
		{"example.com/nothing/here", "downloads are switched off"},
		{"gonum.org/v1/gonum/nothing", "cannot import \"gonum.org/v1/gonum/nothing\""},
		{"a b", "not an import path"},
	}
	for _, test := range tests {
		err := m.Resolve(t.Context(), []string{test.path})
		var refused *ImportError
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), test.want) {
			t.Errorf("Resolve(%q) = %v, want something with %q", test.path, err, test.want)
		}
	}
	if err := m.Resolve(t.Context(), []string{"fmt"}); err != nil {
		t.Errorf("after failures: %v", err)
	}
}
