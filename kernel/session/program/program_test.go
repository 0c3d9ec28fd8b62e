package program

import (
	"errors"
	"flag"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/check"
	"github.com/gonabla/nabla/kernel/session/edit"
	"github.com/gonabla/nabla/kernel/session/scope"
)

var update = flag.Bool("update", false, "write the programs into the scripts")

// exports finds the export data of the packages that the tests import.
var exports = sync.OnceValues(func() (map[string]string, error) {
	out, err := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}}={{.Export}}",
		"fmt", "math", "math/rand", "os", "runtime", "strings", "time", "github.com/gonabla/nabla/display", "github.com/gonabla/nabla/mathlib", check.Universe).Output()
	files := map[string]string{}
	for _, line := range strings.Fields(string(out)) {
		path, file, _ := strings.Cut(line, "=")
		files[path] = file
	}
	return files, err
})

func newImporter(t *testing.T) types.Importer {
	files, err := exports()
	if err != nil {
		t.Fatal(err)
	}
	return importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) { return os.Open(files[path]) })
}

func find(name string, _ []string) (string, bool) {
	for _, p := range []string{"fmt", "math", "runtime", "strings", "time", "github.com/gonabla/nabla/mathlib"} {
		if filepath.Base(p) == name {
			return p, true
		}
	}
	return "", false
}

// checkCells checks cells as a session does.
func checkCells(t *testing.T, imp types.Importer, texts []string) []Cell {
	t.Helper()
	state := new(scope.State)
	var cells []Cell
	for i, text := range texts {
		c := Cell{Number: i + 1, MayPanic: strings.Contains(text, "panic(")}
		parsed, err := cell.Parse(fmt.Sprintf("cell-%d", i+1), text)
		if err != nil {
			t.Fatal(err)
		}
		c.Result, err = check.Cell(parsed, state, check.Env{Unit: i + 1, Importer: imp, Find: find, PackageName: filepath.Base})
		var wrong check.Diagnostics
		if errors.As(err, &wrong) {
			c.LeftOut = wrong[0].Message
		} else if err != nil {
			t.Fatal(err)
		} else {
			state = state.With(c.Result.Change)
		}
		cells = append(cells, c)
	}
	return cells
}

// TestScripts makes programs of the cells of each archive in testdata, and runs
// them. The file "program" holds the text without twins, "prints" what it
// prints, where LINE is the line of a call of runtime.Caller; -update writes the
// first.
func TestScripts(t *testing.T) {
	scripts, _ := filepath.Glob("testdata/*.txtar")
	if len(scripts) == 0 {
		t.Fatal("no scripts")
	}
	for _, script := range scripts {
		t.Run(strings.TrimSuffix(filepath.Base(script), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(script)
			if err != nil {
				t.Fatal(err)
			}
			var cells []string
			golden, prints := -1, ""
			for i, f := range archive.Files {
				switch f.Name {
				case "program":
					golden = i
				case "prints":
					prints = string(f.Data)
				default:
					cells = append(cells, strings.TrimSuffix(string(f.Data), "\n"))
				}
			}
			imp := newImporter(t)
			placed := Write(checkCells(t, imp, cells))
			text, err := formatProgram(edit.Apply(string(placed), directives(string(placed))))
			if err != nil {
				t.Fatalf("%v\n%s", err, placed)
			}
			if *update {
				if golden < 0 {
					golden = len(archive.Files)
					archive.Files = append(archive.Files, txtar.File{Name: "program"})
				}
				archive.Files[golden].Data = text
				if err := os.WriteFile(script, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if golden < 0 || string(archive.Files[golden].Data) != string(text) {
				t.Errorf("the program is\n%s", text)
			}
			complete, imports, err := Check(placed, imp)
			if err != nil || len(imports) == 0 {
				t.Fatalf("%v\n%s", err, text)
			}
			before, _, _ := strings.Cut(string(complete), "runtime.Caller(0)")
			prints = strings.ReplaceAll(prints, "LINE", fmt.Sprint(1+strings.Count(before, "\n")))
			if got := runProgram(t, complete); got != prints {
				t.Errorf("the program prints\n%s\nwant\n%s", got, prints)
			}
		})
	}
}

// runProgram runs a program within our module, and returns what it prints.
func runProgram(t *testing.T, text []byte) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "main.go")
	if err := os.WriteFile(name, text, 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "run", name).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s\n%s", err, out, text)
	}
	return string(out)
}

func TestCheckFindsErrors(t *testing.T) {
	_, _, err := Check([]byte("package main\n\nfunc main() { x }\n"), newImporter(t))
	if err == nil || !strings.Contains(err.Error(), "do not make one program: main.go:3:15: undefined: x") {
		t.Errorf("got %v", err)
	}
}
