package mathtest

import "math"

// Lee is the error surface (1 - w1·w2)² of a linear network with one hidden
// neuron: a strict saddle at 0 and a valley of minima on w1·w2 = 1.
func Lee(w []float64) float64 { return math.Pow(1-w[0]*w[1], 2) }

// LinearLayer is the loss of y = W·x + b with one output: w = (w1, w2, b), at
// x = (1, 2) with target 3. Its Hessian has rank 1 everywhere.
func LinearLayer(w []float64) float64 {
	y := w[0]*1 + w[1]*2 + w[2]
	return (y - 3) * (y - 3)
}

// Quadratic is ½xᵀAx + bᵀx + 10 with A = [[3, 2], [2, 6]] and b = (2, -8); its
// minimum is at (-2, 2).
func Quadratic(x []float64) float64 {
	a := [2][2]float64{{3, 2}, {2, 6}}
	b := [2]float64{2, -8}
	sum := 10.0
	for i := range a {
		for j := range a[i] {
			sum += 0.5 * x[i] * a[i][j] * x[j]
		}
		sum += b[i] * x[i]
	}
	return sum
}

// F is 3x²y and G is 2x + y⁸, the textbook pair.
func F(x []float64) float64 { return 3 * x[0] * x[0] * x[1] }

// G is 2x + y⁸.
func G(x []float64) float64 { return 2*x[0] + math.Pow(x[1], 8) }

// FG is the field (3x²y, 2x + y⁸).
func FG(x []float64) []float64 { return []float64{F(x), G(x)} }

// Field3 is (x1² + x2, x1·x2), whose Jacobian is singular at (1, 2).
func Field3(x []float64) []float64 {
	return []float64{x[0]*x[0] + x[1], x[0] * x[1]}
}

// Neuron is the mean squared error of max(0, w·x + b) over three samples.
func Neuron(p []float64) float64 {
	samples := [][]float64{{3, 1}, {1, 2}, {-1, 1}}
	targets := []float64{1, 0, 2}
	sum := 0.0
	for i, x := range samples {
		z := p[2]
		for j, v := range x {
			z += p[j] * v
		}
		e := targets[i] - math.Max(0, z)
		sum += e * e
	}
	return sum / float64(len(samples))
}

// ForwardDiffReadme is sin(x1) + x2·x3·x4.
func ForwardDiffReadme(x []float64) float64 { return math.Sin(x[0]) + x[1]*x[2]*x[3] }

// KineticEnergy is ½·m·v².
func KineticEnergy(x []float64) float64 { return 0.5 * x[0] * x[1] * x[1] }

// Rosenbrock is the chain Σ 100(x[i+1] - x[i]²)² + (1 - x[i])².
func Rosenbrock(x []float64) float64 {
	sum := 0.0
	for i := range len(x) - 1 {
		a := x[i+1] - x[i]*x[i]
		b := 1 - x[i]
		sum += 100*a*a + b*b
	}
	return sum
}

// Elementwise is the field of w ∘ x for the operations +, -, · and /, one after
// the other, with x = (4, 5, 8).
func Elementwise(w []float64) []float64 {
	x := []float64{4, 5, 8}
	var y []float64
	for i := range w {
		y = append(y, w[i]+x[i], w[i]-x[i], w[i]*x[i], w[i]/x[i])
	}
	return y
}
