package static

import (
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/gonabla/nabla/kernel/completion/sketch"
	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/scope"
)

// exports finds the export data of the packages that the tests import.
var exports = sync.OnceValues(func() (map[string]string, error) {
	out, err := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}}={{.Export}}", "fmt", "strings", "time").Output()
	files := map[string]string{}
	for _, line := range strings.Fields(string(out)) {
		path, file, _ := strings.Cut(line, "=")
		files[path] = file
	}
	return files, err
})

func newImporter(t testing.TB, fset *token.FileSet) types.Importer {
	files, err := exports()
	if err != nil {
		t.Fatal(err)
	}
	return importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(files[path]) })
}

var state = new(scope.State).With(scope.Change{Defs: []*scope.Def{
	{Name: "Disc", Kind: scope.Type, Lead: "type ", Body: "Disc struct{ Radius float64; hidden int; centre }", Uses: []string{"float64", "int", "centre"}},
	{Name: "centre", Kind: scope.Type, Lead: "type ", Body: "centre struct{ X, Y float64 }", Uses: []string{"float64"}},
	{Name: "Disc.Area", Kind: scope.Method, Body: "// Area is π r².\nfunc (d *Disc) Area(precise bool) float64 { return undefined }", Uses: []string{"Disc", "float64"}},
	{Name: "unit", Kind: scope.Var, Lead: "var ", Body: "unit Disc", Uses: []string{"Disc"}},
	{Name: "圆", Kind: scope.Var, Lead: "var ", Body: "圆 Disc", Uses: []string{"Disc"}},
	{Name: "twice", Kind: scope.Func, Body: "// twice is x + x.\nfunc twice(x float64) float64 { return x + x }", Uses: []string{"float64"}},
}})

// check checks code in which ‸ marks the cursor, and returns the offset of it in
// the cell's file.
func check(t *testing.T, code string, writing bool) (*Package, int, string) {
	cursor := strings.Index(code, "‸")
	code = strings.Replace(code, "‸", "", 1)
	scene := sketch.Scene{Code: code, Cursor: -1, State: state, Form: func(string) cell.Form { return cell.Alone }, Find: find}
	if writing {
		scene.Cursor = cursor
	}
	s := sketch.Make(scene)
	at, ok := s.File(cursor)
	if !ok {
		t.Fatalf("%q: the cursor is nowhere in\n%s", code, s.Cell)
	}
	prefix := code[:cursor]
	prefix = prefix[strings.LastIndexAny(prefix, " .\n\t({,")+1:]
	fset := token.NewFileSet()
	return Check(s, newImporter(t, fset), Origin{fset, runtime.GOROOT()}), at, prefix
}

func find(name string, _ []string) (string, bool) {
	paths := []string{"fmt", "strings", "time"}
	i := slices.IndexFunc(paths, func(p string) bool { return path.Base(p) == name })
	if i < 0 {
		return "", false
	}
	return paths[i], true
}

func TestComplete(t *testing.T) {
	for _, test := range []struct{ code, want string }{
		{"unit.‸", "Area:method Radius:field X:field Y:field centre:field hidden:field"},
		{"unit.‸\nx := 1", "Area:method Radius:field X:field Y:field centre:field hidden:field"},
		{"圆.R‸", "Radius:field"},
		{"s := \"🙂\"; 圆.ra‸", "Radius:field"},
		{"tw‸", "twice:function"},
		{"length := 1\nlen‸", "len:function length:variable"},
		{"{ inner := 1 }\ninn‸", ""},
		{"fmt.Sprint‸", "Sprint:function Sprintf:function Sprintln:function"},
		{"strings.NewReplacer().‸", "Replace:method WriteString:method"},
		{"time.Now().Weekday().‸", "String:method"},
		{"var d time.Dur‸", "Duration:type"},
		{"Disc{Rad‸", "Radius:field"},
		{"f := func(value int) { val‸ }", "value:variable"},
		{"for i, number := range []int{1} { fmt.Println(num‸", "number:variable"},
		{"ret‸", "return:keyword"},
		{"struct{ A int }{}.‸", "A:field"},
		{"p := &unit\np.c‸", "centre:field"},
		{"func (d Disc) Per‸() {}", ""},
	} {
		p, at, prefix := check(t, test.code, true)
		var got []string
		for _, i := range p.Complete(at, prefix) {
			got = append(got, i.Text+":"+i.Type)
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("%s\ngot  %s\nwant %s", test.code, s, test.want)
		}
	}
}

func TestDescribe(t *testing.T) {
	for _, test := range []struct{ code, declaration, doc string }{
		{"unit‸.Radius", "var unit Disc", ""},
		{"unit.Rad‸ius", "field Radius float64", ""},
		{"unit.A‸rea(true)", "func (d *Disc) Area(precise bool) float64", "Area is π r²."},
		{"twi‸ce(1)", "func twice(x float64) float64", "twice is x + x."},
		{"s := 1\n_ = s‸", "var s int", ""},
		{"strings.C‸ut(\"\", \"\")", "func strings.Cut(s string, sep string) (before string, after string, found bool)", "Cut slices s around the first instance of sep"},
		{"str‸ings.Cut(\"\", \"\")", `package strings // import "strings"`, "Package strings implements"},
		{"Dis‸c{}", "type Disc struct {\n\tRadius float64\n\thidden int\n\tcentre\n}\nfunc (d *Disc) Area(precise bool) float64", ""},
		{"time.Month‸(1)", "type Month int\nfunc (m time.Month) String() string", "A Month specifies"},
		{"strings.Replacer‸{}", "type Replacer struct {\n\t// contains filtered or unexported fields\n}\nfunc (r *strings.Replacer) Replace(", "Replacer replaces"},
		{"var s string‸", "type string string", "string is the set of all strings"},
		{"var e err‸or", "type error interface {\n\tError() string\n}", "The error built-in interface"},
		{"tr‸ue", "const true = 0 == 0", "true and false are"},
		{"time.Sec‸ond", "const time.Second time.Duration = 1000000000", ""},
		{"nothing‸", "", ""},
		{"le‸n(s)", "func len(v Type) int", "The len built-in function"},
	} {
		p, at, _ := check(t, test.code, false)
		declaration, comment, ok := p.Describe(at)
		if ok != (test.declaration != "") || !strings.HasPrefix(declaration, test.declaration) || !strings.HasPrefix(comment, test.doc) {
			t.Errorf("%s\ngot  %q, %q\nwant %q, %q", test.code, declaration, comment, test.declaration, test.doc)
		}
	}
}

func TestNothingIsTooBroken(t *testing.T) {
	for _, code := range []string{"‸", "}‸{", "func (", "import (‸", "x.‸.y", "type T struct {‸", "switch x := unit.‸", "unit[‸", "func f[T ‸", "select { case ‸"} {
		cursor := max(strings.Index(code, "‸"), 0)
		code = strings.Replace(code, "‸", "", 1)
		s := sketch.Make(sketch.Scene{Code: code, Cursor: cursor, State: state, Form: func(string) cell.Form { return cell.Alone }, Find: find})
		p := Check(s, newImporter(t, token.NewFileSet()), Origin{})
		at, _ := s.File(cursor)
		p.Complete(at, "")
		p.Describe(at)
	}
}

func TestCommentIn(t *testing.T) {
	const text = "const (\n\t// a is one.\n\ta = 1\n\tb = 2 // b is two.\n)"
	for name, want := range map[string]string{"a": "a is one.\n", "b": "b is two.\n", "c": ""} {
		if got := CommentIn(text, name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := CommentIn("// x is.\nx := 1", "x"); got != "" {
		t.Errorf("%q", got)
	}
}
