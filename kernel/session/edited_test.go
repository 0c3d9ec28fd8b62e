package session

import (
	"context"
	"testing"

	"github.com/gonabla/nabla/kernel/interp"
)

// A cell that is edited and run again keeps what its former version defined,
// and the session knows that the cell no longer does.
func TestEditedCell(t *testing.T) {
	s, out := newTestSession(t)
	number := 0
	run := func(id, code, want string) {
		t.Helper()
		number++
		got, _ := execute(context.Background(), nil, s, out, interp.ExecuteRequest{ID: uint64(number), Code: code, Count: number, CellID: id, Store: true})
		if got != want {
			t.Errorf("cell %d:\n%s\nshows\n%s\nwant\n%s", number, code, got, want)
		}
	}
	orphaned := func(name string, want bool) {
		t.Helper()
		d := s.state.Lookup(name)
		if d == nil {
			t.Fatalf("%s is forgotten", name)
		}
		if d.Orphaned != want {
			t.Errorf("%s is orphaned: %v, want %v", name, d.Orphaned, want)
		}
	}
	run("a", "x, y := 1, 2\nfunc f() int { return x + y }\ntype T struct{ A int }\nvalue := T{3}", "")
	run("a", "x := 5\ntype T struct{ A, B int }", "[stderr] type T has a new layout; carried over: value\n")
	for name, want := range map[string]bool{"x": false, "T": false, "y": true, "f": true, "value": true} {
		orphaned(name, want)
	}
	run("b", "f(), value", "[result] 7, T{A: 3, B: 0}\n")
	run("a", "x := nothing", "[error] line 1, column 6: undefined: nothing\n    x := nothing\n         ^\n")
	orphaned("x", false)
	run("b", "y := 10", "")
	orphaned("y", false)
	run("a", "", "")
	orphaned("x", true)
	run("a", "x := 1\nf()", "[result] 11\n")
	orphaned("x", false)
}
