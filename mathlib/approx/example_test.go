package approx_test

import (
	"fmt"

	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib/approx"
	"github.com/gonabla/nabla/mathlib/mathtest"
	"github.com/gonabla/nabla/mathlib/mathtest/twins"
)

// lineLoss is the mean of the squared errors of w·x + b at the points (1, 3),
// (2, 5), (3, 7) and (4, 9); lineErrors are its residuals, and twins.Line(3, 5, 7, 9)
// the squared errors one by one. They have twins (twins_test.go), as functions
// written in a cell have.

var origin = []float64{0, 0}

func ExampleExact() {
	h := approx.Exact(lineLoss, origin)
	fmt.Println(h)
	fmt.Println(h.MatVec([]float64{1, 0}))
	// Output:
	// exact Hessian
	// ⎡15   5⎤
	// ⎣ 5   2⎦
	// [15 5]
}

func ExampleRankOne() {
	h := approx.Exact(lineLoss, origin).Dense()
	b := approx.RankOne(lineLoss, origin)
	fmt.Println(b)
	fmt.Println(b.Against(h, nil))
	// Output:
	// rank one, ggᵀ
	// ⎡1225   420⎤
	// ⎣ 420   144⎦
	// rank one, ggᵀ: off by 1352.3 (Frobenius), 81 relative, 1352.3 (spectral)
}

func ExampleEmpiricalFisher() {
	fmt.Println(approx.EmpiricalFisher(twins.Line(3, 5, 7, 9), origin))
	fmt.Println(approx.EmpiricalFisher(twins.Line(3, 5, 7, 9), []float64{2, 1})) // the minimum
	// Output:
	// empirical Fisher
	// ⎡1846   530⎤
	// ⎣ 530   164⎦
	// empirical Fisher
	// ⎡0  0⎤
	// ⎣0  0⎦
}

func ExampleGaussNewton() {
	h := approx.Exact(lineLoss, origin).Dense()
	fmt.Println(approx.GaussNewton(lineErrors, origin, 2./4).Against(h, nil))
	// Output:
	// Gauss-Newton: off by 0 (Frobenius), 0 relative, 0 (spectral)
}

func ExampleSubsampled() {
	h := approx.Exact(lineLoss, origin).Dense()
	b := approx.Subsampled(twins.Line(3, 5, 7, 9), []int{0, 1}, origin)
	fmt.Println(b)
	fmt.Println(b.Against(h, []float64{-35, -12}))
	// Output:
	// Hessian of 2 of 4 samples
	// ⎡5  3⎤
	// ⎣3  2⎦
	// Hessian of 2 of 4 samples: off by 10.3923 (Frobenius), 0.622 relative, 10.3852 (spectral), Newton steps 79.49° apart
}

func ExamplePerturbationAveraged() {
	// mathtest.Lee is (1 - w1·w2)², with a singular Hessian at (1, 1).
	deltas := [][]float64{{0.1, 0.1}, {0.1, -0.1}, {-0.1, 0.1}, {-0.1, -0.1}}
	fmt.Println(approx.PerturbationAveraged(mathtest.Lee, []float64{1, 1}, deltas))
	// Output:
	// perturbation-averaged Hessian
	// ⎡2.02     2⎤
	// ⎣   2  2.02⎦
}

// steps is a path in the plane.
var steps = [][]float64{{0, 0}, {1, 0}, {1, 1}}

func ExampleBFGS() {
	// mathtest.Quadratic has the Hessian (3 2; 2 6).
	fmt.Println(approx.BFGS(mathtest.Quadratic, steps))
	// Output:
	// BFGS
	// ⎡2.96078        2⎤
	// ⎣      2        6⎦
}

func ExampleSR1() {
	fmt.Println(approx.SR1(mathtest.Quadratic, steps))
	// Output:
	// SR1
	// ⎡3  2⎤
	// ⎣2  6⎦
}

func ExampleLBFGS() {
	b := approx.LBFGS(mathtest.Quadratic, steps, 1)
	fmt.Printf("%.4g\n", b.MatVec([]float64{0, 1})) // the last step
	// Output:
	// [2 6]
}

func ExampleDiagonal() {
	fmt.Println(approx.Diagonal(mathtest.Quadratic, origin))
	// Output:
	// diagonal
	// ⎡3  0⎤
	// ⎣0  6⎦
}

func ExampleHutchinsonDiagonal() {
	d := approx.HutchinsonDiagonal(approx.Exact(mathtest.Quadratic, origin), 10000, 1)
	fmt.Printf("%.1f\n", mat.Formatted(d.Dense()))
	// Output:
	// ⎡3.0  0.0⎤
	// ⎣0.0  6.0⎦
}

func ExampleKroneckerFactored() {
	// One sample: the Hessian by the weights is ∇²l ⊗ aaᵀ exactly.
	w := mat.NewDense(2, 2, nil)
	fmt.Println(approx.KroneckerFactored([]func([]float64) float64{mathtest.Quadratic}, [][]float64{{1, 2}}, w))
	// Output:
	// Kronecker-factored Hessian
	// ⎡ 3   6   2   4⎤
	// ⎢ 6  12   4   8⎥
	// ⎢ 2   4   6  12⎥
	// ⎣ 4   8  12  24⎦
}

func ExampleKroneckerFisher() {
	w := mat.NewDense(2, 1, nil)
	fmt.Println(approx.KroneckerFisher([]func([]float64) float64{mathtest.Quadratic}, [][]float64{{1}}, w))
	// Output:
	// Kronecker-factored Fisher
	// ⎡  4  -16⎤
	// ⎣-16   64⎦
}

func ExampleFunc() {
	flip := approx.Func("flip", 2, func(v []float64) []float64 { return []float64{v[1], v[0]} })
	fmt.Println(flip)
	fmt.Println(flip.Dim())
	// Output:
	// flip
	// ⎡0  1⎤
	// ⎣1  0⎦
	// 2
}

func ExampleOf() {
	fmt.Println(approx.Of("half", mat.NewDiagDense(2, []float64{0.5, 0.5})).MatVec([]float64{2, 4}))
	// Output:
	// [1 2]
}

func ExampleApproximation_Against() {
	h := approx.Exact(lineLoss, origin).Dense()
	d := approx.Diagonal(lineLoss, origin)
	fmt.Println(d.Against(h, []float64{-35, -12}))
	// Output:
	// diagonal: off by 7.07107 (Frobenius), 0.423 relative, 5 (spectral), Newton steps 42.18° apart
}

func ExampleApproximation_Dense() {
	fmt.Println(approx.Exact(mathtest.Quadratic, origin).Dense().At(0, 1))
	// Output:
	// 2
}

// chain is the Hessian of Rosenbrock's function of 50 variables at a point.
func chain() approx.Approximation {
	x := make([]float64, 50)
	for i := range x {
		x[i] = -1.2 + 0.05*float64(i)
	}
	return approx.Exact(mathtest.Rosenbrock, x)
}

func ExampleApproximation_Extremes() {
	low, high := chain().Extremes(50, 1)
	fmt.Printf("%.4g %.4g %t\n", low.Value, high.Value, low.Residual < 1e-6)
	// Output:
	// -74.72 2907 true
}

func ExampleApproximation_Trace() {
	h := chain()
	e := h.Trace(100, 1)
	fmt.Printf("%.0f ± %.0f, exactly %.0f\n", e.Value, e.Deviation, mat.Trace(h.Dense()))
	// Output:
	// 38184 ± 400, exactly 38318
}

func ExampleApproximation_Density() {
	d := chain().Density(30, 20, 1)
	fmt.Printf("below 0: %.2f, mean %.0f\n", d.Below(0), d.Moment(1))
	for v := -500.0; v <= 2000; v += 500 {
		fmt.Printf("%5.0f %.6f\n", v, d.At(v, 100))
	}
	// Output:
	// below 0: 0.04, mean 742
	//  -500 0.000000
	//     0 0.000621
	//   500 0.000512
	//  1000 0.000362
	//  1500 0.000182
	//  2000 0.000124
}

func ExampleCompare() {
	samples := twins.Line(3, 5, 7, 9)
	fmt.Println(approx.Compare(approx.Exact(lineLoss, origin).Dense(), []float64{-35, -12},
		approx.GaussNewton(lineErrors, origin, 2./4),
		approx.Diagonal(lineLoss, origin),
		approx.Subsampled(samples, []int{0, 1}, origin),
		approx.EmpiricalFisher(samples, origin),
		approx.RankOne(lineLoss, origin)))
	// Output:
	// approximation              Frobenius  relative  spectral  angle of the step
	// Gauss-Newton               0          0         0         0°
	// diagonal                   7.07107    0.423     5         42.18°
	// Hessian of 2 of 4 samples  10.3923    0.622     10.3852   79.49°
	// empirical Fisher           1982.44    119       1982.41   73.2°
	// rank one, ggᵀ              1352.3     81        1352.3    7.64°
}
