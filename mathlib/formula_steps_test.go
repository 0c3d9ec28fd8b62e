package mathlib_test

// formulaSteps are the operations of random programs, defined everywhere and
// of moderate size.
var formulaSteps = append(plainSteps, append(functionSteps, powerSteps...)...)

type formulaStep = func(t *tape, u, v real) real

// plainSteps are sums, products, quotients and what is at hand in most programs.
var plainSteps = []formulaStep{
	func(t *tape, u, v real) real { return t.Add(u, v) },
	func(t *tape, u, v real) real { return t.Sub(u, v) },
	func(t *tape, u, v real) real { return t.Mul(u, v) },
	func(t *tape, u, v real) real { return t.Mul(k(0.3), u) },
	func(t *tape, u, v real) real { return t.Sub(k(1), u) },
	func(t *tape, u, v real) real { return t.Neg(u) },
	func(t *tape, u, v real) real { return t.Div(u, t.Add(k(1), t.Mul(v, v))) },
	func(t *tape, u, v real) real { return t.Div(k(2), t.Add(k(3), t.Mul(u, u))) },
	func(t *tape, u, v real) real { return t.Sqrt(t.Add(k(1), t.Mul(u, u))) },
	func(t *tape, u, v real) real { return t.Hypot(t.Add(t.Mul(v, v), k(1)), u) },
	func(t *tape, u, v real) real { return t.Pow(t.Sin(u), k(2)) },
	func(t *tape, u, v real) real { return t.Pow(t.Add(k(2), t.Cos(u)), k(-3)) },
	func(t *tape, u, v real) real { return t.Pow(t.Add(k(1), t.Tanh(u)), k(5)) },
	func(t *tape, u, v real) real { return t.Pow(t.Add(k(1.5), t.Sin(u)), k(1.7)) },
	func(t *tape, u, v real) real { return t.Pow(t.Add(k(1.5), t.Sin(u)), t.Cos(v)) },
	func(t *tape, u, v real) real { return t.Sin(u) },
	func(t *tape, u, v real) real { return t.Cos(t.Sub(u, v)) },
	func(t *tape, u, v real) real { return t.Tanh(u) },
	func(t *tape, u, v real) real { return t.Exp(t.Sin(u)) },
	func(t *tape, u, v real) real { return t.Div(t.Exp(t.Sin(u)), t.Exp(t.Cos(v))) },
	func(t *tape, u, v real) real { return t.Log(t.Add(k(1), t.Mul(u, u))) },
	func(t *tape, u, v real) real { return t.Atan(u) },
	func(t *tape, u, v real) real { return t.Abs(t.Add(k(0.1), u)) },
	func(t *tape, u, v real) real { return t.Mul(t.Abs(u), t.Abs(u)) },
	func(t *tape, u, v real) real { return t.Max(u, v) },
	func(t *tape, u, v real) real { return t.Cbrt(t.Add(k(4), t.Sin(u))) },
	func(t *tape, u, v real) real { return t.Erf(u) },
	func(t *tape, u, v real) real {
		return t.Mul(t.Sqrt(t.Add(k(2), t.Sin(u))), t.Sqrt(t.Add(k(2), t.Sin(u))))
	},
	func(t *tape, u, v real) real {
		return t.Div(t.Add(u, v), t.Sqrt(t.Add(t.Mul(k(4), t.Mul(u, u)), k(4))))
	},
}

// within is a number between -0.9 and 0.9 made of u, and above one between ½
// and 2½.
func within(t *tape, u real) real { return t.Mul(k(0.9), t.Sin(u)) }
func above(t *tape, u real) real  { return t.Add(k(1.5), t.Sin(u)) }

// functionSteps are the other functions, where they are defined.
var functionSteps = []formulaStep{
	func(t *tape, u, v real) real { return t.Tan(within(t, u)) },
	func(t *tape, u, v real) real { return t.Asin(within(t, u)) },
	func(t *tape, u, v real) real { return t.Acos(within(t, u)) },
	func(t *tape, u, v real) real { return t.Atan2(above(t, u), v) },
	func(t *tape, u, v real) real { return t.Sinh(within(t, u)) },
	func(t *tape, u, v real) real { return t.Cosh(within(t, u)) },
	func(t *tape, u, v real) real { return t.Asinh(u) },
	func(t *tape, u, v real) real { return t.Acosh(t.Add(k(1), above(t, u))) },
	func(t *tape, u, v real) real { return t.Atanh(within(t, u)) },
	func(t *tape, u, v real) real { return t.Exp2(t.Cos(u)) },
	func(t *tape, u, v real) real { return t.Expm1(within(t, u)) },
	func(t *tape, u, v real) real { return t.Log1p(within(t, u)) },
	func(t *tape, u, v real) real { return t.Log2(above(t, u)) },
	func(t *tape, u, v real) real { return t.Log10(t.Mul(above(t, u), above(t, v))) },
	func(t *tape, u, v real) real { return t.Erfc(u) },
	func(t *tape, u, v real) real { return t.Erfinv(within(t, u)) },
	func(t *tape, u, v real) real { return t.Erfcinv(t.Add(k(1), within(t, u))) },
	func(t *tape, u, v real) real { return t.J0(u) },
	func(t *tape, u, v real) real { return t.Jn(2, within(t, u)) },
	func(t *tape, u, v real) real { return t.Y1(above(t, u)) },
	func(t *tape, u, v real) real { return t.Gamma(above(t, u)) },
	func(t *tape, u, v real) real { l, _ := t.Lgamma(above(t, u)); return l },
	func(t *tape, u, v real) real { return t.Min(u, t.Cos(v)) },
	func(t *tape, u, v real) real { return t.Max(k(0.25), t.Sin(u)) },
	func(t *tape, u, v real) real { return t.Dim(u, v) },
	func(t *tape, u, v real) real { return t.Copysign(above(t, u), v) },
	func(t *tape, u, v real) real { return t.Mul(u, t.Floor(t.Add(k(0.3), v))) },
	func(t *tape, u, v real) real { return t.Mod(u, k(0.7)) },
	func(t *tape, u, v real) real { _, f := t.Modf(u); return f },
	func(t *tape, u, v real) real { return t.FMA(t.Sin(u), v, t.Cos(u)) },
	func(t *tape, u, v real) real { s, c := t.Sincos(u); return t.Mul(s, c) },
	func(t *tape, u, v real) real { return t.Ldexp(u, -1) },
	func(t *tape, u, v real) real {
		s := t.Sin(u)
		c := t.Cos(u)
		return t.Add(t.Mul(s, s), t.Mul(c, c))
	},
}

// powerSteps are powers, roots and quotients of them, and constants that
// simplification folds.
var powerSteps = []formulaStep{
	func(t *tape, u, v real) real { return t.Sqrt(t.Mul(above(t, u), above(t, u))) },
	func(t *tape, u, v real) real { return t.Sqrt(t.Pow(t.Add(u, k(0.37)), k(2))) },
	func(t *tape, u, v real) real { return t.Pow(t.Pow(t.Add(u, k(0.37)), k(2)), k(1.5)) },
	func(t *tape, u, v real) real { return t.Pow(t.Mul(t.Sub(u, v), t.Sub(u, v)), k(1)) },
	func(t *tape, u, v real) real { return t.Cbrt(t.Pow(above(t, u), k(3))) },
	func(t *tape, u, v real) real { return t.Pow(t.Cbrt(t.Sub(k(-2), t.Sin(u))), k(2)) },
	func(t *tape, u, v real) real { return t.Div(t.Pow(above(t, u), k(3)), t.Pow(above(t, u), k(2))) },
	func(t *tape, u, v real) real { return t.Div(t.Sqrt(above(t, u)), above(t, u)) },
	func(t *tape, u, v real) real { return t.Div(above(t, v), t.Sqrt(above(t, v))) },
	func(t *tape, u, v real) real { return t.Mul(t.Pow(above(t, u), k(0.5)), t.Pow(above(t, u), k(-1.5))) },
	func(t *tape, u, v real) real { return t.Div(t.Div(u, above(t, v)), t.Div(above(t, u), above(t, v))) },
	func(t *tape, u, v real) real { return t.Div(k(1), t.Div(k(3), above(t, u))) },
	func(t *tape, u, v real) real { return t.Pow(k(2), t.Sin(u)) },
	func(t *tape, u, v real) real { return t.Mul(t.Pow(k(2), t.Sin(u)), t.Pow(k(2), t.Cos(u))) },
	func(t *tape, u, v real) real { return t.Pow(above(t, u), t.Sub(t.Sin(v), t.Sin(v))) },
	func(t *tape, u, v real) real { return t.Pow(t.Exp(t.Sin(u)), k(2)) },
	func(t *tape, u, v real) real { return t.Log(t.Exp(t.Sin(u))) },
	func(t *tape, u, v real) real { return t.Exp(t.Log(above(t, u))) },
	func(t *tape, u, v real) real { return t.Log(t.Pow(t.Add(u, k(0.37)), k(2))) },
	func(t *tape, u, v real) real { return t.Log(t.Mul(t.Neg(above(t, u)), t.Neg(above(t, v)))) },
	func(t *tape, u, v real) real { return t.Sub(t.Mul(k(3), u), t.Mul(k(2), u)) },
	func(t *tape, u, v real) real { return t.Add(t.Sub(u, u), v) },
	func(t *tape, u, v real) real { return t.Mul(t.Add(u, k(0)), t.Mul(k(1), v)) },
	func(t *tape, u, v real) real { return t.Sub(t.Mul(t.Add(u, v), t.Add(u, v)), t.Mul(u, u)) },
	func(t *tape, u, v real) real { return t.Div(t.Mul(k(6), u), k(-4)) },
	func(t *tape, u, v real) real { return t.Neg(t.Div(t.Neg(u), above(t, v))) },
	func(t *tape, u, v real) real { return t.Pow(t.Neg(u), k(3)) },
	func(t *tape, u, v real) real { return t.Pow(t.Mul(k(-2), u), k(2)) },
	func(t *tape, u, v real) real { return t.Pow(t.Div(above(t, u), above(t, v)), k(-2)) },
	func(t *tape, u, v real) real { return t.Hypot(t.Mul(k(3), above(t, u)), t.Mul(k(4), above(t, u))) },
	func(t *tape, u, v real) real { return t.Abs(t.Neg(t.Mul(above(t, u), above(t, v)))) },
}
