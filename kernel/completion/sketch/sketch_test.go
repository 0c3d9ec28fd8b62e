package sketch

import (
	"go/parser"
	"go/token"
	"path"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/scope"
)

func form(name string) cell.Form {
	if strings.HasPrefix(name, "%%") {
		return cell.WithText
	}
	return cell.Alone
}

func find(name string, selected []string) (string, bool) {
	for _, p := range []string{"fmt", "math", "strings", "math/rand/v2"} {
		if path.Base(strings.TrimSuffix(p, "/v2")) == name {
			return p, true
		}
	}
	return "", false
}

var state = new(scope.State).With(scope.Change{
	Defs: []*scope.Def{
		{Name: "T", Kind: scope.Type, Lead: "type ", Body: "T struct{ A int }", Uses: []string{"int"}},
		{Name: "T.Show", Kind: scope.Method, Body: "func (t T) Show() { fmt.Println(t.A) }", Uses: []string{"T", "fmt"}, Packages: map[string][]string{"fmt": {"Println"}}},
		{Name: "v", Kind: scope.Var, Lead: "var ", Body: "v nabla_math_big.Int", Uses: []string{"nabla_math_big"}, Packages: map[string][]string{"nabla_math_big": {"Int"}}},
	},
	Imports: []scope.Import{{Name: "nabla_math_big", Path: "math/big"}, {Name: "s", Path: "strings"}},
})

// at makes a sketch of code in which ‸ marks the cursor.
func at(code string) (*Sketch, int) {
	cursor := strings.Index(code, "‸")
	code = strings.Replace(code, "‸", "", 1)
	return Make(Scene{Code: code, Cursor: cursor, State: state, Form: form, Find: find}), cursor
}

const session = `package main
import fmt "fmt"
import nabla_math_big "math/big"
type T struct{ A int }
var v nabla_math_big.Int
func (t T) Show() { fmt.Println(t.A) }
`

func TestMake(t *testing.T) {
	for _, test := range []struct{ name, code, want string }{
		{"selector before another line", "x := v.‸\ny := 2", "func nabla_cell() {\nx := v.‸nabla_\ny := 2\n}\n"},
		{"package", "fmt.Pri‸", "import fmt \"fmt\"\nfunc nabla_cell() {\nfmt.Pri‸\n}\n"},
		{"import of the session", "s.Cut‸", "import s \"strings\"\nfunc nabla_cell() {\ns.Cut‸\n}\n"},
		{"own import", "import s \"os\"\ns.‸", "import s \"os\"\nfunc nabla_cell() {\ns.‸nabla_\n}\n"},
		{"versioned import", "import \"math/rand/v2\"\nrand.‸", "import \"math/rand/v2\"\nfunc nabla_cell() {\nrand.‸nabla_\n}\n"},
		{"nothing written", "x := 1\n‸\ny := 2", "func nabla_cell() {\nx := 1\n‸nabla_\ny := 2\n}\n"},
		{"operand", "x := ‸\ny := 2", "func nabla_cell() {\nx := ‸nabla_\ny := 2\n}\n"},
		{"keyword", "for‸", "func nabla_cell() {\nfor‸nabla_\n}\n"},
		{"open call", "fmt.Println(v.‸\ny := 2", "import fmt \"fmt\"\nfunc nabla_cell() {\nfmt.Println(v.‸nabla_)\ny := 2\n}\n"},
		{"open loop", "for i := range 3 {\n\tv.‸\n\ti++", "func nabla_cell() {\nfor i := range 3 {\n\tv.‸nabla_}\ni++\n}\n"},
		{"open loop, cursor at its head", "for i := range v‸ {\n\tif i > 0 {", "func nabla_cell() {\nfor i := range v‸ {}\nif i > 0 {}\n}\n"},
		{"open above the cursor", "f(\n\tg(‸)", "func nabla_cell() {\nf(\n\tg(‸nabla_))\n}\n"},
		{"functions see variables", "n := 1 + v\nfunc f() { n.‸ }", "var n = 1 + v\nfunc f() { n.‸nabla_ }\nfunc nabla_cell() {\n}\n"},
		{"declared again", "a := 1\na := \"\"\na.‸", "func nabla_cell() {\na := 1\n{\na := \"\"\na.‸nabla_\n}\n}\n"},
		{"values", "v, f(a, b), c.‸", "func nabla_cell() {\n_, _, _ = v, f(a, b), c.‸nabla_\n}\n"},
		{"command", "%cd /\nv.‸\n!ls", "func nabla_cell() {\nv.‸nabla_\n}\n"},
		{"in a string", "fmt.Print(\"a.‸\")", "import fmt \"fmt\"\nfunc nabla_cell() {\nfmt.Print(\"a.‸\")\n}\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, cursor := at(test.code)
			got := s.Cell
			if i, ok := s.File(cursor); ok {
				got = got[:i] + "‸" + got[i:]
			}
			if got != "package main\n"+test.want {
				t.Errorf("got\n%s", got)
			}
			if s.Session != session {
				t.Errorf("the session is\n%s", s.Session)
			}
		})
	}
}

func TestSessionWithoutWhatTheCellDefines(t *testing.T) {
	s, _ := at("type T struct{}\nfunc (T) Show() {}\nvar v = 1\nfunc f() {}")
	if s.Session != "package main\n" {
		t.Errorf("the session is\n%s", s.Session)
	}
	if s, _ := at("package main\nfunc main() { v.‸ }"); s.Session != "package main\n" {
		t.Errorf("the session of a program is\n%s", s.Session)
	}
}

// FuzzPlaces shows that positions go to the file and come back, at the same text.
func FuzzPlaces(f *testing.F) {
	for _, s := range []string{"x := 3", "变量 := \"🙂\"\n变量.", "func f(", "import \"fmt\"\nfmt.", "a, b := 1, 2\nfunc g() {}", "x := 1\r\n%cd\r\nx.", "`", "/*", "%%bash\nx", "}{", "a := 1; a := 2; a", "\x00\xff"} {
		f.Add(s, len(s))
		f.Add(s, len(s)/2)
	}
	f.Fuzz(func(t *testing.T, code string, cursor int) {
		if cursor < -1 || cursor > len(code) {
			return
		}
		s := Make(Scene{Code: code, Cursor: cursor, State: state, Form: form, Find: find})
		text := strings.ReplaceAll(code, "\r\n", " \n")
		for i := range len(code) {
			at, ok := s.File(i)
			if !ok {
				continue
			}
			if back, ok := s.Code(at); !ok || back != i {
				t.Errorf("%d of %q goes to %d and comes back as %d, %v", i, code, at, back, ok)
			}
		}
		for _, p := range s.places {
			for i := range p.length {
				// Commands are blanks in the file.
				if got, want := s.Cell[p.file+i], text[p.code+i]; got != want && got != ' ' {
					t.Errorf("%q: byte %d of it stands for %q", code, p.code+i, got)
				}
			}
		}
		parser.ParseFile(token.NewFileSet(), "", s.Cell, 0)
	})
}
