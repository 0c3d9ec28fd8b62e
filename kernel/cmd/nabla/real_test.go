package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/gonabla/nabla/kernel/build"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/notebook"
	"github.com/gonabla/nabla/kernel/session"
)

// goRunner runs notebooks in Go.
func goRunner(t *testing.T) *runner {
	t.Helper()
	if testing.Short() {
		t.Skip("needs a prepared toolchain, which takes a minute to make")
	}
	source, err := filepath.Abs("../../..") // the checkout, not what a binary carries
	if err != nil {
		t.Fatal(err)
	}
	config := build.Config{DataDir: os.Getenv("NABLA_TEST_DATA_DIR"), Source: source}
	if config.DataDir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			t.Fatal(err)
		}
		config.DataDir = filepath.Join(cache, "nabla-test")
	}
	toolchain, err := build.Prepare(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	r, _ := echoRunner(t)
	r.start = func(ctx context.Context, sink interp.Sink) (interp.Interpreter, error) {
		return session.New(ctx, session.Config{Toolchain: toolchain, DataDir: config.DataDir, Sink: sink, Version: "test"})
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
