package cell

import (
	"fmt"
	"go/token"
	"strings"
	"testing"
)

var kinds = map[Kind]string{Statement: "stmt", Import: "import", Const: "const", Type: "type", Var: "var", Func: "func"}

func show(c *Cell) string {
	var b strings.Builder
	for _, p := range c.Pieces {
		fmt.Fprintf(&b, "%s %d:%d %q", kinds[p.Kind], p.Line, p.Column, p.Text)
		if p.Muted {
			b.WriteString(" muted")
		}
		fmt.Fprintf(&b, " %v\n", p.Uses)
	}
	return b.String()
}

func TestParse(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"empty", " \n// nothing\n", ""},
		{"statements", "x := 3; y := x\nz;", `stmt 1:1 "x := 3" muted []
stmt 1:9 "y := x" [x]
stmt 2:1 "z" muted [z]
`},
		{"mixture", "import \"fmt\"\nfmt.Println(a)\nfunc f(n int) int { return n + k }\ntype T struct{ a, b int }\nvar v = T{a: 1}\n", `import 1:1 "import \"fmt\"" []
stmt 2:1 "fmt.Println(a)" [a fmt]
func 3:1 "func f(n int) int { return n + k }" [int k]
type 4:1 "type T struct{ a, b int }" [int]
var 5:1 "var v = T{a: 1}" [T a]
`},
		{"literal called", "func() { f() }()\nfunc(n int) T { return g(n) }(3)", `stmt 1:1 "func() { f() }()" [f]
stmt 2:1 "func(n int) T { return g(n) }(3)" [T g int]
`},
		{"method", "func (p *T) M() {}\nfunc (l L[K]) N(k K) {}\n", `func 1:1 "func (p *T) M() {}" [T]
func 2:1 "func (l L[K]) N(k K) {}" [L]
`},
		{"comments above", "x++ // at the end\n// f does nothing.\n//go:noinline\nfunc f() {}", `stmt 1:1 "x++" [x]
func 2:1 "// f does nothing.\n//go:noinline\nfunc f() {}" []
`},
		{"program", "package main\n\nfunc main() {\n\tprintln(1)\n}\n", `func 3:1 "func main() {\n\tprintln(1)\n}" [println]
`},
		{"headers", "for i, s := 0, []int{1}; i < 3; i++ { f(s) }; if x := g(); x { }\nL: for ;; { break L }; switch y := 1; y { }", `stmt 1:1 "for i, s := 0, []int{1}; i < 3; i++ { f(s) }" muted [f int]
stmt 1:47 "if x := g(); x { }" [g]
stmt 2:1 "L: for ;; { break L }" muted []
stmt 2:24 "switch y := 1; y { }" []
`},
		{"list", "a, f(b) // both", `stmt 1:1 "a, f(b)" [a b f]
`},
		{"unicode", "\tπ := 3.14\n\tlabel:\n\tfor {\n\t\tbreak label\n\t}", `stmt 1:2 "π := 3.14" []
stmt 2:2 "label:\n\tfor {\n\t\tbreak label\n\t}" []
`},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, err := Parse("cell-1", test.text)
			if err != nil {
				t.Fatal(err)
			}
			if got := show(c); got != test.want {
				t.Errorf("got\n%swant\n%s", got, test.want)
			}
		})
	}
}

func TestParseErrors(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"x := 3\ny := (1 +\n", "2:9: syntax error: expected operand, found the end"},
		{"x := := 3\nok()\nz := * / 2", "1:6: syntax error: expected"},
		{"x }", "1:3: syntax error: "},
		{"'ab'", "1:1: "},
		{"if x { y", "1:8: syntax error: expected '}'"},
	} {
		_, err := Parse("cell-1", test.text)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: got %v, want %s", test.text, err, test.want)
		}
	}
	_, err := Parse("cell-1", "x := := 3\nok()\nz := * / 2")
	if errs := err.(Errors); errs[len(errs)-1].Line != 3 {
		t.Errorf("errors of later pieces are missing: %v", errs)
	}
}

func TestCheck(t *testing.T) {
	for _, test := range []struct {
		text  string
		want  Completeness
		depth int
	}{
		{"", Complete, 0},
		{"x := 1", Complete, 0},
		{"for {", Incomplete, 1},
		{"f(a,\n\tg(", Incomplete, 2},
		{"x +", Incomplete, 0},
		{"s := `abc", Incomplete, 0},
		{"/* abc", Incomplete, 0},
		{"x := := 1", Invalid, 0},
		{"}", Invalid, 0},
	} {
		got, depth := Check(test.text, formOf)
		if got != test.want || depth != test.depth {
			t.Errorf("Check(%q) = %v, %d, want %v, %d", test.text, got, depth, test.want, test.depth)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"x := 3", "func (a b) c() {}", "import (\n\"fmt\"\n)", "//go:noinline\nfunc f() {}", "}{", "`", "'", "\x00", "π;"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		Check(text, formOf)
		c, err := Parse("cell-1", text)
		if err != nil {
			return
		}
		lines := strings.Split(c.Text, "\n")
		for _, p := range c.Pieces {
			if got := lines[p.Line-1][p.Column-1:]; !strings.HasPrefix(got, strings.SplitN(p.Text, "\n", 2)[0]) {
				t.Errorf("piece %q is not at %d:%d of %q", p.Text, p.Line, p.Column, text)
			}
			if p.Offset(firstNode(p).Pos()) < 0 {
				t.Errorf("a position before piece %q", p.Text)
			}
		}
	})
}

func firstNode(p *Piece) interface{ Pos() token.Pos } {
	if p.Decl != nil {
		return p.Decl
	}
	if p.List != nil {
		return p.List[0]
	}
	return p.Stmt
}

func TestErrorsAreSaidOnce(t *testing.T) {
	for _, text := range []string{"x?", "\"open", "'ab'", "for i in range(3) { }", "for i := range 10 { i := }", "%time x"} {
		_, err := Parse("cell-1", text)
		if errs, _ := err.(Errors); len(errs) != 1 {
			t.Errorf("%q: %v", text, errs)
		}
	}
}
