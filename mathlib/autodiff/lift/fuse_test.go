package lift_test

import (
	"strings"
	"testing"
)

// fusedText lifts functions of package main and returns the text.
func fusedText(t *testing.T, functions string) string {
	t.Helper()
	_, text := liftFile(t, "cell.go", `package main

import "math"

var operands = []any{}

func main() { math.Sin(0) }

`+functions)
	return text
}

// TestFusedTwins are written where they record fewer operations.
func TestFusedTwins(t *testing.T) {
	for _, c := range []struct {
		name, body string
		calls      int // of pieces, in the text of the fused twin; 0: there is none
	}{
		{"a single operation", "return x * y", 0},
		{"two operations", "return x*y + x", 1},
		{"an accumulated sum", "s := 0.0; for range 3 { s += x * y * y }; return s", 1},
		{"absorbed definitions", "a := x*x - y; b := a*a + y; return b*b + x", 1},
		{"a definition that is read twice", "a := x*x - y; b := a * y; c := a * x; return b*c", 4},
		{"a definition that is read in a loop", "a := x*x - y; s := 0.0; for range 3 { s += a * a }; return s", 2},
		{"a definition that would be cut", "u, v := math.Abs(x), math.Abs(y); a := x*y; return a*u + a*v", 3},
		{"a kink on a line of its own", "return x*y +\n\tmath.Sqrt(x*y)", 2},
		{"a second derivative that is no number", "u := 1e200 * x; return u*u + x*y", 0},
	} {
		text := fusedText(t, "func f(x, y float64) float64 {\n\t"+c.body+"\n}\n\nfunc use() { operands = append(operands, f) }\n")
		_, fused, _ := strings.Cut(text, "// nabla_f11_f is the fused twin of f.")
		fused, _, _ = strings.Cut(fused, "\n}\n")
		if n := strings.Count(fused, "nabla_fused"); n != c.calls {
			t.Errorf("%s: %d pieces, want %d\n%s", c.name, n, c.calls, text)
		}
	}
}
