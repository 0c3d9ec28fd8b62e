package descent_test

import (
	"context"
	"fmt"

	"gonum.org/v1/gonum/optimize"

	"github.com/gonabla/nabla/mathlib/descent"
	"github.com/gonabla/nabla/mathlib/mathtest"
	"github.com/gonabla/nabla/mathlib/mathtest/twins"
)

// mathtest.Lee is (1 - w1·w2)², with a saddle at 0 and a valley of minima;
// mathtest.Quadratic has its minimum at (-2, 2). They have twins
// (twins_test.go), as functions written in a cell have.

// brief prints the end of a run.
func brief(t descent.Trace) {
	fmt.Printf("%s: %d steps to %.4g, %s\n", t.Method, t.Steps(), t.X(), t.Reason)
}

func ExampleMinimize() {
	p := descent.Problem{F: mathtest.Lee, Start: []float64{0.1, 0.1}}
	fmt.Println(descent.Minimize(p, descent.Newton{}, descent.Settings{}).Reason)
	fmt.Println(descent.Minimize(p, descent.SaddleFreeNewton{}, descent.Settings{Iterations: 4}))
	// Output:
	// stationary, but the Hessian has certified negative curvature
	// saddle-free Newton: as many steps as allowed
	// 4 steps; 5 values, 5 gradients, 5 Hessians
	// k  value       |gradient|  λ min      step                x
	// 0  0.9801      0.280014    -1.94      start               (0.1, 0.1)
	// 1  0.920009    0.548183    -1.75503   saddle-free Newton  (0.202062, 0.202062)
	// 2  0.674259    0.982254    -0.926797  saddle-free Newton  (0.422927, 0.422927)
	// 3  0.140169    1.24144     -0.748782  saddle-free Newton  (1.17234, 1.17234)
	// 4  0.00417708  0.188617    -0.129261  saddle-free Newton  (1.03181, 1.03181)
}

func ExampleMinimize_kick() {
	p := descent.Problem{F: mathtest.Lee, Start: []float64{0.1, -0.1}}
	fmt.Println(descent.Minimize(p, descent.LBFGS{}, descent.Settings{}).Reason)
	t := descent.Minimize(p, descent.LBFGS{}, descent.Settings{Kicks: 1})
	fmt.Println(t.Reason.Success(), t.Value() < 1e-15)
	// Output:
	// stationary, but the Hessian has certified negative curvature
	// true true
}

func ExampleMinimize_interrupted() {
	ctx, cancel := context.WithCancel(context.Background())
	s := descent.Settings{Context: ctx, Progress: func(k int, i descent.Iteration) bool {
		fmt.Printf("%d %.2f\n", k, i.Value)
		if k == 2 {
			cancel()
		}
		return true
	}}
	p := descent.Problem{F: mathtest.Quadratic, Start: []float64{0, 0}}
	brief(descent.Minimize(p, descent.GradientDescent{Rate: 0.1}, s))
	// Output:
	// 0 10.00
	// 1 4.86
	// 2 2.97
	// gradient descent: 2 steps to [-0.5 1.16], cancelled
}

func ExampleOn() {
	bowl := func(x, y float64) float64 { return (x-1)*(x-1) + 10*y*y }
	p := descent.On(bowl, 3, 3)
	p.Gradient = func(x []float64) []float64 { return []float64{2 * (x[0] - 1), 20 * x[1]} }
	brief(descent.Minimize(p, descent.BFGS{}, descent.Settings{Iterations: 3}))
	// Output:
	// BFGS: 3 steps to [2.453 -0.02273], as many steps as allowed
}

func ExampleGradientDescent() {
	p := descent.Problem{F: mathtest.Quadratic, Start: []float64{0, 0}}
	for _, rate := range []float64{0.1, 0.2, 2. / 9, 0.29} {
		brief(descent.Minimize(p, descent.GradientDescent{Rate: rate}, descent.Settings{}))
	}
	// Output:
	// gradient descent: 91 steps to [-2 2], stationary, and the Hessian is positive definite
	// gradient descent: 40 steps to [-2 2], stationary, and the Hessian is positive definite
	// gradient descent: 35 steps to [-2 2], stationary, and the Hessian is positive definite
	// gradient descent: 7728 steps to [-6.429e+98 -1.286e+99], diverged
}

// twins.Line(3, 5, 7, 9) are the squared errors of w·x + b for four samples, as one
// function for each.
func samples() descent.Problem {
	return descent.Problem{Samples: twins.Line(3, 5, 7, 9), Start: []float64{0, 0}}
}

func ExampleSGD() {
	t := descent.Minimize(samples(), descent.SGD{Rate: 0.01}, descent.Settings{Iterations: 4})
	for _, i := range t.Iterations {
		fmt.Printf("%.6f\n", i.X)
	}
	// Output:
	// [0.000000 0.000000]
	// [0.060000 0.060000]
	// [0.252800 0.156400]
	// [0.617912 0.278104]
	// [1.117932 0.403109]
}

func ExampleBatches() {
	m := descent.SGD{Rate: 0.01, Batches: descent.Batches{Size: 2}}
	t := descent.Minimize(samples(), m, descent.Settings{Iterations: 2})
	fmt.Printf("%.4f %.4f\n", t.Iterations[1].X, t.X())
	// Output: [0.1300 0.0800] [0.6619 0.2293]
}

func ExampleMomentum() {
	brief(descent.Minimize(samples(), descent.Momentum{}, descent.Settings{}))
	brief(descent.Minimize(samples(), descent.Momentum{Nesterov: true}, descent.Settings{}))
	// Output:
	// momentum: 378 steps to [2 1], stationary, and the Hessian is positive definite
	// Nesterov momentum: 319 steps to [2 1], stationary, and the Hessian is positive definite
}

func ExampleAdam() {
	m := descent.Adam{Rate: 0.1, Batches: descent.Batches{Size: 2, Shuffle: true, Seed: 1}}
	brief(descent.Minimize(samples(), m, descent.Settings{}))
	// Output:
	// Adam: 810 steps to [2 1], stationary, and the Hessian is positive definite
}

func ExampleNewton() {
	brief(descent.Minimize(samples(), descent.Newton{}, descent.Settings{}))
	// Output:
	// Newton: 1 steps to [2 1], stationary, and the Hessian is positive definite
}

func rosenbrock() descent.Problem {
	return descent.Problem{F: mathtest.Rosenbrock, Start: []float64{-1.2, 1}}
}

func ExampleDampedNewton() {
	brief(descent.Minimize(rosenbrock(), descent.DampedNewton{}, descent.Settings{}))
	// Output:
	// damped Newton: 21 steps to [1 1], stationary, and the Hessian is positive definite
}

func ExampleNewtonCG() {
	brief(descent.Minimize(rosenbrock(), descent.NewtonCG{}, descent.Settings{}))
	// Output:
	// Newton-CG: 64 steps to [1 1], stationary, and the Hessian is positive definite
}

func ExampleSaddleFreeNewton() {
	brief(descent.Minimize(rosenbrock(), descent.SaddleFreeNewton{LineSearch: true}, descent.Settings{}))
	// Output:
	// saddle-free Newton: 21 steps to [1 1], stationary, and the Hessian is positive definite
}

func ExampleTrustRegion() {
	for _, s := range []descent.Subproblem{descent.Exact, descent.Steihaug, descent.Dogleg} {
		brief(descent.Minimize(rosenbrock(), descent.TrustRegion{Subproblem: s}, descent.Settings{}))
	}
	// At a saddle the exact solution leaves it along the negative curvature.
	p := descent.Problem{F: mathtest.Lee, Start: []float64{0, 0}}
	t := descent.Minimize(p, descent.TrustRegion{}, descent.Settings{})
	fmt.Println(t.Iterations[1].Step, t.Value() < 1e-15)
	// Output:
	// trust region (exact): 26 steps to [1 1], stationary, and the Hessian is positive definite
	// trust region (Steihaug): 30 steps to [1 1], stationary, and the Hessian is positive definite
	// trust region (dogleg): 25 steps to [1 1], stationary, and the Hessian is positive definite
	// hard case true
}

// rosenbrockResiduals are 10(x2 - x1²) and 1 - x1.
func ExampleGaussNewton() {
	p := descent.Problem{Residuals: rosenbrockResiduals, Start: []float64{-1.2, 1}}
	brief(descent.Minimize(p, descent.GaussNewton{}, descent.Settings{}))
	// Output:
	// Gauss-Newton: 10 steps to [1 1], stationary, and the Hessian is positive definite
}

func ExampleLevenbergMarquardt() {
	p := descent.Problem{Residuals: rosenbrockResiduals, Start: []float64{-1.2, 1}}
	brief(descent.Minimize(p, descent.LevenbergMarquardt{}, descent.Settings{}))
	// Output:
	// Levenberg-Marquardt: 16 steps to [1 1], stationary, and the Hessian is positive definite
}

func ExampleBFGS() {
	brief(descent.Minimize(rosenbrock(), descent.BFGS{}, descent.Settings{}))
	// Output:
	// BFGS: 38 steps to [1 1], stationary, and the Hessian is positive definite
}

func ExampleLBFGS() {
	brief(descent.Minimize(rosenbrock(), descent.LBFGS{}, descent.Settings{}))
	// Output:
	// L-BFGS: 37 steps to [1 1], stationary, and the Hessian is positive definite
}

func ExampleSR1() {
	brief(descent.Minimize(rosenbrock(), descent.SR1{}, descent.Settings{}))
	// Output:
	// SR1: 57 steps to [1 1], stationary, and the Hessian is positive definite
}

func ExampleSubsampledNewton() {
	m := descent.SubsampledNewton{Batches: descent.Batches{Size: 2}}
	brief(descent.Minimize(samples(), m, descent.Settings{}))
	// Output:
	// subsampled Newton: 23 steps to [2 1], stationary, and the Hessian is positive definite
}

func ExampleStochasticNewton() {
	m := descent.StochasticNewton{Batches: descent.Batches{Size: 2}}
	brief(descent.Minimize(samples(), m, descent.Settings{}))
	// Output:
	// stochastic Newton: 2 steps to [2 1], stationary, and the Hessian is positive definite
}

func ExampleGonum() {
	p := descent.Problem{F: mathtest.Lee, Start: []float64{0.1, -0.1}}
	fmt.Println(descent.Minimize(p, descent.Gonum{Method: &optimize.BFGS{}}, descent.Settings{}).Reason)
	brief(descent.Minimize(rosenbrock(), descent.Gonum{Method: &optimize.Newton{}}, descent.Settings{}))
	// Output:
	// stationary, but the Hessian has certified negative curvature
	// gonum Newton: 21 steps to [1 1], stationary, and the Hessian is positive definite
}

func ExampleTrace() {
	t := descent.Minimize(rosenbrock(), descent.BFGS{}, descent.Settings{})
	fmt.Println(t.Steps(), t.Last().Step, t.Reason.Success(), t.Best().Value == t.Value())
	fmt.Printf("%.3f %.3g\n", t.X(), t.Iterations[0].Value)
	// Output:
	// 38 BFGS true true
	// [1.000 1.000] 24.2
}

func ExampleTrace_Path() {
	p := descent.Problem{F: mathtest.Quadratic, Start: []float64{0, 0}}
	t := descent.Minimize(p, descent.GradientDescent{Rate: 0.1}, descent.Settings{Iterations: 2, Eigenvalues: true})
	fmt.Printf("%.4g\n", t.Path(0, 1))
	fmt.Printf("%.4g\n", t.Values())
	fmt.Printf("%.4g\n", t.GradientNorms())
	fmt.Printf("%.4g\n", t.SmallestEigenvalues())
	x, y := t.Values().XY(1)
	fmt.Printf("%d %v %.4g\n", t.Values().Len(), x, y)
	// Output:
	// [{0 0} {-0.2 0.8} {-0.5 1.16}]
	// [{0 10} {1 4.86} {2 2.972}]
	// [{0 8.246} {1 4.686} {2 3.481}]
	// [{0 2} {1 2} {2 2}]
	// 3 1 4.86
}

func ExampleReason_String() {
	for r := descent.Unfinished; r <= descent.Interrupted; r++ {
		fmt.Println(r.Success(), r)
	}
	// Output:
	// false not finished
	// true stationary, and the Hessian is positive definite
	// true stationary; the Hessian has no certain negative eigenvalue, but may be singular
	// false stationary, but the Hessian has certified negative curvature
	// false stationary, but the Hessian by finite differences has negative curvature
	// false stationary; the Hessian was not examined
	// false stationary by convention; the function is not differentiable here
	// false no better point found
	// false the gradient given with the problem is not that of its function
	// false diverged
	// false as many steps as allowed
	// false cancelled
	// false stopped by the progress callback
	// false interrupted
}
