package overlay

import (
	"encoding/json"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// goroot makes a folder that looks like a Go distribution to Write.
func goroot(t *testing.T, version string, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	write := func(name, text string) {
		name = filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("VERSION", version+"\ntime 2026-01-01T00:00:00Z\n")
	for name, text := range files {
		write("src/"+name, text)
	}
	return root
}

var oneInsertion = []Insertion{{Name: "test", File: "runtime/a.go", After: "func f() {\n", Text: "\tg()\n", Before: "\th()\n"}}

func TestWrite(t *testing.T) {
	root := goroot(t, "go1.26.3", map[string]string{"runtime/a.go": "package runtime\n\nfunc f() {\n\th()\n}\n"})
	file, err := WriteTable(oneInsertion, root, filepath.Join(t.TempDir(), "new", "folder"))
	if err != nil {
		t.Fatal(err)
	}
	replace := readReplacements(t, file)
	altered, err := os.ReadFile(replace[filepath.Join(root, "src/runtime/a.go")])
	if err != nil || string(altered) != "package runtime\n\nfunc f() {\n\tg()\n\th()\n}\n" {
		t.Errorf("altered file: %v\n%s", err, altered)
	}
	for name, text := range added {
		extra, err := os.ReadFile(replace[filepath.Join(root, "src", name)])
		if err != nil || string(extra) != text {
			t.Errorf("%s: %v\n%s", name, err, extra)
		}
	}
	if got, _ := os.ReadFile(filepath.Join(root, "src/runtime/a.go")); strings.Contains(string(got), "g()") {
		t.Error("the distribution was changed")
	}
}

func readReplacements(t *testing.T, file string) map[string]string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var overlay struct{ Replace map[string]string }
	if err := json.Unmarshal(b, &overlay); err != nil {
		t.Fatal(err)
	}
	return overlay.Replace
}

func TestWriteErrors(t *testing.T) {
	for _, test := range []struct{ version, source, want string }{
		{"go1.26.3", "package runtime\n", `"test" occurs 0 times`},
		{"go1.26.3", strings.Repeat("func f() {\n\th()\n}\n", 2), `"test" occurs 2 times`},
		{"go1.27.0", "func f() {\n\th()\n}\n", `release "go1.27.0" is not supported`},
		{"devel go1.27-abcdef", "func f() {\n\th()\n}\n", "is not supported"},
	} {
		root := goroot(t, test.version, map[string]string{"runtime/a.go": test.source})
		_, err := WriteTable(oneInsertion, root, t.TempDir())
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s %q: error %v, want %s", test.version, test.source, err, test.want)
		}
	}
	if _, err := Write(t.TempDir(), t.TempDir()); err == nil || !strings.Contains(err.Error(), "a Go distribution?") {
		t.Errorf("empty folder: error %v", err)
	}
}

// TestDistribution makes the real overlay: every place of insertion is there once, and
// what comes out is Go.
func TestDistribution(t *testing.T) {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	file, err := Write(strings.TrimSpace(string(out)), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for source, altered := range readReplacements(t, file) {
		if _, err := parser.ParseFile(token.NewFileSet(), altered, nil, parser.ParseComments); err != nil {
			t.Errorf("%s: %v", source, err)
		}
	}
}

// TestFormat keeps the added files, which no tool looks at, in the usual format.
func TestFormat(t *testing.T) {
	for name, text := range added {
		formatted, err := format.Source([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if string(formatted) != text {
			t.Errorf("the source of %s is not formatted as by gofmt", name)
		}
	}
}

func TestKnown(t *testing.T) {
	for version, want := range map[string]bool{
		"go1.26": true, "go1.26.0": true, "go1.26.8": true, "go1.26.8 X:nodwarf5": true, "go1.26.8-distribution": true,
		"go1.25.9": false, "go1.27.0": false, "go1.260": false, "go1.27-devel_abc": false, "devel +abc": false, "": false,
	} {
		err := Known(version)
		if (err == nil) != want {
			t.Errorf("%q: %v", version, err)
		}
		if err != nil && !strings.Contains(err.Error(), Release+".x") {
			t.Errorf("%q: the error does not say what to install: %v", version, err)
		}
	}
}

func TestTable(t *testing.T) {
	names := map[string]bool{}
	for _, in := range Table() {
		if in.Name == "" || in.Why == "" || in.Text == "" || in.After+in.Before == "" || names[in.Name] {
			t.Errorf("incomplete, or a name twice: %+v", in)
		}
		names[in.Name] = true
	}
}

func TestHash(t *testing.T) {
	if Hash() != Hash() || len(Hash()) != 32 {
		t.Error("hash", Hash())
	}
}
