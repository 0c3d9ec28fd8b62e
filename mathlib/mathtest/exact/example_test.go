package exact_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/mathtest/exact"
)

// The product x·y of (3, 5) and its derivatives, in float64, as its twin, and
// exactly.
func ExampleProgram() {
	p := &exact.Program{X: []float64{3, 5}, Steps: []exact.Step{{Op: exact.Mul, A: 0, B: 1}}}
	fmt.Println(p.Eval(p.X))
	t := autodiff.NewTape()
	defer t.Release()
	fmt.Println(p.Record(t, t.Inputs(p.X)).V)
	j := p.Exact(p.X)
	fmt.Println(j.V, j.G, j.H[0][1])
	// Output:
	// 15
	// 15
	// 15 [5 3] 1
}

// Random programs have the derivatives that they are to be compared with.
func ExampleRandom() {
	p, j := exact.Random(rand.New(rand.NewPCG(1, 2)), 2, 10)
	fmt.Println(len(p.X), len(j.G), exact.Distance(p.Eval(p.X), j.V) < 1e-9)
	// Output: 2 2 true
}

// A tenth in float64 is not a tenth.
func ExampleDistance() {
	tenth := exact.New(1)
	tenth.Quo(tenth, exact.New(10))
	fmt.Printf("%.3g\n", exact.Distance(0.1, tenth))
	fmt.Println(exact.Dot([]exact.Number{exact.New(1), exact.New(2)}, []float64{3, 4}))
	// Output:
	// 5.55e-18
	// 11
}

func ExampleEigenvalues() {
	n := exact.New
	for _, v := range exact.Eigenvalues([][]exact.Number{{n(0), n(-2)}, {n(-2), n(1)}}) {
		fmt.Printf("%.30f\n", v)
	}
	// Output:
	// -1.561552812808830274910704927987
	// 2.561552812808830274910704927987
}
