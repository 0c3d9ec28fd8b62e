package notebooks

import (
	"strings"
	"testing"
)

// numbers holds what the tutorials must come to, by notebook and cell. The
// values were computed by other means: by hand, with numpy or with sympy.
var numbers = map[string]map[string][]string{
	"01-gradient-and-jacobian.ipynb": {
		"example":          {"[]float64{3, 2}"},
		"gradient":         {"⎡2⎤\n⎣1⎦"},
		"directions":       {"√5 = 2.236068", "-2.236068   -2.236068"},
		"jacobian":         {"⎡2  1⎤\n⎣2  1⎦"},
		"jacobian-checked": {"row 1 of J: [2 1]   gradient of f1: [2 1]", "row 2 of J: [2 1]   gradient of f2: [2 1]"},
		"transpose":        {"1 × 2", "2 × 1", "true"},
		"points": {
			"(1, 2)   [2 1] [2 1]    0.00   1      3.162278  0.000000   true             false",
			"(1, 1)   [2 1] [1 1]    1.00   2      2.618034  0.381966   false            true",
			"(2, 3)   [4 1] [3 2]    5.00   2",
		},
		"jvp":           {"by the matrix:      [1 1]", "along the line:     [1 1]", "by the matrix:      [4 2]", "as a gradient:      [4 2]"},
		"linearisation": {"predicted = (3.0000, 2.0000)", "f(x + s)  = (3.0001, 1.9998)"},
		"hessians":      {"⎡2  0⎤\n⎣0  0⎦", "⎡0  1⎤\n⎣1  0⎦", "H1: [0 2]", "H2: [-1 1]", "is H₂: true"},
		"saddle":        {"f₁ at the origin: not critical", "f₂ at the origin: strict saddle"},
		"gauss-newton":  {"by two products: [4 2]", "by the matrix:   [4 2]"},
		"differences":   {"1e-01   1.0e-01   8.9e-16", "1e-03   1.0e-03", "1e-05   1.0e-05", "1e-08   1.2e-08   1.2e-08"},
		"exact":         {"exact", "formulas: 0"},
		"clipping":      {"2.2361", "1.0000"},
	},
	"05-minimum-or-saddle.ipynb": {
		"loss":            {"⎡0⎤\n⎣0⎦"},
		"hessian":         {"⎡ 0  -2⎤\n⎣-2   0⎦"},
		"classify-origin": {"strict saddle", "-2, 2", "exact"},
		"formulas":        {"at [-1 1]: gradient and Hessian agree with the formulas: true", "0.048000", "0.005600", "0.000675"},
		"verdicts": {
			"-2.0000000000, 2.0000000000 | saddle", "4.0000000000 |", "8.5000000000 |", "200.0200000000 |", "18.2222222222 |",
			"(1, 0) | 1 | (0.00, -2.00) | -1.2360679775, 3.2360679775 | saddle",
			"(0.5, 0.3) | 0.7225 | (-0.51, -0.85) | -1.0691131963, 1.7491131963 | saddle",
			"(-1, 1) | 4 | (-4.00, 4.00) | -4.0000000000, 8.0000000000 | saddle", "**undecided**", "**not critical**", "**strict saddle**",
		},
		"classify-valley": {"undecided", "0, 4", "null direction (0.707107, -0.707107)"},
		"fd-hessian":      {"2.0000000000027 2.0005657054", "-0.0005657 and 4.0005657", "-0.0003328 and 8.5003328"},
		"kinds":           {"strict minimum", "strict maximum", "strict saddle", "−x⁴ − y⁴               undecided", "x³ − 3xy²              undecided"},
		"newton":          {"[-1.94 1.98]", "(-0.0020618556701, -0.0020618556701)"},
		"saddle-free": {
			"0.2020618556701", "0.42292681", "1.1723443", "1.03180925", "1.0014129", "1.00000298", "1.0000000000134",
			"8  (1.0000000000000, 1.0000000000000)  L = 0",
		},
		"descent":   {"to (0.0000000000, -0.0000000000), L = 1", "(1.0000000114, 0.9999999886)", "(1.0502669064, 0.9521389220), L = 2e-31"},
		"conserved": {"0.2100", "0.1965"},
		"stall":     {"step 4: loss 1, gradient 2"},
		"optimize": {
			"BFGS   from (0.1, -0.1): ends at (0, 0), L = 1,\n       GradientThreshold", "LBFGS  from (0.1, -0.1): ends at (0, 0), L = 1,\n       GradientThreshold",
			"smallest eigenvalue of H there: -2", "after 28 steps", "Newton from (0, 0): linesearch: non-descent search direction",
		},
		"reduced":       {"λ  = 4.0000000000", "b  = -1.4142135624", "c  = 0.2500000000", "e-17"},
		"expansion":     {"y²    2.000000", "yt²  -1.414214", "t⁴    0.250000", "t²y² -0.500000", "y³    1.414214", "y⁴    0.250000"},
		"peano":         {"λ = 2, b = -4, c = 3, c* = -1"},
		"ratios":        {"2  all weights 0  0.500  0.500", "2  all weights 1  0.500  0.000", "3  all weights 0  0.000  0.000", "3  all weights 1  0.333  0.000"},
		"three-factors": {"⎡2  2  2⎤\n⎢2  2  2⎥\n⎣2  2  2⎦"},
	},
}

// TestNumbers checks the numbers in the outputs that are committed.
func TestNumbers(t *testing.T) {
	forEach(t, func(t *testing.T, nb notebook, _ []byte) {
		wanted := numbers[t.Name()[strings.LastIndex(t.Name(), "/")+1:]]
		if wanted == nil {
			t.Fatal("no numbers are listed for this notebook")
		}
		cells := map[string]cell{}
		for _, c := range nb.Cells {
			cells[c.ID] = c
		}
		for id, texts := range wanted {
			c, ok := cells[id]
			if !ok {
				t.Errorf("there is no cell %s", id)
			}
			output := outputText(c)
			for _, text := range texts {
				if output != "" && !strings.Contains(output, text) {
					t.Errorf("cell %s: %q is not in\n%s", id, text, output)
				}
			}
		}
	})
}

// outputText is everything that a cell has written or shown as text.
func outputText(c cell) string {
	if c.Outputs == nil {
		return ""
	}
	var b strings.Builder
	for _, output := range *c.Outputs {
		b.WriteString(joined(output["text"]))
		if data, ok := output["data"].(map[string]any); ok {
			b.WriteString(joined(data["text/plain"]) + "\n")
		}
	}
	return b.String()
}
