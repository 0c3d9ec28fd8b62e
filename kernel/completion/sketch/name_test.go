package sketch

import (
	"strings"
	"testing"
)

func TestNameAt(t *testing.T) {
	for code, want := range map[string]string{
		"x.Fo‸o(1)":          "Foo",
		"‸foo":               "foo",
		"foo‸ + bar":         "foo",
		"f(g(1), ‸)":         "f",
		"f(g(‸1), 2)":        "g",
		"f[int](‸)":          "f",
		"p.Method(a,\n\t‸b)": "b",
		"f(func() { ‸ })":    "",
		"f(1)‸":              "",
		"变‸量":                "变量",
		"(‸1)":               "",
		"// foo‸":            "",
		"":                   "",
	} {
		cursor := max(strings.Index(code, "‸"), 0)
		got, ok := NameAt(strings.Replace(code, "‸", "", 1), cursor)
		if ok != (want != "") || ok && got.Text != want {
			t.Errorf("%s: %q, %v", code, got.Text, ok)
		}
	}
}

func TestIsLocal(t *testing.T) {
	for code, want := range map[string]bool{
		"‸v":                            false,
		"fmt.Println(‸v)":               false,
		"v := 1\n‸v":                    false,
		"var v = 1\n‸v":                 false,
		"v := 1\nv := \"\"\n‸v":         false,
		"func f(v int) { ‸v++ }":        true,
		"for v := range 3 { f(‸v) }":    true,
		"x.‸v":                          true,
		"v := 1\nfunc f() int { r‸v }":  false,
		"{ v := 1; f(‸v) }\n":           true,
		"if v := f(); v > 0 { g(‸v) }":  true,
		"v, w := 1, 2\nw = ‸v":          false,
		"g := func() { v := 1; f(‸v) }": true,
	} {
		cursor := strings.Index(code, "‸")
		s := Make(Scene{Code: strings.Replace(code, "‸", "", 1), Cursor: -1, State: state, Form: form, Find: find})
		at, ok := s.File(cursor)
		if !ok || s.IsLocal(at) != want {
			t.Errorf("%s: %v, want %v, in\n%s", code, !want, want, s.Cell)
		}
	}
}
