package autodiff

import "math"

// Add returns x + y.
func (t *Tape) Add(x, y Real) Real { return t.binary(opAdd, x.V+y.V, x, y) }

// Sub returns x - y.
func (t *Tape) Sub(x, y Real) Real { return t.binary(opSub, x.V-y.V, x, y) }

// Mul returns x · y.
func (t *Tape) Mul(x, y Real) Real { return t.binary(opMul, x.V*y.V, x, y) }

// Div returns x / y.
func (t *Tape) Div(x, y Real) Real { return t.binary(opDiv, x.V/y.V, x, y) }

// Neg returns -x.
func (t *Tape) Neg(x Real) Real { return t.unary(opNeg, -x.V, x) }

// FMA returns x · y + z, rounded once.
func (t *Tape) FMA(x, y, z Real) Real {
	v := math.FMA(x.V, y.V, z.V)
	return t.binary(opFMA, v, t.Mul(x, y), z)
}
