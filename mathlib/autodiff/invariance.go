package autodiff

import (
	"math/big"
	"slices"
)

// formRoom is how many coefficients the affine forms of all nodes may have
// together; forms beyond it are taken for nonlinear, which finds fewer
// directions.
const formRoom = 1 << 18

// A linearForm has the coefficients by which a node depends on the inputs,
// without rounding; a node that is no affine function of them has none.
type linearForm map[int]*big.Rat

// Invariant returns directions of the inputs along which y does not change at
// all, whatever the rounding: a basis of those in which every affine expression
// that enters something nonlinear, and y itself, is constant. Fixed are as many
// inputs, counted from 0, as there are directions: whatever values they are
// given, a step along the directions takes them back, so that y as a function
// of the other inputs alone has all that y has.
//
// It holds for the operations that were recorded. Choices like Abs and Max
// count as nonlinear: both sides must be constant.
func (t *Tape) Invariant(y Real) (directions [][]float64, fixed []int) {
	n := t.inputs
	forms := make([]linearForm, y.I+1)
	var e echelon
	room := formRoom
	for i, used := range t.ancestors(y) {
		if !used || i == 0 {
			continue
		}
		if i <= n {
			forms[i] = linearForm{i - 1: big.NewRat(1, 1)}
			continue
		}
		if f := t.affine(i, forms); f != nil && len(f) <= room {
			forms[i] = f
			room -= len(f)
			continue
		}
		nd := &t.nodes[i]
		e.add(forms[nd.a&operand])
		e.add(forms[nd.b])
		if len(e.rows) == n {
			return nil, nil
		}
	}
	e.add(forms[y.I])
	return e.kernel(n)
}

// ancestors reports for every node up to y whether y was computed from it.
func (t *Tape) ancestors(y Real) []bool {
	used := make([]bool, y.I+1)
	used[y.I] = true
	for i := y.I; i > int32(t.inputs); i-- {
		if used[i] {
			nd := &t.nodes[i]
			used[nd.a&operand], used[nd.b] = true, true
		}
	}
	return used
}

// affine returns the form of node i, nil if it is nonlinear.
func (t *Tape) affine(i int, forms []linearForm) linearForm {
	nd := &t.nodes[i]
	a, b := forms[nd.a&operand], forms[nd.b]
	one := big.NewRat(1, 1)
	switch o := nd.op(); {
	case o == opAdd || o == opFMA:
		return combination(one, a, one, b)
	case o == opSub:
		return combination(one, a, big.NewRat(-1, 1), b)
	case o == opNeg:
		return combination(big.NewRat(-1, 1), a, nil, nil)
	case o == opCopy:
		return combination(one, a, nil, nil)
	case o == opMul && (nd.a&operand == 0 || nd.b == 0):
		if c := new(big.Rat).SetFloat64(nd.aux); c != nil {
			return combination(c, a, c, b)
		}
	case o == opDiv && nd.b == 0 && nd.aux != 0:
		if c := new(big.Rat).SetFloat64(nd.aux); c != nil {
			return combination(c.Inv(c), a, nil, nil)
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
