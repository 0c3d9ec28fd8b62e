package gopls

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/build/buildtest"
	"github.com/gonabla/nabla/kernel/completion/sketch"
	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/scope"
)

// startServer starts gopls where ./install.sh --test has put it.
func startServer(t testing.TB) *Server {
	program := filepath.Join(buildtest.DataDir(), "bin", "gopls")
	if _, err := os.Stat(program); err != nil {
		t.Skipf("there is no gopls (%v): ./install.sh --test installs it", err)
	}
	toolchain := buildtest.Toolchain(t)
	dir := t.TempDir()
	module, err := toolchain.NewModule(dir)
	if err != nil {
		t.Fatal(err)
	}
	env, err := module.Environment(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s, err := Start(t.Context(), Options{Program: program, Dir: filepath.Join(dir, "gopls"), Module: dir, Env: env, Cache: filepath.Join(buildtest.DataDir(), "gopls")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

var state = new(scope.State).With(scope.Change{Defs: []*scope.Def{
	{Name: "Disc", Kind: scope.Type, Lead: "type ", Body: "Disc struct{ Radius float64 }", Uses: []string{"float64"}},
	{Name: "Disc.Area", Kind: scope.Method, Body: "// Area is π r².\nfunc (d *Disc) Area(precise bool) float64 { return 0 }", Uses: []string{"Disc", "float64"}},
	{Name: "圆", Kind: scope.Var, Lead: "var ", Body: "圆 Disc", Uses: []string{"Disc"}},
	{Name: "m", Kind: scope.Var, Lead: "var ", Body: "m *nabla_mat.Dense", Uses: []string{"nabla_mat"}, Packages: map[string][]string{"nabla_mat": {"Dense"}}},
}, Imports: []scope.Import{{Name: "nabla_mat", Path: "gonum.org/v1/gonum/mat"}}})

var imports = []scope.Import{{Name: "strings", Path: "strings"}, {Name: "fmt", Path: "fmt"}}

// sketchOf makes a sketch of code in which ‸ marks the cursor, and returns the
// offset of that.
func sketchOf(code string, writing bool) (*sketch.Sketch, int) {
	cursor := strings.Index(code, "‸")
	scene := sketch.Scene{Code: strings.Replace(code, "‸", "", 1), Cursor: -1, State: state, Form: func(string) cell.Form { return cell.Alone }, Always: imports}
	if writing {
		scene.Cursor = cursor
	}
	s := sketch.Make(scene)
	at, _ := s.File(cursor)
	return s, at
}

func TestQuestions(t *testing.T) {
	s := startServer(t)
	for code, want := range map[string]string{
		"圆.‸":                    "Area:method(precise bool) float64",
		"s := \"🙂é\"; 圆.R‸":      "Radius:fieldfloat64",
		"m.T().Di‸":              "Dims:method() (r int, c int)",
		"strings.Cu‸":            "Cut:function(s string, sep string) (before string, after string, found bool)",
		"str‸":                   "strings:modulestrings",
		"func f(x Dis‸":          `Disc:structstruct{...}`,
		"n := 1\n{ num := n; n‸": "num:variableint",
	} {
		sk, at := sketchOf(code, true)
		items, err := s.Complete(t.Context(), sk, at)
		var list []string
		for _, i := range items {
			list = append(list, i.Text+":"+i.Type+i.Signature)
		}
		if err != nil || !slices.Contains(list, want) {
			t.Errorf("%s: %v has no %s (%v)", code, list, want, err)
		}
	}
	for code, want := range map[string]string{
		"圆.A‸rea(true)":  "func (d *Disc) Area(precise bool) float64|Area is π r².",
		"圆‸":             "var 圆 Disc|",
		"fmt.Spri‸nt(1)": "func fmt.Sprint(a ...any) string|Sprint formats",
		"x := 'a'\n‸x":   "var x rune|",
		"nothing‸":       "|",
		"m‸":             "var m *mat.Dense|",
		"str‸ings.Cut":   "package strings|Package strings implements",
		"Dis‸c{}":        "type Disc struct",
	} {
		sk, at := sketchOf(code, false)
		declaration, comment, ok, err := s.Describe(t.Context(), sk, at)
		if got := declaration + "|" + comment; err != nil || ok != (want != "|") || !strings.HasPrefix(got, want) {
			t.Errorf("%s: got %q, want %q (%v)", code, got, want, err)
		}
	}
}

func TestVet(t *testing.T) {
	s := startServer(t)
	const text = "package main\nimport \"fmt\"\nfunc f() {\n\tfmt.Printf(\"%s\", 1)\n}\n"
	found, err := s.Vet(t.Context(), text)
	if err != nil || len(found) != 1 || !strings.Contains(found[0].Message, "(printf)") || !strings.HasPrefix(text[found[0].Offset:], "%s") {
		t.Errorf("got %v, %v", found, err)
	}
	if found, err := s.Vet(t.Context(), "package main\n"); err != nil || len(found) != 0 {
		t.Errorf("in nothing: %v, %v", found, err)
	}
}

func TestEnded(t *testing.T) {
	s := startServer(t)
	s.Close()
	sk, at := sketchOf("圆.‸", true)
	if _, err := s.Complete(t.Context(), sk, at); err == nil {
		t.Error("a server that has ended answers")
	}
}
