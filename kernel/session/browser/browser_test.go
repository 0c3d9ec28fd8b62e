package browser

import (
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/scope"
)

func parse(t *testing.T, name, text string) *cell.Cell {
	t.Helper()
	c, err := cell.Parse(name, text)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// standard are the packages that the tests find by their names.
func standard(name string, _ []string) (string, bool) {
	return name, strings.Contains(" fmt strings flag os js ", " "+name+" ")
}

// The program has what the cell reaches of the cells before, with the values that
// variables are declared with, and the statements as function main.
func TestWrite(t *testing.T) {
	before := parse(t, "cell-1", "a, b := 1, strings.ToUpper(\"b\")\nvar list = []int{a}\nunused := 3")
	def := func(kind scope.Kind, name, lead, body string, uses ...string) *scope.Def {
		return &scope.Def{Name: name, Kind: kind, Lead: lead, Body: body, File: "cell-2", Line: 7, Column: 3, Uses: uses}
	}
	state := new(scope.State).With(scope.Change{
		Imports: []scope.Import{{Name: "str", Path: "strings"}, {Name: "fmt", Path: "my/fmt"}},
		Defs: []*scope.Def{
			{Name: "a", Kind: scope.Var}, {Name: "list", Kind: scope.Var}, {Name: "unused", Kind: scope.Var},
			def(scope.Const, "b", "const ", "b = 4"),
			def(scope.Type, "T", "type ", "T struct{}"),
			def(scope.Method, "T.Len", "", "func (T) Len() int { return len(list) }", "T", "list"),
			def(scope.Func, "far", "", "func far() { local++ }", "local"),
			def(scope.Func, "nothing", "", "func nothing() {}"),
		},
	})
	c := parse(t, "cell-3", `import ("fmt"; "syscall/js"; "example.com/go-odd"; "os"; u "unused")
func init_a() { fmt.Print(other) }
local := 1
other, third := 2, T{}
x, y := third.Len(), 5
x
x, y
odd.Call(js.Null())
str.Count(a, b)
far()
<-make(chan int)
return`)
	got := string(Write(Input{
		Cell: c, State: state, Package: standard, Constants: map[string]string{"GonbWasmDivId": "id", "A": "\"<"},
		Declaration: func(name string) (*cell.Piece, string) {
			for _, p := range before.Pieces {
				for _, n := range p.Declares() {
					if n == name && name != "b" {
						return p, "cell-1"
					}
				}
			}
			return nil, ""
		},
	}))
	for _, line := range []string{
		"import  \"fmt\"\n", "import  \"syscall/js\"\n", "import str \"strings\"\n", "import  \"example.com/go-odd\"\n", "import strings \"strings\"\n",
		"const A = \"\\\"<\"\nconst GonbWasmDivId = \"id\"\n",
		"var a, _ =  /*line cell-1:1:9*/1, strings.ToUpper(\"b\")\n",
		"var list /*line cell-1:2:9*/ = []int{a}\n",
		"\nconst  /*line cell-2:7:3*/b = 4\n", "\ntype  /*line cell-2:7:3*/T struct{}\n",
		"\n//line cell-2:7:3\nfunc (T) Len() int { return len(list) }\n",
		"\n//line cell-3:2:1\nfunc init() { fmt.Print(other) }\n",
		"var local =  /*line cell-3:3:10*/1\n", "var other, third =  /*line cell-3:4:17*/2, T{}\n",
		"\nfunc main() {\n\n//line cell-3:5:1\nx, y := third.Len(), 5\n_ = x\n_ = y\n\n//line cell-3:6:1\n_ = x\n\n//line cell-3:7:1\n_, _ = x, y\n",
		"\n//line cell-3:8:1\nodd.Call(js.Null())\n", "\n<-make(chan int)\n", "\nreturn\n",
	} {
		if !strings.Contains(got, line) {
			t.Errorf("the program lacks %q", line)
		}
	}
	for _, text := range []string{"nothing", "unused", "\"os\"", "my/fmt"} {
		if strings.Contains(got, text) {
			t.Errorf("the program has %q", text)
		}
	}
	if _, err := parser.ParseFile(token.NewFileSet(), "main.go", got, 0); err != nil || t.Failed() {
		t.Errorf("%v in\n%s", err, got)
	}
}

// A cell that has a function main has no other.
func TestWriteMain(t *testing.T) {
	got := string(Write(Input{Cell: parse(t, "cell-1", "package main\nfunc main() { println(1) }"), State: new(scope.State), Package: standard}))
	if strings.Count(got, "func main") != 1 || !strings.Contains(got, "println(1)") {
		t.Error(got)
	}
}

func TestPage(t *testing.T) {
	html, err := Page{Div: "id", Args: []string{"</script>", "ü"}, GoVersion: "go1", Support: []byte("SUPPORT"), Program: make([]byte, 1<<20)}.HTML()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(html, "<div id=\"id\"></div><script>\n") || strings.Count(html, "</script>") != 1 || !strings.Contains(html, "\nSUPPORT\n") || len(html) > 10_000 {
		t.Errorf("the page is %s", html)
	}
}
