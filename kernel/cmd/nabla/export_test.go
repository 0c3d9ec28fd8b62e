package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/notebook"
)

func TestExport(t *testing.T) {
	r, _ := echoRunner(t)
	name := writeNotebook(t, notebook.Object{}, "print printed")
	before, _ := os.ReadFile(name)
	made := filepath.Join(filepath.Dir(name), "a.html")
	for _, execute := range []bool{false, true} {
		c := exportCommand{To: "html", Execute: execute}
		if err := c.export(t.Context(), r, name); err != nil {
			t.Fatal(err)
		}
		page, err := os.ReadFile(made)
		if err != nil || !strings.Contains(string(page), "<title>a</title>") || strings.Contains(string(page), "[1]") != execute {
			t.Errorf("execute %v: %v\n%s", execute, err, page)
		}
	}
	if after, _ := os.ReadFile(name); string(after) != string(before) {
		t.Error("the notebook was changed")
	}
	os.Remove(made)
	failing := writeNotebook(t, notebook.Object{}, "fail Oops no")
	c := exportCommand{To: "html", Execute: true, Output: made}
	if err := c.export(t.Context(), r, failing); exitStatus(err) != 1 {
		t.Errorf("status %d, %v", exitStatus(err), err)
	}
	if _, err := os.Stat(made); err == nil {
		t.Error("a page was made of a notebook that failed")
	}
}

func TestExportMarkdown(t *testing.T) {
	r, _ := echoRunner(t)
	name := writeNotebook(t, notebook.Object{}, "print printed")
	nb, err := notebook.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	nb.Cells[0].Outputs = []*notebook.Output{{Type: notebook.DisplayData, Data: notebook.Object{"image/png": "AAAA"}}}
	if err := notebook.Replace(name, nb.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := (&exportCommand{To: "md"}).export(t.Context(), r, name); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{"a.md": "```go\nprint printed\n```\n\n![picture](a_files/cell-1-1.png)\n", "a_files/cell-1-1.png": "\x00\x00\x00"} {
		if got, err := os.ReadFile(filepath.Join(filepath.Dir(name), file)); err != nil || string(got) != want {
			t.Errorf("%s holds %q, %v", file, got, err)
		}
	}
}

func TestExportTarget(t *testing.T) {
	dir := t.TempDir()
	for output, want := range map[string]string{"": "x/a.html", dir: filepath.Join(dir, "a.html"), "b.html": "b.html"} {
		if got := (&exportCommand{Output: output}).target("x/a.ipynb", "a.html"); got != filepath.FromSlash(want) {
			t.Errorf("%q: %s, want %s", output, got, want)
		}
	}
}
