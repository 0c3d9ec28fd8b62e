package session

import (
	"testing"

	"github.com/gonabla/nabla/kernel/worker/proto"
)

func TestFuncName(t *testing.T) {
	for _, test := range []struct{ name, want string }{
		{"main.f", "f"},
		{"main.(*T).Method", "(*T).Method"},
		{"main.nabla_run_12", ""},
		{"main.nabla_run_12.func1", "func1"},
		{"main.nabla_main_3", "main"},
		{"main.nabla_init_3_0", "init"},
		{"main.nabla_01s_loss", "loss"},
		{"main.nabla_11m6_My_Vec_Norm", "My_Vec.Norm"},
		{"strings.Repeat", "strings.Repeat"},
	} {
		if got := funcName(test.name); got != test.want {
			t.Errorf("funcName(%q) = %q, want %q", test.name, got, test.want)
		}
	}
}

func TestCaret(t *testing.T) {
	if got := caret("\tπ := x", 8); got != "\t     ^" {
		t.Errorf("got %q", got)
	}
}

func TestLibraryFile(t *testing.T) {
	for _, test := range []struct{ function, file, want string }{
		{"strings.Repeat", "/usr/go/src/strings/strings.go", "strings/strings.go"},
		{"gonum.org/v1/gonum/mat.(*Dense).Mul", "/cache/gonum.org/v1/gonum@v0.17.0/mat/dense.go", "gonum.org/v1/gonum/mat/dense.go"},
		{"gopkg.in/yaml%2ev3.Unmarshal", "/cache/gopkg.in/yaml.v3@v3.0.1/yaml.go", "gopkg.in/yaml.v3/yaml.go"},
		{"slices.SortFunc[go.shape.[]example.com/a.T]", "/usr/go/src/slices/sort.go", "slices/sort.go"},
		{"", "/somewhere/x.go", "/somewhere/x.go"},
	} {
		if got := libraryFile(proto.Frame{Func: test.function, File: test.file}); got != test.want {
			t.Errorf("%s in %s is %s, want %s", test.function, test.file, got, test.want)
		}
	}
}
