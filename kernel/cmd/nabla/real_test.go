package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/build/buildtest"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/notebook"
	"github.com/gonabla/nabla/kernel/session"
)

// goSessions is what sessions of Go are made of.
func goSessions(t *testing.T) session.Config {
	t.Helper()
	return session.Config{Toolchain: buildtest.Toolchain(t), DataDir: buildtest.DataDir(), Version: "test"}
}

// goRunner runs notebooks in Go.
func goRunner(t *testing.T) *runner {
	t.Helper()
	config := goSessions(t)
	r, _ := echoRunner(t)
	r.start = func(ctx context.Context, sink interp.Sink, _ string) (interp.Interpreter, error) {
		c := config
		c.Sink = sink
		return session.New(ctx, c)
	}
	return r
}

// Cells of Go are run in the folder of the notebook, and what they show is
// recorded.
func TestRunGo(t *testing.T) {
	r := goRunner(t)
	name := writeNotebook(t, notebook.Object{},
		`x, _ := os.ReadFile("data.txt")`, "fmt.Print(string(x))\nfmt.Fprintln(os.Stderr, `careful`)\nmathlib.Gradient(func(x []float64) float64 { return x[0] * x[0] }, []float64{2})", "panic(`over`)")
	if err := os.WriteFile(filepath.Join(filepath.Dir(name), "data.txt"), []byte("read\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	nb, err := r.run(t.Context(), name)
	if exitStatus(err) != 1 {
		t.Fatalf("the error is %v", err)
	}
	if got := nb.Cells[0]; got.Count != 1 || len(got.Outputs) != 0 {
		t.Errorf("cell 1 shows %v", got.Outputs)
	}
	got := nb.Cells[1].Outputs
	if len(got) != 3 || got[0].Text != "read\n" || got[1].Text != "careful\n" || got[1].Name != "stderr" ||
		got[2].Count != 2 || got[2].Data["text/latex"] == nil || got[2].Data["text/plain"] == nil {
		t.Errorf("cell 2 shows %v in\n%s", got, nb.Bytes())
	}
	if got := nb.Cells[2].Outputs; len(got) != 1 || got[0].ErrorName != "Panic" {
		t.Errorf("cell 3 shows %v", got)
	}
	if info := nb.Metadata["language_info"].(notebook.Object); info["pygments_lexer"] != "go" {
		t.Errorf("the language is %v", info)
	}
}

// A program that is made of a notebook builds by the go command alone and
// prints what the cells show.
func TestExportGo(t *testing.T) {
	config := goSessions(t)
	nb, err := notebook.ReadFile(writeNotebook(t, notebook.Object{},
		"x := []float64{2}\nf := func(x []float64) float64 { return math.Pow(x[0], 3) }", "undefined", "fmt.Println(\"derivative:\")\nmathlib.Gradient(f, x).AtVec(0)"))
	if err != nil {
		t.Fatal(err)
	}
	target := filepath.Join(t.TempDir(), "program")
	var notes []string
	write := func(ctx context.Context, cells []session.ProgramCell, module, dir string) (n []string, err error) {
		notes, err = session.WriteProgram(ctx, config, cells, module, dir)
		return nil, err
	}
	if err := exportGo(t.Context(), write, nb, target); err != nil {
		t.Fatal(err)
	}
	if len(notes) != 1 || notes[0] != "cell 2 is left out: 1:1: undefined: undefined" {
		t.Errorf("the notes are %q", notes)
	}
	run := exec.Command("go", "run", ".")
	run.Dir = target
	out, err := run.CombinedOutput()
	if err != nil || string(out) != "derivative:\n12\n" {
		t.Errorf("%v\n%s", err, out)
	}
	if mod, _ := os.ReadFile(filepath.Join(target, "go.mod")); !strings.Contains(string(mod), "=> ./nabla\n") || strings.Contains(string(mod), "=> /") {
		t.Errorf("go.mod is\n%s", mod)
	}
}

// A program that needs nothing but the standard library brings nothing along.
func TestExportGoStandard(t *testing.T) {
	config := goSessions(t)
	dir := t.TempDir()
	notes, err := session.WriteProgram(t.Context(), config, []session.ProgramCell{{Code: `fmt.Println("alone")`}}, "alone", dir)
	if err != nil || len(notes) != 0 {
		t.Fatal(notes, err)
	}
	if list, _ := os.ReadDir(dir); len(list) != 2 {
		t.Errorf("the module holds %v", list)
	}
	run := exec.Command("go", "run", ".")
	run.Dir = dir
	if out, err := run.CombinedOutput(); err != nil || string(out) != "alone\n" {
		t.Errorf("%v\n%s", err, out)
	}
}
