package autodiff_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// peano records (y - x²)(y - 3x²) at 0: a minimum on every line through 0, and
// yet none.
func peano(t *autodiff.Tape) autodiff.Real {
	x, y := t.Input(0), t.Input(0)
	squared := t.Mul(x, x)
	return t.Mul(t.Sub(y, squared), t.Sub(y, t.Mul(autodiff.Constant(3), squared)))
}

func ExampleTape_Reduce() {
	t := autodiff.NewTape()
	defer t.Release()
	y := peano(t)
	fmt.Println(t.Reduce(y, []int{1}) != nil)
	fmt.Println(t.Reduce(y, []int{0}) != nil) // ∂²f/∂x² is 0
	// Output:
	// true
	// false
}

func ExampleReduction_Signs() {
	t := autodiff.NewTape()
	defer t.Release()
	x, y := t.Input(0), t.Input(0)
	f := t.Sub(t.Mul(x, x), t.Mul(y, y))
	fmt.Println(t.Reduce(f, []int{0, 1}).Signs())
	// Output: 1 1
}

func ExampleReduction_Along() {
	t := autodiff.NewTape()
	defer t.Release()
	p := t.Reduce(peano(t), []int{1}).Along([]float64{1, 0})
	fmt.Println(p.C, p.Bound)
	// Output: [0 0] [0 0]
}

func ExampleReducedPath_Extend() {
	t := autodiff.NewTape()
	defer t.Release()
	p := t.Reduce(peano(t), []int{1}).Along([]float64{1, 0})
	p.Extend()
	p.Extend()
	fmt.Println(p.C, p.Bound)
	// Output: [0 0 0 0 -1 0] [0 0 0 0 0 0]
}

func ExampleReducedPath_Curve() {
	t := autodiff.NewTape()
	defer t.Release()
	p := t.Reduce(peano(t), []int{1}).Along([]float64{1, 0})
	p.Extend()
	p.Extend()
	fmt.Println(p.Curve()) // y = 2x², halfway between both parabolas
	// Output: [[1 0] [0 2]]
}

// A quartic is a polynomial in s without constant and linear term.
type quartic [3]float64

func (q quartic) record(t *autodiff.Tape, s autodiff.Real) autodiff.Real {
	sum := autodiff.Constant(0)
	for k := len(q) - 1; k >= 0; k-- {
		sum = t.Mul(t.Add(sum, autodiff.Constant(q[k])), s)
	}
	return t.Mul(sum, s)
}

// TestReducedFunctionIsWithinItsBounds eliminates y from
//
//	v·A·v + exp(v₀·v₁)·v₀² + q(s) with v = y - p(s),
//
// A positive definite: what remains is q(s), exactly.
func TestReducedFunctionIsWithinItsBounds(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	worst := 0.0
	for round := range 200 {
		n := 2 + r.IntN(3)
		if round%20 == 0 {
			n = 12
		}
		var q quartic
		for i := range q {
			q[i] = r.NormFloat64()
		}
		p := make([]quartic, n)
		for i := range p {
			p[i] = quartic{r.NormFloat64(), r.NormFloat64(), r.NormFloat64()}
		}
		tape := autodiff.NewTape()
		x := tape.Inputs(make([]float64, n+1))
		f := bowl(tape, r, x[1:], p, x[0])
		f = tape.Add(f, q.record(tape, x[0]))
		gone := make([]int, n)
		for i := range gone {
			gone[i] = i + 1
		}
		path := tape.Reduce(f, gone).Along(append([]float64{1}, make([]float64, n)...))
		for range 3 {
			path.Extend()
		}
		for k, c := range path.C {
			want := 0.0
			if k >= 2 && k-2 < len(q) {
				want = q[k-2]
			}
			if math.Abs(c-want) > path.Bound[k] {
				t.Fatalf("term %d is %v ± %v, want %v", k, c, path.Bound[k], want)
			}
			worst = math.Max(worst, path.Bound[k])
		}
		tape.Release()
	}
	t.Logf("largest bound %.2g", worst)
	if worst > 1e-6 {
		t.Errorf("bounds up to %g", worst)
	}
}

// bowl records v·A·v + exp(v₀·v₁)·v₀² for v = y - p(s) and a random A.
func bowl(t *autodiff.Tape, r *rand.Rand, y []autodiff.Real, p []quartic, s autodiff.Real) autodiff.Real {
	v := make([]autodiff.Real, len(y))
	for i := range y {
		v[i] = t.Sub(y[i], p[i].record(t, s))
	}
	sum := t.Mul(t.Exp(t.Mul(v[0], v[1])), t.Mul(v[0], v[0]))
	for i := range v {
		row := t.Mul(autodiff.Constant(1+r.Float64()), v[i])
		for j := range i {
			row = t.Add(row, t.Mul(autodiff.Constant(r.Float64()-0.5), v[j]))
		}
		sum = t.Add(sum, t.Mul(row, row))
	}
	return sum
}

func ExampleTape_SetInputErrors() {
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Input(0.5)
	f := t.Mul(x, x)
	t.SetInputErrors([]float64{0.125})
	g, bound := make([]float64, 1), make([]float64, 1)
	t.Gradient(f, g, bound)
	fmt.Printf("%.4g ± %.4g\n", g[0], bound[0])
	// Output: 1 ± 0.25
}
