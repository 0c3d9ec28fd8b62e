package autodiff

import "math"

// Up to fewInputs, inputs are eliminated with factors alone, whose bounds grow
// with every elimination; beyond manyInputs an inverse would take too long.
const (
	fewInputs  = 8
	manyInputs = 256
)

// An inverse solves L·x = b for a symmetric L with bounds that do not grow with
// its size: C is nearly the inverse of M = S·L·S, with a diagonal S that makes
// M's diagonal about 1, and C·M = I + E. Then x = S·(I + E)⁻¹·C·S·b, and where no
// row of E adds up to more than q, no entry of (I + E)⁻¹·z is farther from that
// of z than q/(1-q) times z's largest.
type inverse struct {
	scale []float64
	c     [][]float64
	far   float64 // q/(1-q)
}

// newInverse returns the inverse of l, which f has eliminated; nil if it is not
// near enough.
func newInverse(l, f factor) *inverse {
	n := len(l)
	v := &inverse{scale: make([]float64, n), c: make([][]float64, n)}
	for i := range n {
		_, e := math.Frexp(l[i][i].v)
		v.scale[i] = math.Ldexp(1, -e/2)
		v.c[i] = make([]float64, n)
	}
	for j := range n { // column j of C, without bounds
		x := make([]ball, n)
		x[j] = one
		f.solve(x)
		for i := range n {
			v.c[i][j] = x[i].v / v.scale[i] / v.scale[j]
		}
	}
	q := 0.0
	for i := range n {
		row := 0.0
		for j := range n {
			var e ball
			if i == j {
				e = one.neg()
			}
			for k := range n {
				e = e.add(l[k][j].scale(v.scale[k] * v.scale[j]).scale(v.c[i][k]))
			}
			row = (row + e.mag()) * inflate
		}
		q = math.Max(q, row)
	}
	if !(q < 0.5) {
		return nil
	}
	v.far = q / (1 - q) * inflate * inflate
	return v
}

// solve returns the solution of L·x = b.
func (v *inverse) solve(b []ball) []ball {
	x := make([]ball, len(b))
	most := 0.0
	for i := range x {
		for k := range b {
			x[i] = x[i].add(b[k].scale(v.scale[k]).scale(v.c[i][k]))
		}
		most = math.Max(most, x[i].mag())
	}
	for i := range x {
		x[i] = rounded(x[i].v, x[i].r+v.far*most).scale(v.scale[i])
	}
	return x
}
