package mathlib

import (
	"math/big"
	"slices"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// formRoom is how many coefficients the linear forms of all operations may have
// together; those beyond it are taken for nonlinear, which finds fewer
// directions.
const formRoom = 1 << 18

// A linearForm has the coefficients by which the result of an operation depends
// on the inputs, without rounding; one that is no affine function of them has
// none.
type linearForm map[int]*big.Rat

// invariant returns directions of the n inputs along which y does not change at
// all, whatever the rounding: a basis of those in which every affine expression
// that enters something nonlinear, and y itself, is constant. Fixed are as many
// inputs, counted from 0, as there are directions: whatever values they are
// given, a step along the directions takes them back, so that y as a function
// of the other inputs alone has all that y has.
//
// It holds for the operations that were recorded. Choices like Abs and Max
// count as nonlinear: both sides must be constant.
func invariant(t *autodiff.Tape, y real, n int) (directions [][]float64, fixed []int) {
	forms := make([]linearForm, y.I+1)
	var e echelon
	room := formRoom
	for i, used := range ancestors(t, y) {
		if !used || i == 0 {
			continue
		}
		if i <= n {
			forms[i] = linearForm{i - 1: big.NewRat(1, 1)}
			continue
		}
		o := t.Operation(i)
		if f := affine(o, forms); f != nil && len(f) <= room {
			forms[i] = f
			room -= len(f)
			continue
		}
		e.add(forms[o.X.I])
		e.add(forms[o.Y.I])
		if len(e.rows) == n {
			return nil, nil
		}
	}
	e.add(forms[y.I])
	return e.kernel(n)
}

// ancestors reports for every operation up to y whether y was computed from it.
func ancestors(t *autodiff.Tape, y real) []bool {
	used := make([]bool, y.I+1)
	used[y.I] = true
	for i := y.I; i > 0; i-- {
		if used[i] {
			o := t.Operation(int(i))
			used[o.X.I], used[o.Y.I] = true, true
		}
	}
	return used
}

// affine returns the form of an operation, nil if it is nonlinear.
func affine(o autodiff.Operation, forms []linearForm) linearForm {
	x, y := forms[o.X.I], forms[o.Y.I]
	one, minus := big.NewRat(1, 1), big.NewRat(-1, 1)
	switch o.Func {
	case "Add":
		return combination(one, x, one, y)
	case "Sub":
		return combination(one, x, minus, y)
	case "Neg":
		return combination(minus, x, nil, nil)
	case "Copy":
		return combination(one, x, nil, nil)
	case "Mul":
		if c := new(big.Rat).SetFloat64(o.X.V); o.X.I == 0 && c != nil {
			return combination(c, y, nil, nil)
		}
		if c := new(big.Rat).SetFloat64(o.Y.V); o.Y.I == 0 && c != nil {
			return combination(c, x, nil, nil)
		}
	case "Div":
		if c := new(big.Rat).SetFloat64(o.Y.V); o.Y.I == 0 && c != nil && c.Sign() != 0 {
			return combination(c.Inv(c), x, nil, nil)
		}
	}
	return nil
}

// combination returns p·a + q·b; it is not nil.
func combination(p *big.Rat, a linearForm, q *big.Rat, b linearForm) linearForm {
	f := make(linearForm, len(a)+len(b))
	for i, c := range a {
		f[i] = new(big.Rat).Mul(p, c)
	}
	for i, c := range b {
		term := new(big.Rat).Mul(q, c)
		if f[i] != nil {
			term.Add(term, f[i])
		}
		f[i] = term
	}
	for i, c := range f {
		if c.Sign() == 0 {
			delete(f, i)
		}
	}
	return f
}

// An echelon is a set of independent linear forms, each with a pivot input that
// the others do not have.
type echelon struct {
	rows   []linearForm
	pivots []int
}

// add adds a form unless it is a combination of those there.
func (e *echelon) add(f linearForm) {
	for k, row := range e.rows {
		if c := f[e.pivots[k]]; c != nil {
			f = combination(big.NewRat(1, 1), f, new(big.Rat).Neg(c), row)
		}
	}
	if len(f) == 0 {
		return
	}
	pivot := -1
	for i, c := range f { // the largest coefficient, the first of equal ones
		if pivot < 0 {
			pivot = i
			continue
		}
		if s := new(big.Rat).Abs(c).Cmp(new(big.Rat).Abs(f[pivot])); s > 0 || s == 0 && i < pivot {
			pivot = i
		}
	}
	f = combination(new(big.Rat).Inv(f[pivot]), f, nil, nil)
	for k, row := range e.rows {
		if c := row[pivot]; c != nil {
			e.rows[k] = combination(big.NewRat(1, 1), row, new(big.Rat).Neg(c), f)
		}
	}
	e.rows, e.pivots = append(e.rows, f), append(e.pivots, pivot)
}

// kernel returns a basis of the directions of n inputs on which all forms are 0,
// one for each input that is no pivot.
func (e *echelon) kernel(n int) (directions [][]float64, fixed []int) {
	for j := range n {
		if slices.Contains(e.pivots, j) {
			continue
		}
		d := make([]float64, n)
		d[j] = 1
		for k, row := range e.rows {
			if c := row[j]; c != nil {
				v, _ := c.Float64()
				d[e.pivots[k]] = -v
			}
		}
		directions, fixed = append(directions, d), append(fixed, j)
	}
	return directions, fixed
}
