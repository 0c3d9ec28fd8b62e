package mathtest_test

import (
	"fmt"

	"github.com/gonabla/nabla/mathlib/mathtest"
)

// The functions are ordinary Go: they compute numbers and know nothing else.
func Example() {
	one := []float64{1, 1}
	fmt.Println("Lee              ", mathtest.Lee([]float64{0, 0}))
	fmt.Println("LinearLayer      ", mathtest.LinearLayer([]float64{0.5, -1, 0.25}))
	fmt.Println("Quadratic        ", mathtest.Quadratic([]float64{-2, 2}))
	fmt.Println("F, G             ", mathtest.F(one), mathtest.G(one))
	fmt.Println("FG               ", mathtest.FG([]float64{2, 3}))
	fmt.Println("Field3           ", mathtest.Field3([]float64{1, 2}))
	fmt.Println("Neuron           ", mathtest.Neuron([]float64{1, 2, -1}))
	fmt.Println("ForwardDiffReadme", mathtest.ForwardDiffReadme([]float64{0, 2, 3, 4}))
	fmt.Println("KineticEnergy    ", mathtest.KineticEnergy([]float64{10, 2}))
	fmt.Println("Rosenbrock       ", mathtest.Rosenbrock([]float64{-1, 2, 0}))
	fmt.Println("Elementwise      ", mathtest.Elementwise([]float64{1})) // one entry, four operations
	// Output:
	// Lee               1
	// LinearLayer       18.0625
	// Quadratic         0
	// F, G              3 3
	// FG                [36 6565]
	// Field3            [3 2]
	// Neuron            9.666666666666666
	// ForwardDiffReadme 24
	// KineticEnergy     20
	// Rosenbrock        1705
	// Elementwise       [5 -3 4 0.25]
}

// A problem carries what is to be found.
func ExampleProblems() {
	p := mathtest.Problems()[0]
	fmt.Println(p.Name, p.F(p.X) == p.Value, p.Gradient, p.Hessian)
	f := mathtest.FieldProblems()[0]
	fmt.Println(f.Name, f.F(f.X), f.Jacobian)
	// Output:
	// Lee at (0, 0) true [0 0] [0 -2 -2 0]
	// (3x²y, 2x + y⁸) at (1, 1) [3 3] [6 3 2 8]
}

// Some points look like minima to second order and are none.
func ExampleCriticalPoints() {
	for _, c := range mathtest.CriticalPoints() {
		if c.Name == "Peano" || c.Name == "Lee at (1, 1)" {
			fmt.Printf("%s: eigenvalues %v, %s\n", c.Name, c.Eigenvalues, c.Truth.Verdict())
		}
	}
	for _, c := range mathtest.DegeneratePoints() {
		if c.Name == "x³" {
			fmt.Printf("%s: eigenvalues %v, %s\n", c.Name, c.Eigenvalues, c.Truth.Verdict())
		}
	}
	// Output:
	// Lee at (1, 1): eigenvalues [0 4], valley of minima
	// Peano: eigenvalues [0 2], degenerate saddle
	// x³: eigenvalues [0], degenerate saddle
}
