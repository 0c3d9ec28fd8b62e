package lift_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

var keep = flag.Bool("keep", false, "print the lifted catalogue")

// TestCatalogue lifts a catalogue of functions of every shape, builds one
// program of it and the checker beside it, and lets that compare values bit by
// bit and derivatives with differences.
func TestCatalogue(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	files, err := filepath.Glob("testdata/program/catalogue*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) { runCatalogue(t, file) })
	}
}

func runCatalogue(t *testing.T, file string) {
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	checker, err := os.ReadFile("testdata/program/checker.go")
	if err != nil {
		t.Fatal(err)
	}
	r, text := liftFile(t, filepath.Base(file), string(src))
	for _, refusal := range r.Refusals {
		t.Errorf("refused: %s: %s: %s", refusal.Pos, refusal.Func, refusal.Reason)
	}
	if *keep {
		t.Log(text)
	}
	dir := t.TempDir()
	lifted := filepath.Join(dir, "lifted.go")
	main := filepath.Join(dir, "checker.go")
	if err := os.WriteFile(lifted, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(main, checker, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "run", lifted, main).CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Errorf("%v", err)
	}
}
