package mathlib_test

import (
	"math"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest"
)

func TestTextAndLaTeX(t *testing.T) {
	v := mathlib.Gradient(mathtest.Lee, []float64{1, 0})
	if got, want := v.String(), "⎡ 0⎤\n⎣-2⎦"; got != want {
		t.Errorf("%s", got)
	}
	if got, want := v.LaTeX(), `$$\begin{bmatrix} 0 \\ -2 \end{bmatrix}$$`; got != want {
		t.Errorf("%s", got)
	}
	m := mathlib.Jacobian(mathtest.FG, []float64{2, 3})
	if got, want := m.String(), "⎡36     12⎤\n⎣ 2  17496⎦"; got != want {
		t.Errorf("%s", got)
	}
	h := mathlib.Hessian(mathtest.Lee, []float64{1e-8, -1})
	if got, want := h.LaTeX(), `$$\begin{bmatrix} 2 & -2.00000004 \\ -2.00000004 & 2 \times 10^{-16} \end{bmatrix}$$`; !strings.HasPrefix(got, want[:30]) || !strings.Contains(got, `\times 10^{-16}`) {
		t.Errorf("%s", got)
	}
	one := mathlib.Gradient(sinOf, 0)
	if got := one.String(); got != "[0]" {
		t.Errorf("%s", got)
	}
}

func TestLargeMatricesAreCut(t *testing.T) {
	x := make([]float64, 40)
	h := mathlib.Hessian(mathtest.Rosenbrock, x)
	if lines := strings.Split(h.String(), "\n"); len(lines) != 11 || !strings.Contains(lines[5], "⋯") {
		t.Errorf("%s", h)
	}
	latex := h.LaTeX()
	for _, want := range []string{`\cdots`, `\vdots`, `\ddots`} {
		if !strings.Contains(latex, want) {
			t.Errorf("no %s", want)
		}
	}
}

// TestLaTeXIsASCII: MathJax takes more, but a file in any encoding takes this.
func TestLaTeXIsASCII(t *testing.T) {
	for _, s := range []string{
		mathlib.Gradient(math.Sqrt, 2).LaTeX(),
		mathlib.Hessian(mathtest.Neuron, []float64{1, 2, -1}).LaTeX(),
		mathlib.Classify(mathtest.Lee, []float64{1, 1}).LaTeX(),
	} {
		if !strings.HasPrefix(s, "$$") || !strings.HasSuffix(s, "$$") {
			t.Errorf("%s", s)
		}
		for _, r := range s {
			if r > 126 {
				t.Errorf("%q in %s", r, s)
			}
		}
	}
}

func TestReport(t *testing.T) {
	c := mathlib.Classify(mathtest.Lee, []float64{0, 0})
	want := `strict saddle at (0, 0), f = 1
gradient (0, 0): 0 ≤ tolerance 0
eigenvalues of the Hessian -2, 2, within `
	if got := c.String(); !strings.HasPrefix(got, want) {
		t.Errorf("%s", got)
	}
	if got := c.Markdown(); !strings.HasPrefix(got, "**strict saddle** at $(0, 0)$, $f = 1$\n\n$$\\nabla f") {
		t.Errorf("%s", got)
	}
	n := mathlib.Classify(mathtest.Neuron, []float64{1, 2, -1})
	if got := n.String(); !strings.Contains(got, "not smooth because the function is not differentiable here") ||
		!strings.Contains(got, "not differentiable here: Max at ") {
		t.Errorf("%s", got)
	}
}
