package object

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// goCommand runs the go command and returns what it prints.
func goCommand(t testing.TB, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=-mod=mod")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %s: %v", strings.Join(args, " "), err)
	}
	return string(out)
}

// compile returns the archive that the compiler makes of a file.
func compile(t testing.TB, source string) []byte {
	t.Helper()
	dir := t.TempDir()
	file, out := filepath.Join(dir, "a.go"), filepath.Join(dir, "a.a")
	if err := os.WriteFile(file, []byte(source), 0o666); err != nil {
		t.Fatal(err)
	}
	goCommand(t, "tool", "compile", "-p", "a", "-o", out, file)
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

const small = `package a

type T struct{ a, b *int }

func (t *T) Sum() int { return *t.a + *t.b }

var V = map[string]any{"a": T{}, "b": "c"}

func Sums(ts []interface{ Sum() int }) (n int) {
	defer func() { recover() }()
	for _, t := range ts {
		n += t.Sum()
	}
	return n
}
`

func TestSymbols(t *testing.T) {
	a, err := Parse(compile(t, small))
	if err != nil {
		t.Fatal(err)
	}
	o := a.Objects[0]
	if err := o.Check(); err != nil {
		t.Error(err)
	}
	found := map[string]Symbol{}
	for i := range uint32(o.Definitions()) {
		s := o.Symbol(i)
		found[s.Name] = s
	}
	if s := found["a.Sums"]; !s.Kind.IsText() || s.ABI != ABIInternal || s.Size == 0 {
		t.Errorf("a.Sums is %+v", s)
	}
	if s := found["a.V"]; s.Kind != KindBss && s.Kind != KindData || s.Size != 8 {
		t.Errorf("a.V is %+v", s)
	}
	if s := found["type:a.T"]; s.Kind != KindRodata {
		t.Errorf("type:a.T is %+v", s)
	}
	if !strings.HasPrefix(o.Toolchain, "go object ") {
		t.Errorf("toolchain %q", o.Toolchain)
	}
}

func TestFunctionTables(t *testing.T) {
	a, err := Parse(compile(t, small))
	if err != nil {
		t.Fatal(err)
	}
	o := a.Objects[0]
	for i := range uint32(o.Definitions()) {
		s := o.Symbol(i)
		if !s.Kind.IsText() {
			continue
		}
		kinds := map[AuxKind]int{}
		for j := range o.Auxs(i).Len() {
			kinds[o.Auxs(i).At(j).Kind]++
		}
		for _, k := range []AuxKind{AuxFuncInfo, AuxPCSP, AuxPCFile, AuxPCLine} {
			if kinds[k] != 1 {
				t.Errorf("%s has %d auxiliary symbols of kind %d", s.Name, kinds[k], k)
			}
		}
	}
}

// TestStandardLibrary reads every archive of the standard library.
func TestStandardLibrary(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the standard library")
	}
	list := goCommand(t, "list", "-export", "-f", "{{if .Export}}{{.ImportPath}} {{.Export}}{{end}}", "std")
	archives := map[string]*Archive{}
	for line := range strings.Lines(list) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), " ")
		a, err := Open(file)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		archives[path] = a
		for i, o := range a.Objects {
			if err := o.Check(); err != nil {
				t.Errorf("%s, object %d: %v", path, i, err)
			}
		}
	}
	if len(archives) < 150 {
		t.Errorf("only %d archives", len(archives))
	}
	for path, a := range archives {
		checkImports(t, path, a, archives)
	}
}

// checkImports compares the fingerprints an archive was compiled against with those of
// the archives, and the references to other packages with what they define.
func checkImports(t *testing.T, path string, a *Archive, archives map[string]*Archive) {
	for _, o := range a.Objects {
		if o.Toolchain != archives["runtime"].Objects[0].Toolchain {
			t.Errorf("%s: toolchain %s", path, o.Toolchain)
		}
		for _, im := range o.Imports() {
			if archives[im.Path] == nil {
				continue
			}
			if got := archives[im.Path].Objects[0].Fingerprint; got != im.Fingerprint {
				t.Errorf("%s was compiled against another %s", path, im.Path)
			}
		}
		for i := range uint32(o.Definitions()) {
			for j := range o.Relocs(i).Len() {
				r := o.Relocs(i).At(j).Target
				if r.Package == 0 || r.Package >= PackageSelf {
					continue
				}
				referred, _ := url.PathUnescape(o.Package(r.Package)) // dots are escaped
				to := archives[referred]
				if to == nil {
					t.Errorf("%s refers to package %q", path, o.Package(r.Package))
					return
				}
				if int(r.Index) >= to.Objects[0].Defined {
					t.Fatalf("%s: symbol %s refers to symbol %d of %s", path, o.Symbol(i).Name, r.Index, o.Package(r.Package))
				}
			}
		}
	}
}

// TestBuiltins compares the table with the distribution's own.
func TestBuiltins(t *testing.T) {
	root := strings.TrimSpace(goCommand(t, "env", "GOROOT"))
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, "src/cmd/internal/goobj/builtinlist.go"), nil, 0)
	if err != nil {
		t.Skip(err)
	}
	n := uint32(0)
	ast.Inspect(file, func(node ast.Node) bool {
		lit, ok := node.(*ast.CompositeLit)
		if !ok || len(lit.Elts) != 2 {
			return true
		}
		want, _ := strconv.Unquote(lit.Elts[0].(*ast.BasicLit).Value)
		name, abi, ok := Builtin(n)
		if !ok || name != want || fmt.Sprint(abi) != lit.Elts[1].(*ast.BasicLit).Value {
			t.Errorf("builtin %d is %s %d, want %s", n, name, abi, want)
		}
		n++
		return false
	})
	if _, _, ok := Builtin(n); ok || n == 0 {
		t.Errorf("%d builtins in the distribution, another number here", n)
	}
}

func TestNative(t *testing.T) {
	b := []byte(archiveMagic + fmt.Sprintf("%-16s%-12s%-6s%-6s%-8s%-10d`\n", "_x001.o", "0", "0", "0", "644", 4) + "\x7fELF")
	if _, err := Parse(b); err == nil {
		t.Error("an archive without Go was read")
	}
}

func TestOpenErrors(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "empty.a")
	if err := os.WriteFile(empty, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{empty, filepath.Join(t.TempDir(), "missing.a"), "object_test.go"} {
		if _, err := Open(file); err == nil || !strings.Contains(err.Error(), filepath.Base(file)) {
			t.Errorf("%s: error %v", file, err)
		}
	}
}

// FuzzParse damages archives: parsing and reading must end without a panic.
func FuzzParse(f *testing.F) {
	whole := compile(f, small)
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add([]byte(archiveMagic))
	for at := 100; at < len(whole); at += 997 {
		damaged := bytes.Clone(whole)
		damaged[at] ^= 0xff
		f.Add(damaged)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		a, err := Parse(b)
		if err != nil {
			return
		}
		for _, o := range a.Objects {
			o.Check()
			o.Imports()
			for i := range o.Packages() + 1 {
				o.Package(uint32(i))
			}
			for i := range o.Files() + 1 {
				o.File(i)
			}
			for i := range uint32(o.Symbols() + 1) {
				o.Symbol(i)
				readFuncInfo(o, i)
			}
		}
	})
}

func readFuncInfo(o *Object, i uint32) {
	f, err := ParseFuncInfo(o.Data(i))
	if err != nil {
		return
	}
	for k := range f.Inlined() {
		o.Local(f.InlinedCall(k).Func)
	}
}
