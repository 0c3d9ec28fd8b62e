package session

import (
	"context"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/interp"
)

// Expressions of a front end have values, or errors, of their own; nothing of them
// is shown but what they write, and the cells know nothing of them.
func TestExpressions(t *testing.T) {
	s, out := newTestSession(t)
	ask := func(code string, expressions map[string]string) (interp.ExecuteResult, string) {
		r := s.Execute(context.Background(), interp.ExecuteRequest{ID: 7, Count: 7, Code: code, Expressions: expressions})
		return r, out.take()
	}
	r, text := ask("x := 1\nfunc loud() string { fmt.Println(\"said\"); return \"v\" }\nx", map[string]string{
		"sum": "x + 1", "missing": "nosuch", "statement": "x = 3", "panic": "[]int{}[x]", "two": "x, x", "loud": "loud()",
	})
	if r.Error != nil || text != "[result] 1\nsaid\n" {
		t.Errorf("the cell shows %q, %v", text, r.Error)
	}
	for name, want := range map[string]string{"sum": "2", "loud": `"v"`} {
		if v := r.Expressions[name]; v.Error != nil || v.Bundle == nil || string(v.Bundle.Data["text/plain"]) != want {
			t.Errorf("%s is %v, %v; want %s", name, v.Bundle, v.Error, want)
		}
	}
	for name, want := range map[string]string{"missing": "undefined: nosuch", "statement": "expected", "two": "expected", "panic": "index out of range"} {
		if e := r.Expressions[name].Error; e == nil || !strings.Contains(e.Message, want) {
			t.Errorf("%s fails with %v, want %s", name, e, want)
		}
	}
	r, text = ask("%history", map[string]string{"x": "x"})
	if v := r.Expressions["x"]; v.Bundle == nil || string(v.Bundle.Data["text/plain"]) != "1" || strings.Contains(text, "nosuch") {
		t.Errorf("after a cell of commands x is %v; it shows %q", v, text)
	}
	if r, _ = ask("panic(1)", map[string]string{"x": "x"}); r.Expressions != nil {
		t.Errorf("after a cell that failed there are %v", r.Expressions)
	}
}

// Documentation goes to the pager of a front end that has one.
func TestPager(t *testing.T) {
	s, out := newTestSession(t)
	for _, code := range []string{"%doc strings.Cut", "%help", "%help %cd"} {
		r := s.Execute(context.Background(), interp.ExecuteRequest{ID: 1, Count: 1, Code: code, Pager: true})
		if r.Error != nil || len(r.Pages) != 1 || len(r.Pages[0].Data["text/plain"]) == 0 {
			t.Errorf("%s: pages %v, %v", code, r.Pages, r.Error)
		}
		if text := out.take(); text != "" {
			t.Errorf("%s shows %q", code, text)
		}
	}
}
