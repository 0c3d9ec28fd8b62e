package session

import "testing"

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
