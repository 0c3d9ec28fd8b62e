package link_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/link/object"
)

// library compiles a package of the test's own for import by cells, and returns its archive.
func (b *bench) library(t *testing.T, dir, path, source string) string {
	t.Helper()
	name := strings.ReplaceAll(path, "/", "_")
	file, archive := filepath.Join(dir, name+".go"), filepath.Join(dir, name+".a")
	if err := os.WriteFile(file, []byte(source), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := goTool("tool", "compile", "-p", path, "-importcfg", b.importcfg, "-o", archive, file); err != nil {
		t.Fatal(err)
	}
	return archive
}

// with returns a bench whose importcfg, written to dir, knows more packages.
func (b *bench) with(t *testing.T, dir string, archives map[string]string) *bench {
	t.Helper()
	cfg, err := os.ReadFile(b.importcfg)
	if err != nil {
		t.Fatal(err)
	}
	for path, file := range archives {
		cfg = fmt.Appendf(cfg, "packagefile %s=%s\n", path, file)
	}
	copied := *b
	copied.importcfg = filepath.Join(dir, "importcfg")
	if err := os.WriteFile(copied.importcfg, cfg, 0o666); err != nil {
		t.Fatal(err)
	}
	return &copied
}

// appendNative adds an entry to an archive as cgo does.
func appendNative(t *testing.T, archive string) {
	t.Helper()
	f, err := os.OpenFile(archive, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := fmt.Fprintf(f, "%-16s%-12s%-6s%-6s%-8s%-10d`\n\x7fELF", "_x001.o", "0", "0", "0", "644", 4); err != nil {
		t.Fatal(err)
	}
}

// TestFailedLoads shows that a load that fails leaves no trace, whatever phase it fails in.
func TestFailedLoads(t *testing.T) {
	b, dir := needBench(t), t.TempDir()
	native := b.library(t, dir, "test/native", "package native\n\nimport _ \"unsafe\"\n\n//go:linkname c _cgo_1234_Cfunc_c\nvar c byte\n\nfunc F() int { return int(c) }\n")
	appendNative(t, native)
	incomplete := b.library(t, dir, "test/incomplete", `package incomplete

import _ "unsafe"

var V = 1

func init() { V = 2; missing() }

//go:linkname missing nowhere.missing
func missing()
`+"\n")
	fine := b.library(t, dir, "test/fine", "package fine\n\nvar V int\n\nfunc init() { V = 2 }\n")
	b = b.with(t, dir, map[string]string{"test/native": native, "test/incomplete": incomplete, "test/fine": fine})

	const declarations = "type T struct{ a int }\n\nfunc (t T) String() string { return \"%s\" }\n\nvar x %s\nvar kept T\n"
	first := fmt.Sprintf(declarations, "first", "int")
	broken := fmt.Sprintf(declarations, "broken", "string")
	got := b.run(t, nil,
		cell{source: "import \"fmt\"\n" + first + "func run() { x = 1; fmt.Println(x, kept) }"},
		cell{source: "import \"test/native\"\n" + broken + "func run() { x = string(rune(native.F())) }"},
		cell{source: "import \"test/incomplete\"\nimport \"test/fine\"\n" + broken + "func run() { x = string(rune(incomplete.V + fine.V)) }"},
		cell{source: "import \"unsafe\"\n" + broken + "\n//go:linkname nothing nowhere.nothing\nfunc nothing()\nvar _ unsafe.Pointer\nfunc run() { x = kept.String(); nothing() }"},
		cell{source: broken + "var huge [600 << 20]byte\n\nfunc run() { x = kept.String() + string(huge[:1]) }"},
		cell{source: "import \"fmt\"\n" + first + "func run() { x++; fmt.Println(x, kept, fmt.Sprint(any(kept))) }"},
		cell{source: "import \"fmt\"\nimport \"test/fine\"\nfunc run() { fmt.Println(fine.V) }"},
	)
	want := `[new variables: kept x]
1 first
[cell 2: package test/native cannot be imported into a running session: it contains code compiled by a C compiler (cgo), and the worker was not built with it]
[cell 3: nowhere.missing is not defined anywhere]
[cell 4: nowhere.nothing is not defined anywhere]
[cell 5: the space for code and static data of cells is used up; restart the kernel]
2 first first
2
`
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// TestOtherVersion loads a cell that was compiled against another version of a package
// than the worker has.
func TestOtherVersion(t *testing.T) {
	b, dir := needBench(t), t.TempDir()
	one := b.library(t, dir, "test/version", "package version\n\ntype T struct{ a int }\n")
	if err := os.Rename(one, one+".1"); err != nil {
		t.Fatal(err)
	}
	two := b.library(t, dir, "test/version", "package version\n\ntype T struct{ a string }\n")
	compiler := b.with(t, dir, map[string]string{"test/version": two})
	object := compiler.compile(t, dir, 1, cell{source: "import \"test/version\"\nvar v version.T\nfunc run() { _ = v }"})
	worker := b.with(t, dir, map[string]string{"test/version": one + ".1"})
	got := worker.start(t, nil, worker.importcfg, object+",main.run")
	if !strings.Contains(got, "compiled against another version of test/version") {
		t.Errorf("got %s", got)
	}
}

// TestBadObjects gives the worker files that are no cells.
func TestBadObjects(t *testing.T) {
	b, dir := needBench(t), t.TempDir()
	object := b.compile(t, dir, 1, cell{source: "func run() {}"})
	whole, err := os.ReadFile(object)
	if err != nil {
		t.Fatal(err)
	}
	cut, text := filepath.Join(dir, "cut"), filepath.Join(dir, "text")
	if err := os.WriteFile(cut, whole[:len(whole)/2], 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(text, []byte("text"), 0o666); err != nil {
		t.Fatal(err)
	}
	got := b.start(t, nil, b.importcfg, filepath.Join(dir, "missing")+",main.run", cut+",main.run", text+",main.run", object+",main.other", object+",main.run")
	for i, want := range []string{"no such file", "wrong size", "not an archive", "no function main.other"} {
		if !strings.Contains(got, fmt.Sprintf("[cell %d: ", i+1)) || !strings.Contains(got, want) {
			t.Errorf("no error about %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "cell 5") {
		t.Errorf("a good cell fails after bad ones:\n%s", got)
	}
}

// TestStripped starts workers that cannot be linked against.
func TestStripped(t *testing.T) {
	b, dir := needBench(t), t.TempDir()
	stripped := filepath.Join(dir, "stripped")
	if _, err := goTool("build", "-overlay", b.overlay, "-ldflags=-s", "-o", stripped, workerSource); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(stripped, b.importcfg).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "without its symbol table (-s)") {
		t.Errorf("stripped worker: %v\n%s", err, out)
	}
}

// TestSelfTest gives a worker other archives than it was built from, or not all.
func TestSelfTest(t *testing.T) {
	b, dir := needBench(t), t.TempDir()
	errors := b.library(t, dir, "errors", `package errors

type text struct{ s string }

func (t *text) Error() string     { return t.s }
func New(s string) error          { return &text{s + s} }
func Is(err, target error) bool   { return err == target }
func As(err error, t any) bool    { return false }
func Unwrap(err error) error      { return nil }
func Join(errs ...error) error    { return errs[0] }

var ErrUnsupported = New("unsupported")
`)
	other := b.replaceArchive(t, dir, "errors", "packagefile errors="+errors+"\n")
	out, err := exec.Command(b.worker, other).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "another version of errors") && !strings.Contains(string(out), "not the one in the archive") {
		t.Errorf("%v\n%s", err, out)
	}
	out, err = exec.Command(b.worker, b.replaceArchive(t, dir, "fmt", "packagefile fmt="+b.damagedArchive(t, dir)+"\n")).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "function fmt.Fprintf of the worker is not the one in the archive") {
		t.Errorf("%v\n%s", err, out)
	}
	missing := b.replaceArchive(t, dir, "os", "")
	out, err = exec.Command(b.worker, missing).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "no archive of package os") {
		t.Errorf("%v\n%s", err, out)
	}
}

// damagedArchive writes a copy of the archive of fmt with another Fprintf.
func (b *bench) damagedArchive(t *testing.T, dir string) string {
	t.Helper()
	file, err := goTool("list", "-overlay", b.overlay, "-export", "-f", "{{.Export}}", "fmt")
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(strings.TrimSpace(string(file)))
	if err != nil {
		t.Fatal(err)
	}
	archive, err := object.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	o := archive.Objects[0]
	for i := range uint32(o.Definitions()) {
		if o.Symbol(i).Name == "fmt.Fprintf" {
			o.Data(i)[0] ^= 1 // part of data
		}
	}
	damaged := filepath.Join(dir, "fmt.a")
	if err := os.WriteFile(damaged, data, 0o666); err != nil {
		t.Fatal(err)
	}
	return damaged
}

// replaceArchive writes an importcfg with another line for one package.
func (b *bench) replaceArchive(t *testing.T, dir, path, replacement string) string {
	t.Helper()
	cfg, err := os.ReadFile(b.importcfg)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(cfg)) {
		if strings.HasPrefix(line, "packagefile "+path+"=") {
			line = replacement
		}
		lines = append(lines, line)
	}
	file := filepath.Join(dir, "importcfg-"+path)
	if err := os.WriteFile(file, []byte(strings.Join(lines, "")), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}
