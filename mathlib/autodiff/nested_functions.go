package autodiff

import "math"

// slope records the derivative of a function of one variable x with value v.
func (t *Tape) slope(nd node, v, x Real) Real {
	c := Constant
	switch o := nd.op(); o {
	case opSqrt:
		return t.Div(c(0.5), v)
	case opCbrt:
		return t.Div(c(1), t.Mul(c(3), t.Mul(v, v)))
	case opExp:
		return v
	case opExp2:
		return t.Mul(v, t.logOf(c(2)))
	case opExpm1:
		return t.Exp(x)
	case opLog:
		return t.Div(c(1), x)
	case opLog2:
		return t.Div(c(1), t.Mul(x, t.logOf(c(2))))
	case opLog10:
		return t.Div(c(1), t.Mul(x, t.logOf(c(10))))
	case opLog1p:
		return t.Div(c(1), t.Add(c(1), x))
	case opSin:
		return t.Cos(x)
	case opCos:
		return t.Neg(t.Sin(x))
	case opTan:
		return t.Add(c(1), t.Mul(v, v))
	case opSinh:
		return t.Cosh(x)
	case opCosh:
		return t.Sinh(x)
	case opTanh:
		s := t.Div(c(1), t.Cosh(x))
		return t.Mul(s, s)
	default:
		if o >= opErf {
			return t.specialSlope(nd, v, x)
		}
		return t.inverseSlope(o, x)
	}
}

// inverseSlope has the inverses of the trigonometric and hyperbolic functions.
func (t *Tape) inverseSlope(o op, x Real) Real {
	one := Constant(1)
	var d Real // the derivative, or its square, is 1/d
	switch o {
	case opAtan, opAsinh:
		d = t.Add(one, t.Mul(x, x))
	case opAcosh:
		d = t.Mul(t.Sub(x, one), t.Add(x, one))
	case opAsin, opAcos, opAtanh:
		d = t.Mul(t.Sub(one, x), t.Add(one, x))
	default:
		panic("autodiff: operation without a rule")
	}
	if o != opAtan && o != opAtanh {
		d = t.Sqrt(d)
	}
	if o == opAcos {
		one = Constant(-1)
	}
	return t.Div(one, d)
}

// specialSlope has the error, Gamma and Bessel functions.
func (t *Tape) specialSlope(nd node, v, x Real) Real {
	c := Constant
	order := int(nd.aux)
	switch nd.op() {
	case opErf:
		return t.Mul(c(2/math.SqrtPi), t.Exp(t.Neg(t.Mul(x, x))))
	case opErfc:
		return t.Mul(c(-2/math.SqrtPi), t.Exp(t.Neg(t.Mul(x, x))))
	case opErfinv:
		return t.Mul(c(math.SqrtPi/2), t.Exp(t.Mul(v, v)))
	case opErfcinv:
		return t.Mul(c(-math.SqrtPi/2), t.Exp(t.Mul(v, v)))
	case opGamma:
		return t.Mul(v, t.polygamma(0, x))
	case opLgamma:
		return t.polygamma(0, x)
	case opPolygamma:
		return t.polygamma(order+1, x)
	case opJn:
		if order == 0 {
			return t.Neg(t.J1(x))
		}
		return t.Mul(c(0.5), t.Sub(t.Jn(order-1, x), t.Jn(order+1, x)))
	case opYn:
		return t.Mul(c(0.5), t.Sub(t.Yn(order-1, x), t.Yn(order+1, x)))
	}
	panic("autodiff: operation without a rule")
}

// polygamma records the m-th derivative of ψ.
func (t *Tape) polygamma(m int, x Real) Real {
	return t.unaryAux(opPolygamma, polygamma(m, exact(x.V)).v, float64(m), x)
}
