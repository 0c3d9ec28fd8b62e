package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/interptest"
	"github.com/gonabla/nabla/kernel/notebook"
)

// echoRunner runs notebooks of the echo language and writes its progress into
// a file.
func echoRunner(t *testing.T) (r *runner, log func() string) {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	start := func(_ context.Context, sink interp.Sink, _ string) (interp.Interpreter, error) {
		return interptest.NewEcho(sink), nil
	}
	return &runner{start: start, progress: newRunProgress(file)}, func() string {
		text, _ := os.ReadFile(file.Name())
		return regexp.MustCompile(`\d+\.\d+ s`).ReplaceAllString(string(text), "TIME")
	}
}

// writeNotebook writes a notebook of code cells into a folder of its own.
func writeNotebook(t *testing.T, metadata notebook.Object, sources ...string) (name string) {
	t.Helper()
	nb := &notebook.Notebook{Minor: 4, Metadata: metadata}
	for _, source := range sources {
		nb.Cells = append(nb.Cells, &notebook.Cell{Type: notebook.Code, Source: source, Metadata: notebook.Object{}})
	}
	name = filepath.Join(t.TempDir(), "a.ipynb")
	if err := os.WriteFile(name, nb.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// After Ctrl+C the notebooks that are left are not looked at, and the exit status
// says so.
func TestInTurn(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	var seen []string
	turn := func(name string) error {
		if seen = append(seen, name); name == "b" {
			interrupt()
		}
		return nil
	}
	if err := inTurn(ctx, []string{"a", "b", "c"}, turn); strings.Join(seen, "") != "ab" || exitStatus(err) != 130 {
		t.Errorf("%q were exported, with the status %d", seen, exitStatus(err))
	}
	failure := errors.New("no notebook")
	if err := inTurn(t.Context(), []string{"a", "b"}, func(string) error { return failure }); exitStatus(err) != 3 || !errors.Is(err, failure) {
		t.Errorf("the error is %v", err)
	}
}

func TestRunNotebook(t *testing.T) {
	r, log := echoRunner(t)
	name := writeNotebook(t, notebook.Object{}, "print a", "", "value 1")
	nb, err := r.run(t.Context(), name)
	if err != nil || len(nb.Cells[0].Outputs) != 1 || nb.Cells[2].Count != 2 {
		t.Errorf("%v\n%s", err, nb.Bytes())
	}
	if spec := nb.Metadata["kernelspec"].(notebook.Object); spec["name"] != "nabla" {
		t.Errorf("the kernelspec is %v", spec)
	}
	if got, want := log(), strings.ReplaceAll("NAME: cell 1 of 2, TIME\nNAME: cell 2 of 2, TIME\nNAME: 2 cells run, TIME\n", "NAME", name); got != want {
		t.Errorf("it said\n%swant\n%s", got, want)
	}
}

func TestRunNotebookFailure(t *testing.T) {
	r, log := echoRunner(t)
	name := writeNotebook(t, notebook.Object{}, "print a", "fail Oops no", "print b")
	nb, err := r.run(t.Context(), name)
	if nb == nil || exitStatus(err) != 1 || err.Error() != name+": cell 2 failed:\nOops: no" {
		t.Errorf("status %d, %v", exitStatus(err), err)
	}
	if got := log(); !strings.HasSuffix(got, "cell 2 of 3, TIME, Oops\n"+name+": 2 cells run, 1 failed, TIME\n") {
		t.Errorf("it said\n%s", got)
	}
	r.flags.Timeout = 1
	nb, err = r.run(t.Context(), writeNotebook(t, notebook.Object{}, "sleep"))
	if nb == nil || exitStatus(err) != 1 || !strings.HasSuffix(err.Error(), "cell 1 was stopped: it took longer than 1ns") {
		t.Errorf("status %d, %v", exitStatus(err), err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if nb, err = r.run(ctx, name); nb == nil || exitStatus(err) != 130 {
		t.Errorf("interrupted: status %d, %v", exitStatus(err), err)
	}
}

func TestRunWhatIsNoNotebook(t *testing.T) {
	r, _ := echoRunner(t)
	python := writeNotebook(t, notebook.Object{"language_info": notebook.Object{"name": "python"}}, "print a")
	if nb, err := r.run(t.Context(), python); nb != nil || err == nil || !strings.Contains(err.Error(), "is a notebook in python, and nabla runs Go") {
		t.Errorf("got %v", err)
	}
	missing := filepath.Join(t.TempDir(), "missing.ipynb")
	if err := (&runCommand{Notebooks: []string{missing}}).Run(); exitStatus(err) != 3 || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("status %d, %v", exitStatus(err), err)
	}
}

func TestRunOutput(t *testing.T) {
	r, _ := echoRunner(t)
	name := writeNotebook(t, notebook.Object{}, "print a", "fail Oops no")
	before, _ := os.ReadFile(name)
	other := filepath.Join(filepath.Dir(name), "b.ipynb")
	if err := (&runCommand{Output: other}).run(t.Context(), r, name); exitStatus(err) != 1 {
		t.Fatal(err)
	}
	if after, _ := os.ReadFile(name); string(after) != string(before) {
		t.Error("the notebook was changed")
	}
	if err := new(runCommand).run(t.Context(), r, name); exitStatus(err) != 1 {
		t.Fatal(err)
	}
	for _, name := range []string{name, other} {
		if got, _ := os.ReadFile(name); !strings.Contains(string(got), `"ename": "Oops"`) || !strings.Contains(string(got), `"a\n"`) {
			t.Errorf("%s holds %s", name, got)
		}
	}
	if info, _ := os.Stat(name); info.Mode().Perm() != 0o600 {
		t.Errorf("its mode is %v", info.Mode())
	}
}

// A notebook whose outputs could not be written is not run.
func TestRunWithoutPlace(t *testing.T) {
	r, log := echoRunner(t)
	name := writeNotebook(t, notebook.Object{}, "print a")
	err := (&runCommand{Output: filepath.Join(filepath.Dir(name), "no", "such")}).run(t.Context(), r, name)
	if !errors.Is(err, os.ErrNotExist) || log() != "" {
		t.Errorf("%v\n%s", err, log())
	}
}

func TestExitStatus(t *testing.T) {
	plain, failed := errors.New("plain"), &exit{3, errors.New("failed")}
	for _, test := range []struct {
		err  error
		want int
	}{{nil, 0}, {plain, 1}, {failed, 3}, {fmt.Errorf("more: %w", failed), 3}, {errors.Join(plain, failed, nil), 3}} {
		if got := exitStatus(test.err); got != test.want {
			t.Errorf("%v: %d, want %d", test.err, got, test.want)
		}
	}
}
