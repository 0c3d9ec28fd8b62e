package build

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// archive packs the checkout.
func archive(t *testing.T) (root string, data []byte) {
	t.Helper()
	root, err := checkout()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "source.tar.gz")
	if err := WriteArchive(root, file); err != nil {
		t.Fatal(err)
	}
	if data, err = os.ReadFile(file); err != nil {
		t.Fatal(err)
	}
	return root, data
}

func TestArchive(t *testing.T) {
	root, data := archive(t)
	parent := filepath.Join(t.TempDir(), "ä b")
	var dirs [4]string
	var all sync.WaitGroup
	for i := range dirs {
		all.Go(func() {
			var err error
			if dirs[i], err = unpackSource(data, parent); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, name := range []string{"go.mod", "go.sum", "display/wire/wire.go", "kernel/worker/host/host.go", "kernel/link/link.go", "mathlib/doc.go"} {
		if !exists(filepath.Join(dirs[0], name)) {
			t.Errorf("%s is missing", name)
		}
	}
	for _, path := range preparedPackages {
		if name, ours := strings.CutPrefix(strings.TrimSuffix(path, "/..."), modulePath+"/"); ours && !exists(filepath.Join(dirs[0], name)) {
			t.Errorf("%s is missing", name)
		}
	}
	for _, name := range []string{"kernel/build", "display/text_test.go"} {
		if exists(filepath.Join(dirs[0], name)) {
			t.Errorf("%s need not be there", name)
		}
	}
	want, _ := sourceHash(root)
	if got, err := sourceHash(dirs[3]); err != nil || got != want {
		t.Errorf("what is unpacked differs from what was packed: %v", err)
	}
	if entries, _ := os.ReadDir(parent); len(entries) != 1 {
		t.Errorf("%d folders, want 1", len(entries))
	}
}

func TestUnpackRefusesEscape(t *testing.T) {
	var data bytes.Buffer
	compressed := gzip.NewWriter(&data)
	archive := tar.NewWriter(compressed)
	archive.WriteHeader(&tar.Header{Name: "../evil", Mode: 0o644})
	archive.Close()
	compressed.Close()
	if err := unpack(&data, t.TempDir()); err == nil {
		t.Error("a file outside of the folder was unpacked")
	}
}

// Paths with spaces and letters beyond ASCII, a source that is unpacked and not
// a checkout, and two installations at once that share everything.
func TestPrepareElsewhere(t *testing.T) {
	prepared(t) // so that Go's cache is warm
	_, data := archive(t)
	home := filepath.Join(t.TempDir(), "Übung mit Leerzeichen")
	c := Config{DataDir: home}
	source, err := unpackSource(data, filepath.Join(home, "source"))
	if err != nil {
		t.Fatal(err)
	}
	c.Source = source
	if _, err := Open(c); err == nil || !strings.Contains(err.Error(), "nabla install") {
		t.Errorf("error %v before anything is prepared", err)
	}
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() {
			if _, err := Prepare(t.Context(), c); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	toolchain, err := Open(c)
	if err != nil {
		t.Fatal(err)
	}
	m, err := toolchain.NewModule(filepath.Join(home, "sessions", "s"))
	if err != nil {
		t.Fatal(err)
	}
	imports := []string{modulePath + "/display", "gonum.org/v1/gonum/graph", "fmt"}
	if err := m.Resolve(t.Context(), imports); err != nil {
		t.Fatal(err)
	}
	src := "package main\nimport _ \"fmt\"\nimport _ \"gonum.org/v1/gonum/graph\"\nfunc main() {}\n"
	object, err := m.Compile(t.Context(), "cell1", []byte(src), imports)
	if err != nil || !exists(object) {
		t.Error(err)
	}
	damage(t, c, toolchain)
}

// damage checks what Open says when something has changed or gone.
func damage(t *testing.T, c Config, toolchain *Toolchain) {
	record := filepath.Join(toolchain.dir, recordFile)
	good, err := os.ReadFile(record)
	if err != nil {
		t.Fatal(err)
	}
	change := func(f func(r *release)) {
		r := toolchain.record
		f(&r.Release)
		data, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		os.WriteFile(record, data, 0o644)
	}
	tests := []struct {
		name string
		do   func()
		want string
	}{
		{"Go is gone", func() { change(func(r *release) { r.ToolDir = "/nonexistent" }) }, "is gone: install Go, then run `nabla install`"},
		{"Go was upgraded", func() { change(func(r *release) { r.Compiler.Size++ }) }, "is now go1."},
		{"an archive is gone", func() { os.WriteFile(record, good, 0o644); os.Remove(toolchain.packages["fmt"].Archive) }, "run `nabla install`"},
		{"the worker is gone", func() { os.Remove(toolchain.Worker()) }, "run `nabla install`"},
		{"the record is nonsense", func() { os.WriteFile(record, []byte("x"), 0o644) }, "run `nabla install`"},
	}
	for _, test := range tests {
		test.do()
		if _, err := Open(c); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want something with %q", test.name, err, test.want)
		}
	}
	if _, err := Prepare(t.Context(), c); err != nil {
		t.Errorf("preparing once more: %v", err)
	}
	if _, err := Open(c); err != nil {
		t.Errorf("after preparing once more: %v", err)
	}
}

func TestPrepareRefuses(t *testing.T) {
	c, err := testConfig()
	if err != nil {
		t.Fatal(err)
	}
	c.DataDir, c.GoRoot = t.TempDir(), "/nonexistent"
	if _, err := Prepare(t.Context(), c); err == nil || !strings.Contains(err.Error(), "install Go") {
		t.Errorf("error %v without Go", err)
	}
	root := t.TempDir()
	c.GoRoot = root
	env, err := json.Marshal(map[string]string{"GOROOT": root, "GOVERSION": "go1.99.1", "GOTOOLDIR": root, "GOHOSTOS": "linux", "GOHOSTARCH": "amd64"})
	if err != nil {
		t.Fatal(err)
	}
	os.Mkdir(filepath.Join(root, "bin"), 0o755)
	os.WriteFile(filepath.Join(root, "bin", "go"), []byte("#!/bin/sh\necho '"+string(env)+"'\n"), 0o755)
	os.WriteFile(filepath.Join(root, "compile"), nil, 0o644)
	if _, err := Prepare(t.Context(), c); err == nil || !strings.Contains(err.Error(), "go1.99.1") {
		t.Errorf("error %v of an unknown release", err)
	}
}
