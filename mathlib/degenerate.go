package mathlib

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/gonabla/nabla/mathlib/autodiff"

	"gonum.org/v1/gonum/mat"
)

// A degenerate is a critical point at which the Hessian leaves the kind open:
// all its certain eigenvalues have one sign, and there are others.
type degenerate struct {
	c    *CriticalPoint
	fn   *function
	near []float64 // how far the critical point may be from X; nil: it is X

	sign int                 // of the certain eigenvalues; 0: there are none
	free []int               // the coordinates that φ is a function of
	unit []float64           // by coordinate: lengths over which f is supposed to vary
	phi  *autodiff.Reduction // f with the others eliminated

	// Directions in which f does not change at all. As many coordinates are
	// left out.
	constant [][]float64
}

// An outcome is what φ turned out to have at its critical point.
type outcome int

const (
	unknown outcome = iota
	neither         // a saddle
	isolatedMinimum
	isolatedMaximum
	valley // a minimum, constant in some direction
	ridge  // a maximum, constant in some direction
)

// higherOrder applies steps 4 to 7 of [Classify].
func (c *CriticalPoint) higherOrder(fn *function, near []float64) {
	t, y := fn.run(c.X)
	if t == nil {
		c.undecided("f could not be recorded a second time: " + fn.reason)
		return
	}
	defer fn.done(t)
	d := &degenerate{c: c, fn: fn, near: near}
	if near != nil {
		t.SetInputErrors(near)
	}
	directions, fixed := invariant(t, y[0], len(c.X))
	d.constant = directions
	var used []int
	for i := range c.X {
		if !slices.Contains(fixed, i) {
			used = append(used, i)
		}
	}
	if len(used) == 0 {
		c.Kind, c.Method = Flat, "proven: the recorded value of f does not depend on x"
		return
	}
	if !d.reduce(t, y[0], used) {
		c.undecided("the coordinates that carry the certain eigenvalues could not be eliminated with certainty")
		return
	}
	d.decide()
}

// reduce eliminates the coordinates that carry the certain eigenvalues.
func (d *degenerate) reduce(t *autodiff.Tape, y autodiff.Real, used []int) bool {
	c := d.c
	d.sign = 1
	if c.Negative > 0 {
		d.sign = -1
	} else if c.Positive == 0 {
		d.sign = 0
	}
	d.unit = units(c.X, c.Hessian.SymDense)
	gone, free := pivots(c.Hessian.SymDense, d.unit, used, c.Positive+c.Negative)
	d.free = free
	if d.phi = t.Reduce(y, gone); d.phi == nil {
		return false
	}
	if p, n := d.phi.Signs(); p != c.Positive || n != c.Negative {
		return false
	}
	d.bend()
	return true
}

// bend measures coordinates in which f has no length of its own, since they are
// 0 and so are their second derivatives, by how the curve bends on which only
// they are left: in the new unit its terms are as large as the first.
func (d *degenerate) bend() {
	for _, i := range d.free {
		if d.c.X[i] != 0 || d.c.Hessian.At(i, i) != 0 {
			continue
		}
		direction := make([]float64, len(d.c.X))
		direction[i] = d.unit[i]
		p := d.phi.Along(direction)
		for range 3 {
			p.Extend()
		}
		length := math.Inf(1)
		for k, term := range p.Curve()[1:] {
			for j, v := range term {
				if v != 0 {
					length = math.Min(length, math.Pow(math.Abs(v)/d.unit[j], -1/float64(k+2)))
				}
			}
		}
		if finite(length) && length > 0 {
			_, e := math.Frexp(length)
			d.unit[i] = math.Ldexp(d.unit[i], e)
		}
	}
}

// units returns the length over which f is supposed to vary in each coordinate:
// its size, or for a coordinate that is 0 what makes its second derivative as
// large as those of the others. A change of the coordinates' units changes
// these in the same way.
func units(x []float64, h *mat.SymDense) []float64 {
	unit := scaling(h)
	ratio, count := 0.0, 0
	for i, v := range x {
		if v != 0 && h.At(i, i) != 0 {
			ratio += math.Log(math.Abs(v) / unit[i])
			count++
		}
	}
	if count > 0 {
		ratio /= float64(count)
	}
	for i, v := range x {
		size := math.Abs(v)
		if v == 0 {
			size = unit[i] * math.Exp(ratio)
		}
		_, e := math.Frexp(size)
		unit[i] = math.Ldexp(1, e-1)
	}
	return unit
}

// pivots chooses among the coordinates used those that are eliminated, count of
// them in the order of elimination: always the one with the largest pivot, in
// the given units.
func pivots(h *mat.SymDense, unit []float64, used []int, count int) (gone, free []int) {
	n := len(used)
	a := mat.NewSymDense(n, nil)
	for i, p := range used {
		for j, q := range used[:i+1] {
			a.SetSym(i, j, h.At(p, q)*unit[p]*unit[q])
		}
	}
	taken := make([]bool, n)
	for range count {
		best := -1
		for i := range n {
			if !taken[i] && (best < 0 || math.Abs(a.At(i, i)) > math.Abs(a.At(best, best))) {
				best = i
			}
		}
		taken[best] = true
		gone = append(gone, used[best])
		for i := range n {
			for j := 0; j <= i && !taken[i]; j++ {
				if !taken[j] {
					a.SetSym(i, j, a.At(i, j)-a.At(i, best)*a.At(best, j)/a.At(best, best))
				}
			}
		}
	}
	for i, p := range used {
		if !taken[i] {
			free = append(free, p)
		}
	}
	return gone, free
}

// decide finds out what φ has at its critical point.
func (d *degenerate) decide() {
	switch len(d.free) {
	case 0: // the kernel has only directions in which f does not change
		d.conclude(unknown, "proven: f "+d.unchanged()+", and the eigenvalues are certain otherwise")
	case 1:
		d.line()
	case 2:
		d.plane()
	default:
		d.space()
	}
}

// conclude enters what was found about φ.
func (d *degenerate) conclude(o outcome, method string) {
	c := d.c
	minimum, maximum := DegenerateMinimum, DegenerateMaximum
	if len(d.constant) > 0 || o == valley || o == ridge {
		minimum, maximum = ValleyOfMinima, RidgeOfMaxima
	}
	up, down := o == isolatedMinimum || o == valley, o == isolatedMaximum || o == ridge
	switch {
	case len(d.free) == 0 && d.sign > 0, up && d.sign >= 0:
		c.Kind = minimum
	case len(d.free) == 0 && d.sign < 0, down && d.sign <= 0:
		c.Kind = maximum
	default: // neither, or φ goes the other way than the certain eigenvalues
		c.Kind = DegenerateSaddle
	}
	c.Method = method
	if len(d.constant) > 0 && len(d.free) > 0 {
		c.Method += "; f " + d.unchanged()
	}
}

// unchanged says in which directions f does not change.
func (d *degenerate) unchanged() string {
	const named = 3
	var names []string
	for _, v := range d.constant[:min(named, len(d.constant))] {
		names = append(names, tuple(v))
	}
	if more := len(d.constant) - named; more > 0 {
		names = append(names, plural(more, "more direction"))
	}
	return "does not change at all along " + strings.Join(names, ", ")
}

// term says what a term of φ is.
func (e *expansion) term() string {
	s := fmt.Sprintf("term %s·t%s", brief(e.coefficient), superscript(e.order))
	if e.bound > 0 {
		s = fmt.Sprintf("term (%s ± %.1g)·t%s", brief(e.coefficient), e.bound, superscript(e.order))
	}
	return s
}

// zeros says how certain it is that the lower terms are 0.
func (d *degenerate) zeros(lower float64) string {
	if lower == 0 && d.c.certainlyCritical() {
		return "the lower terms are proven to be 0"
	}
	return fmt.Sprintf("the lower terms are 0 within %.1g", lower)
}
