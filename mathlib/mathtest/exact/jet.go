package exact

import "math"

// A Jet is a number with its gradient and Hessian by n variables.
type Jet struct {
	V Number
	G []Number
	H [][]Number // symmetric, stored whole
}

// variable returns the jet of input i of n.
func variable(v float64, i, n int) Jet {
	j := constant(v, n)
	j.G[i] = New(1)
	return j
}

func constant(v float64, n int) Jet {
	j := Jet{V: New(v), G: make([]Number, n), H: make([][]Number, n)}
	for i := range n {
		j.G[i] = zero()
		j.H[i] = make([]Number, n)
		for k := range n {
			j.H[i][k] = zero()
		}
	}
	return j
}

// combine returns the jet of f(x, y) with the value v and the given partial
// derivatives: the chain rule to second order.
func combine(v Number, x, y Jet, fx, fy, fxx, fxy, fyy Number) Jet {
	n := len(x.G)
	r := constant(0, n)
	r.V = v
	for i := range n {
		r.G[i] = add(mul(fx, x.G[i]), mul(fy, y.G[i]))
		for k := range n {
			h := add(mul(fx, x.H[i][k]), mul(fy, y.H[i][k]))
			h = add(h, mul(fxx, mul(x.G[i], x.G[k])))
			h = add(h, mul(fyy, mul(y.G[i], y.G[k])))
			mixed := add(mul(x.G[i], y.G[k]), mul(x.G[k], y.G[i]))
			r.H[i][k] = add(h, mul(fxy, mixed))
		}
	}
	return r
}

// chain returns the jet of f(x).
func chain(v Number, x Jet, f1, f2 Number) Jet {
	return combine(v, x, x, f1, zero(), f2, zero(), zero())
}

// apply returns the jet of one operation.
func apply(op Op, x, y Jet) Jet {
	o, one := zero(), New(1)
	switch op {
	case Add:
		return combine(add(x.V, y.V), x, y, one, one, o, o, o)
	case Sub:
		return combine(sub(x.V, y.V), x, y, one, New(-1), o, o, o)
	case Mul:
		return combine(mul(x.V, y.V), x, y, y.V, x.V, o, one, o)
	case Div:
		i := div(one, y.V)
		v := mul(x.V, i)
		ii := mul(i, i)
		return combine(v, x, y, i, mul(New(-1), mul(v, i)), o, mul(New(-1), ii), shift(mul(v, ii), 1))
	case Sqrt:
		v := zero().Sqrt(x.V)
		d := div(New(0.5), v)
		return chain(v, x, d, div(mul(New(-0.5), d), x.V))
	case Exp:
		v := exp(x.V)
		return chain(v, x, v, v)
	case Log:
		f, _ := x.V.Float64()
		i := div(one, x.V)
		return chain(log(x.V, New(math.Log(f))), x, i, mul(New(-1), mul(i, i)))
	case Sin:
		s, c := sinCos(x.V)
		return chain(s, x, c, mul(New(-1), s))
	case Cos:
		s, c := sinCos(x.V)
		return chain(c, x, mul(New(-1), s), mul(New(-1), c))
	case Cube:
		x2 := mul(x.V, x.V)
		return chain(mul(x2, x.V), x, mul(New(3), x2), mul(New(6), x.V))
	}
	panic("exact: unknown operation")
}
