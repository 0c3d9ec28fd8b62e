package approx

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib"
)

// An Approximation is a symmetric matrix that stands for a Hessian.
type Approximation struct {
	Name string
	// Method says how the derivatives in it are obtained; empty: it was not
	// made of derivatives.
	Method  mathlib.Method
	n       int
	product func(v []float64) []float64
	// dense returns the matrix when there is a better way than n products.
	dense func() *mat.SymDense
}

// Func returns the approximation that is known by its product with vectors of
// n numbers, which has to be symmetric.
func Func(name string, n int, product func(v []float64) []float64) Approximation {
	if n <= 0 {
		panic("approx: Func: n must be positive")
	}
	return Approximation{Name: name, n: n, product: product}
}

// Of returns a matrix as an approximation.
func Of(name string, a mat.Symmetric) Approximation {
	n := a.SymmetricDim()
	c := mat.NewSymDense(n, nil)
	c.CopySym(a)
	return Approximation{Name: name, n: n,
		product: func(v []float64) []float64 { return multiply(c, v) },
		dense:   func() *mat.SymDense { return c }}
}

func multiply(a mat.Matrix, v []float64) []float64 {
	rows, _ := a.Dims()
	out := mat.NewVecDense(rows, nil)
	out.MulVec(a, mat.NewVecDense(len(v), v))
	return out.RawVector().Data
}

// Dim returns the number of rows.
func (a Approximation) Dim() int { return a.n }

// MatVec returns the product with v.
func (a Approximation) MatVec(v []float64) []float64 {
	if len(v) != a.n {
		panic(fmt.Sprintf("approx: MatVec: v has %d numbers, the matrix has %d rows", len(v), a.n))
	}
	return a.product(append([]float64(nil), v...))
}

// Dense returns the matrix, if need be from as many products as it has rows.
func (a Approximation) Dense() *mat.SymDense {
	s := mat.NewSymDense(a.n, nil)
	if a.dense != nil {
		s.CopySym(a.dense())
		return s
	}
	columns := make([][]float64, a.n)
	for j := range columns {
		e := make([]float64, a.n)
		e[j] = 1
		columns[j] = a.product(e)
	}
	for i := range a.n {
		for j := i; j < a.n; j++ {
			v := columns[j][i]
			if i != j && columns[i][j] != v {
				v = (v + columns[i][j]) / 2
			}
			s.SetSym(i, j, v)
		}
	}
	return s
}

// String returns the name, and the matrix when it is small.
func (a Approximation) String() string {
	const small = 10
	name := a.Name
	if a.Method == mathlib.Differences {
		name += ", by finite differences"
	}
	if a.n > small {
		return fmt.Sprintf("%s, %d×%d", name, a.n, a.n)
	}
	return fmt.Sprintf("%s\n%.6g", name, mat.Formatted(a.Dense()))
}

// by returns a with the least exact of the methods.
func (a Approximation) by(methods ...mathlib.Method) Approximation {
	for _, m := range methods {
		if m != "" && a.Method != mathlib.Differences {
			a.Method = m
		}
	}
	return a
}

// A Comparison says how far an approximation is from the exact Hessian.
type Comparison struct {
	Name      string
	Frobenius float64 // ‖B - H‖, the root of the sum of squares
	Relative  float64 // Frobenius / ‖H‖; 0 when both are 0
	Spectral  float64 // the largest |eigenvalue| of B - H
	// Angle is that between the Newton steps -B⁺g and -H⁺g in degrees; NaN when
	// no gradient was given or a step is 0.
	Angle float64
}

// Against compares with the Hessian h; g is the gradient for the angle between
// the steps, nil for none. Singular matrices make their steps by the
// pseudo-inverse.
func (a Approximation) Against(h mat.Symmetric, g []float64) Comparison {
	if h.SymmetricDim() != a.n {
		panic(fmt.Sprintf("approx: Against: the Hessian has %d rows, the approximation has %d", h.SymmetricDim(), a.n))
	}
	b := a.Dense()
	off := mat.NewSymDense(a.n, nil)
	for i := range a.n {
		for j := i; j < a.n; j++ {
			off.SetSym(i, j, b.At(i, j)-h.At(i, j))
		}
	}
	c := Comparison{Name: a.Name, Frobenius: mat.Norm(off, 2), Angle: math.NaN()}
	if c.Frobenius > 0 {
		c.Relative = c.Frobenius / mat.Norm(h, 2)
	}
	if s := eigen(off); s != nil {
		c.Spectral = math.Max(math.Abs(s.values[0]), math.Abs(s.values[a.n-1]))
	}
	if g != nil {
		c.Angle = angle(pseudoSolve(b, g), pseudoSolve(h, g))
	}
	return c
}

// String returns the comparison in a line.
func (c Comparison) String() string {
	s := fmt.Sprintf("%s: off by %.6g (Frobenius), %.3g relative, %.6g (spectral)", c.Name, c.Frobenius, c.Relative, c.Spectral)
	if !math.IsNaN(c.Angle) {
		s += fmt.Sprintf(", Newton steps %.4g° apart", c.Angle)
	}
	return s
}

type eigenpairs struct {
	values  []float64
	vectors mat.Dense
}

// eigen returns nil when the matrix is not finite.
func eigen(a mat.Symmetric) *eigenpairs {
	n := a.SymmetricDim()
	for i := range n {
		for j := i; j < n; j++ {
			if v := a.At(i, j); math.IsNaN(v) || math.IsInf(v, 0) {
				return nil
			}
		}
	}
	var e mat.EigenSym
	if !e.Factorize(a, true) {
		return nil
	}
	s := &eigenpairs{values: e.Values(nil)}
	e.VectorsTo(&s.vectors)
	return s
}

// pseudoSolve returns A⁺g, where eigenvalues that are only rounding count as 0.
func pseudoSolve(a mat.Symmetric, g []float64) []float64 {
	p := make([]float64, len(g))
	s := eigen(a)
	if s == nil {
		return p
	}
	n := len(g)
	size := math.Max(math.Abs(s.values[0]), math.Abs(s.values[n-1]))
	for i, v := range s.values {
		if math.Abs(v) > 1e-13*float64(n)*size {
			q := mat.Col(nil, i, &s.vectors)
			floats.AddScaled(p, floats.Dot(q, g)/v, q)
		}
	}
	return p
}

// angle is in degrees, accurate for small ones too.
func angle(p, q []float64) float64 {
	lp, lq := floats.Norm(p, 2), floats.Norm(q, 2)
	if lp == 0 || lq == 0 {
		return math.NaN()
	}
	less, more := 0.0, 0.0
	for i := range p {
		less = math.Hypot(less, p[i]/lp-q[i]/lq)
		more = math.Hypot(more, p[i]/lp+q[i]/lq)
	}
	return 2 * math.Atan2(less, more) * 180 / math.Pi
}
