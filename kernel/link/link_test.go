package link_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gonabla/nabla/kernel/worker/overlay"
)

// importable lists what the cells of the tests import beyond what the worker has.
var importable = strings.Fields(`
	context database/sql encoding/csv encoding/gob encoding/json encoding/xml expvar flag go/ast
	go/importer go/parser go/token go/types html/template image image/color image/png iter
	log log/slog maps math/big math/bits math/rand/v2 mime net/http net/url os/exec os/signal regexp runtime/debug
	runtime/pprof slices sort text/template unicode unique weak
	gonum.org/v1/gonum/mat gonum.org/v1/gonum/stat
	gonum.org/v1/plot gonum.org/v1/plot/plotter gonum.org/v1/plot/vg gonum.org/v1/plot/vg/vgsvg`)

// A bench is what the tests need to run cells: a worker and compiled packages.
type bench struct {
	dir       string
	overlay   string // overlay.json
	worker    string
	importcfg string
}

// theBench is made once per test run. What it compiles stays in Go's build cache: the
// first time takes a minute or two.
var theBench = sync.OnceValues(func() (*bench, error) {
	var err error
	if benchDir, err = os.MkdirTemp("", "nabla-link-test"); err != nil {
		return nil, err
	}
	return newBench(benchDir, overlay.Table(), importable...)
})

var benchDir string // of theBench; removed when the tests are over

func TestMain(m *testing.M) {
	code := m.Run()
	os.RemoveAll(benchDir)
	os.Exit(code)
}

func needBench(t testing.TB) *bench {
	t.Helper()
	if testing.Short() {
		t.Skip("compiles the standard library")
	}
	b, err := theBench()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

const workerSource = "./testdata/worker"

// newBench builds a worker with the given insertions, and the packages.
func newBench(dir string, table []overlay.Insertion, packages ...string) (*bench, error) {
	goroot, err := goTool("env", "GOROOT")
	if err != nil {
		return nil, err
	}
	file, err := overlay.WriteTable(table, strings.TrimSpace(string(goroot)), filepath.Join(dir, "overlay"))
	if err != nil {
		return nil, err
	}
	b := &bench{dir: dir, overlay: file, worker: filepath.Join(dir, "worker"), importcfg: filepath.Join(dir, "importcfg")}
	if _, err := goTool("build", "-overlay", file, "-o", b.worker, workerSource); err != nil {
		return nil, err
	}
	list, err := goTool(append([]string{"list", "-overlay", file, "-export", "-deps",
		"-f", "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}", workerSource}, packages...)...)
	if err != nil {
		return nil, err
	}
	return b, os.WriteFile(b.importcfg, list, 0o666)
}

func goTool(args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=-mod=mod")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s: %w\n%s%s", args[0], err, out, stderr.Bytes())
	}
	return out, nil
}

// A cell is a load of the worker.
type cell struct {
	source  string   // without package clause; it has a function run
	aliases []string // alias=variable
}

// compile returns the object file of a cell.
func (b *bench) compile(t testing.TB, dir string, number int, c cell) string {
	t.Helper()
	name := fmt.Sprintf("cell-%d", number)
	source, object := filepath.Join(dir, name), filepath.Join(dir, name+".a")
	text := "package main\n" + c.source + "\nfunc main() {}\n"
	if err := os.WriteFile(source, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := goTool("tool", "compile", "-p", "main", "-importcfg", b.importcfg, "-trimpath", dir, "-o", object, source); err != nil {
		t.Fatal(err)
	}
	return object
}

// run runs cells in a worker, and returns what they and the worker print.
func (b *bench) run(t testing.TB, env []string, cells ...cell) string {
	t.Helper()
	dir := t.TempDir()
	args := []string{b.importcfg}
	for i, c := range cells {
		args = append(args, strings.Join(append([]string{b.compile(t, dir, i+1, c), "main.run"}, c.aliases...), ","))
	}
	return b.start(t, env, args...)
}

// start runs a worker with arguments.
func (b *bench) start(t testing.TB, env []string, args ...string) string {
	t.Helper()
	cmd := exec.Command(b.worker, args...)
	cmd.Dir = t.TempDir()
	cmd.Env = append(append(os.Environ(), "GOGC=5"), env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("worker: %v\n%s%s", err, stdout.Bytes(), stderr.Bytes())
	}
	if stderr.Len() > 0 {
		t.Logf("worker's standard error:\n%s", stderr.Bytes())
	}
	return stdout.String()
}

// readScript reads a script: a txtar archive with a file named cell for each cell, with
// aliases after the name, and one named output. Its comment may say "env: A=1 B=2".
func readScript(t testing.TB, file string) (env []string, cells []cell, want string) {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(archive.Comment)) {
		if list, ok := strings.CutPrefix(line, "env: "); ok {
			env = append(env, strings.Fields(list)...)
		}
	}
	for _, f := range archive.Files {
		switch words := strings.Fields(f.Name); words[0] {
		case "cell":
			cells = append(cells, cell{string(f.Data), words[1:]})
		case "output":
			want = string(f.Data)
		default:
			t.Fatalf("%s: what is %q?", file, f.Name)
		}
	}
	return env, cells, want
}

// TestScripts runs the scripts in testdata.
func TestScripts(t *testing.T) {
	b := needBench(t)
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			env, cells, want := readScript(t, file)
			if got := b.run(t, env, cells...); got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}
