package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/alecthomas/kong"

	"github.com/gonabla/nabla/kernel/build"

	"github.com/gonabla/nabla/kernel/session"
)

func TestFlags(t *testing.T) {
	for _, test := range []struct {
		name string
		args []string
		ok   bool
	}{
		{"the kernel needs a connection file", []string{"kernel"}, false},
		{"what Jupyter runs", []string{"kernel", "kernel-1.json"}, true},
		{"for this user", []string{"install"}, true},
		{"under a folder", []string{"install", "--prefix", "/opt"}, true},
		{"lift the package here", []string{"lift"}, true},
		{"lift others", []string{"lift", "./a", "./b/..."}, true},
		{"run notebooks", []string{"run", "a.ipynb", "b.ipynb", "--timeout", "90s", "--allow-errors"}, true},
		{"run one into a file", []string{"run", "a.ipynb", "-o", "-"}, true},
		{"run two into a file", []string{"run", "a.ipynb", "b.ipynb", "-o", "c.ipynb"}, false},
		{"run nothing", []string{"run"}, false},
		{"export notebooks", []string{"export", "a.ipynb", "b.ipynb", "--execute", "--timeout", "5m", "--to", "html", "--trust"}, true},
		{"export two into a file", []string{"export", "a.ipynb", "b.ipynb", "-o", "c.html"}, false},
		{"export into a folder", []string{"export", "a.ipynb", "b.ipynb", "-o", "."}, true},
		{"export to Markdown", []string{"export", "a.ipynb", "--to", "md", "-o", "-"}, true},
		{"export to Go", []string{"export", "a.ipynb", "--to=go"}, true},
		{"export to what there is not", []string{"export", "a.ipynb", "--to", "pdf"}, false},
		{"one place only", []string{"install", "--prefix", "/opt", "--sys-prefix"}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			parser, err := kong.New(new(commands))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := parser.Parse(test.args); (err == nil) != test.ok {
				t.Errorf("nabla %v: %v", test.args, err)
			}
		})
	}
}

// In a pipe or a file, which has no line to rewrite, progress is a line for each phase.
func TestProgressInAFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "log")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	p := newProgress(file)
	for _, now := range []build.Progress{
		{Phase: "looking"}, {Phase: "compiling", Total: 2}, {Phase: "compiling", Item: "fmt", Done: 1, Total: 2}, {Phase: "compiling", Done: 2, Total: 2},
	} {
		p.show(now)
	}
	p.end()
	if got, _ := os.ReadFile(name); string(got) != "  looking\n  compiling\n" {
		t.Errorf("wrote %q", got)
	}
}

func TestInstalledUnder(t *testing.T) {
	dir := t.TempDir()
	program := filepath.Join(dir, "bin", "nabla")
	if _, ok := installedUnder(program); ok {
		t.Error("a program on its own counts as installed")
	}
	if err := os.Mkdir(filepath.Join(dir, "toolchain"), 0o755); err != nil {
		t.Fatal(err)
	}
	if got, ok := installedUnder(program); !ok || got != dir {
		t.Errorf("got %s, %v; want %s", got, ok, dir)
	}
	if _, ok := installedUnder(filepath.Join(dir, "nabla")); ok {
		t.Error("a program beside the folder counts as installed")
	}
}

// Without a toolchain the kernel still answers, so that a cell can say what is wrong.
func TestInfoWithoutToolchain(t *testing.T) {
	if got := session.Info(version, goVersion(nil)); got.Language.Name != "go" || got.Language.FileExtension != ".go" || got.ImplementationVersion == "" {
		t.Errorf("info is %+v", got)
	}
}
