package plain_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest/exact"
	"github.com/gonabla/nabla/mathlib/mathtest/lifted"
)

// TestFormulas holds formulas of the catalogue and of its derivatives, at the
// points on whose paths they are, against the oracle.
func TestFormulas(t *testing.T) {
	lifted.Only(t)
	functions := functions()
	evaluated := 0
	for _, r := range oracle(t) {
		names := make([]string, len(r.x))
		for i := range names {
			names[i] = fmt.Sprintf("x%d", i)
		}
		y := mathlib.FormulaWith(functions[r.name], mathlib.FormulaSettings{Point: r.x, Symbols: 3000}, names...)
		g := y.Gradient()
		if cancelling[r.name] || strings.Contains(fmt.Sprintf("%#v %#v", y, g), "too long") {
			continue
		}
		evaluated++
		value, _ := r.value.Float64()
		if v := y.At(r.x...); !(math.Abs(v-value) <= 1e-12*(1+math.Abs(value))) {
			t.Errorf("%s%v: the formula is %v, want %v", r.name, r.x, v, value)
		}
		for i, want := range r.gradient {
			if v := g.Entry(i).At(r.x...); !(exact.Distance(v, want) <= 1e-11*largest(r.gradient)) {
				t.Errorf("%s%v: derivative %d is %v, want %.20g\n%v", r.name, r.x, i, v, want, g.Entry(i))
			}
		}
	}
	if evaluated < 150 {
		t.Errorf("only %d formulas", evaluated)
	}
}
