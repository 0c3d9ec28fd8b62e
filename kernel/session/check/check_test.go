package check

import (
	"errors"
	"flag"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/scope"
)

var (
	update  = flag.Bool("update", false, "write the results into the scripts")
	scripts = flag.String("scripts", "testdata/*.txtar", "the scripts to run")
)

// exports finds the export data of the packages that the tests import.
var exports = sync.OnceValues(func() (map[string]string, error) {
	out, err := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}}={{.Export}}",
		"fmt", "math", "strings", "time", "sync", "encoding/binary", "errors", "math/rand", "sort", "image").Output()
	files := map[string]string{}
	for _, line := range strings.Fields(string(out)) {
		path, file, _ := strings.Cut(line, "=")
		files[path] = file
	}
	return files, err
})

// testImporter knows the standard library, and a display package of its own.
type testImporter struct{ types.Importer }

func (i testImporter) Import(path string) (*types.Package, error) {
	if path != Display {
		return i.Importer.Import(path)
	}
	p := types.NewPackage(path, "display")
	v := types.NewParam(0, p, "v", types.NewSlice(types.NewInterfaceType(nil, nil)))
	p.Scope().Insert(types.NewFunc(0, p, "ShowResult", types.NewSignatureType(nil, nil, nil, types.NewTuple(v), nil, true)))
	p.MarkComplete()
	return p, nil
}

func newImporter(t testing.TB) types.Importer {
	files, err := exports()
	if err != nil {
		t.Fatal(err)
	}
	return testImporter{importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(files[path])
	})}
}

func find(name string, selected []string) (string, bool) {
	for _, p := range []string{"fmt", "math", "strings", "time", "sync", "encoding/binary", "errors", "sort", "image"} {
		if filepath.Base(p) == name {
			return p, true
		}
	}
	return "", false
}

// run checks cell after cell and reports what became of each.
func run(t testing.TB, cells []string) string {
	var out strings.Builder
	state := new(scope.State)
	imp := newImporter(t)
	for i, text := range cells {
		fmt.Fprintf(&out, "=== cell %d\n", i+1)
		name := fmt.Sprintf("cell-%d", i+1)
		c, err := cell.Parse(name, text)
		if err != nil {
			fmt.Fprintf(&out, "syntax: %v\n", err)
			continue
		}
		r, err := Cell(c, state, Env{Unit: i + 1, Importer: imp, Find: find, PackageName: filepath.Base})
		var d Diagnostics
		if errors.As(err, &d) {
			for _, x := range d {
				fmt.Fprintf(&out, "%s:%d:%d: %s\n", x.File, x.Line, x.Column, x.Message)
			}
			continue
		}
		out.Write(r.Src)
		for n, v := range r.Alias {
			fmt.Fprintf(&out, "alias %s = %s\n", n, v)
		}
		for _, name := range slices.Sorted(maps.Keys(r.Aside)) {
			fmt.Fprintf(&out, "aside %s\n", r.Aside[name])
		}
		state = state.With(r.Change)
	}
	return out.String()
}

// TestScripts runs the cells of each archive in testdata and compares the files
// made of them. The file "want" holds the result; -update writes it.
func TestScripts(t *testing.T) {
	files, _ := filepath.Glob(*scripts)
	if len(files) == 0 {
		t.Fatal("no scripts")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var cells []string
			want := -1
			for i, f := range ar.Files {
				if f.Name == "want" {
					want = i
				} else {
					cells = append(cells, strings.TrimSuffix(string(f.Data), "\n"))
				}
			}
			got := run(t, cells)
			if *update {
				if want < 0 {
					ar.Files, want = append(ar.Files, txtar.File{Name: "want"}), len(ar.Files)
				}
				ar.Files[want].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(ar), 0o666); err != nil {
					t.Fatal(err)
				}
			} else if want < 0 || got != string(ar.Files[want].Data) {
				t.Errorf("got\n%s", got)
			}
		})
	}
}
