package mathtest

import "math"

// Problems returns scalar functions with exact derivatives.
func Problems() []Problem {
	s := math.Sin(math.Pi / 4)
	return []Problem{
		{"Lee at (0, 0)", Lee, []float64{0, 0}, 1, []float64{0, 0}, []float64{0, -2, -2, 0}},
		{"Lee at (1, 1)", Lee, []float64{1, 1}, 0, []float64{0, 0}, []float64{2, 2, 2, 2}},
		{"Lee at (2, ½)", Lee, []float64{2, 0.5}, 0, []float64{0, 0}, []float64{0.5, 2, 2, 8}},
		{"Lee at (1, 0)", Lee, []float64{1, 0}, 1, []float64{0, -2}, []float64{0, -2, -2, 2}},
		{"Lee at (½, 0.3)", Lee, []float64{0.5, 0.3}, 0.7225, []float64{-0.51, -0.85}, []float64{0.18, -1.4, -1.4, 0.5}},
		{"Lee at (-1, 1)", Lee, []float64{-1, 1}, 4, []float64{-4, 4}, []float64{2, -6, -6, 2}},
		{"linear layer", LinearLayer, []float64{0.5, -1, 0.25}, 18.0625, []float64{-8.5, -17, -8.5},
			[]float64{2, 4, 2, 4, 8, 4, 2, 4, 2}},
		{"quadratic at its minimum", Quadratic, []float64{-2, 2}, 0, []float64{0, 0}, []float64{3, 2, 2, 6}},
		{"quadratic at 0", Quadratic, []float64{0, 0}, 10, []float64{2, -8}, []float64{3, 2, 2, 6}},
		{"3x²y", F, []float64{1, 1}, 3, []float64{6, 3}, []float64{6, 6, 6, 0}},
		{"3x²y at (2, 3)", F, []float64{2, 3}, 36, []float64{36, 12}, []float64{18, 12, 12, 0}},
		{"2x + y⁸", G, []float64{1, 1}, 3, []float64{2, 8}, []float64{0, 0, 0, 56}},
		{"2x + y⁸ at (2, 3)", G, []float64{2, 3}, 6565, []float64{2, 17496}, []float64{0, 0, 0, 40824}},
		{"neuron", Neuron, []float64{1, -2, 0.5}, 17. / 12, []float64{1, 1. / 3, 1. / 3},
			[]float64{6, 2, 2, 2, 2. / 3, 2. / 3, 2, 2. / 3, 2. / 3}},
		{"sin(x1) + x2·x3·x4", ForwardDiffReadme, []float64{math.Pi / 4, 2, 3, 4}, s + 24,
			[]float64{math.Cos(math.Pi / 4), 12, 8, 6},
			[]float64{-s, 0, 0, 0, 0, 0, 4, 3, 0, 4, 0, 2, 0, 3, 2, 0}},
		{"kinetic energy", KineticEnergy, []float64{10, 2}, 20, []float64{2, 20}, []float64{0, 2, 2, 10}},
		{"Rosenbrock", Rosenbrock, []float64{1, 1}, 0, []float64{0, 0}, []float64{802, -400, -400, 200}},
		{"Rosenbrock chain of three", Rosenbrock, []float64{-1, 2, 0}, 1705, []float64{396, 3402, -800},
			[]float64{402, 400, 0, 400, 5002, -800, 0, -800, 200}},
	}
}

// FieldProblems returns functions with several results and exact Jacobians.
func FieldProblems() []FieldProblem {
	return []FieldProblem{
		{"(3x²y, 2x + y⁸) at (1, 1)", FG, []float64{1, 1}, []float64{3, 3}, []float64{6, 3, 2, 8}},
		{"(3x²y, 2x + y⁸) at (2, 3)", FG, []float64{2, 3}, []float64{36, 6565}, []float64{36, 12, 2, 17496}},
		{"(x1² + x2, x1·x2) at (1, 2)", Field3, []float64{1, 2}, []float64{3, 2}, []float64{2, 1, 2, 1}},
		{"(x1² + x2, x1·x2) at (1, 1)", Field3, []float64{1, 1}, []float64{2, 1}, []float64{2, 1, 1, 1}},
		{"(x1² + x2, x1·x2) at (2, 3)", Field3, []float64{2, 3}, []float64{7, 6}, []float64{4, 1, 3, 2}},
		{"element by element", Elementwise, []float64{1, 2, 3},
			[]float64{5, -3, 4, 0.25, 7, -3, 10, 0.4, 11, -5, 24, 0.375},
			[]float64{
				1, 0, 0, 1, 0, 0, 4, 0, 0, 0.25, 0, 0,
				0, 1, 0, 0, 1, 0, 0, 5, 0, 0, 0.2, 0,
				0, 0, 1, 0, 0, 1, 0, 0, 8, 0, 0, 0.125}},
	}
}
