package autodiff

// oscillation has the trigonometric and hyperbolic functions.
func (j *jet) oscillation() {
	minus := one.neg()
	switch j.nd.op() {
	case opSin:
		j.pair(j.da, one, minus)
	case opCos:
		j.pair(j.da.neg(), minus, one)
	case opSinh, opCosh:
		j.pair(j.da, one, one)
	case opTan: // z' = (1 + z²)·x'
		j.squareSlope(one)
	case opTanh: // z' = (1 - z²)·x'
		j.squareSlope(minus)
	}
}

// pair has z' = a·p·x' and p' = b·z·x', where p starts with other.
func (j *jet) pair(other, a, b ball) {
	j.z[0], j.p[0] = j.first, other
	for k := 1; k < len(j.z); k++ {
		j.z[k], j.p[k] = step(j.p, j.x, k).mul(a), step(j.z, j.x, k).mul(b)
	}
}

// squareSlope has z' = (1 + sign·z²)·x'.
func (j *jet) squareSlope(sign ball) {
	j.z[0], j.p[0] = j.first, j.da
	for k := 1; k < len(j.z); k++ {
		j.z[k] = step(j.p, j.x, k)
		j.p[k] = product(j.z, j.z, k).mul(sign)
	}
}

// inverse has the inverses of the trigonometric and hyperbolic functions, whose
// derivatives are algebraic.
func (j *jet) inverse() {
	minus := one.neg()
	switch o := j.nd.op(); o {
	case opAsin, opAcos, opAtanh:
		j.shifted(j.p, one, minus)
		j.shifted(j.q, one, one)
		j.r.mul(j.p, j.q) // 1 - x²
		if o == opAtanh {
			j.reciprocal(j.r)
			return
		}
	case opAcosh:
		j.shifted(j.p, minus, one)
		j.shifted(j.q, one, one)
		j.r.mul(j.p, j.q) // x² - 1
	default:
		j.r.mul(j.x, j.x)
		j.r[0] = j.r[0].add(one) // 1 + x²
		if o == opAtan {
			j.reciprocal(j.r)
			return
		}
	}
	j.p.sqrt(j.r[0].sqrt(), j.r)
	j.reciprocal(j.p)
	if j.nd.op() == opAcos {
		j.z.combine(minus, j.z, ball{}, j.z)
	}
}

// errorFunction has Erf and its relatives: z' = ±2/√π·exp(-x²)·x', and the
// inverses: z' = ±√π/2·exp(z²)·x'.
func (j *jet) errorFunction() {
	if o := j.nd.op(); o == opErf || o == opErfc {
		j.p.mul(j.x, j.x)
		j.q.combine(one.neg(), j.p, ball{}, j.p)
		j.r.integrate(j.da, j.r, j.q)
		j.z.integrate(j.first, j.r, j.x)
		return
	}
	j.z[0], j.p[0], j.q[0] = j.first, j.first.square(), j.da
	for k := 1; k < len(j.z); k++ {
		j.z[k] = step(j.q, j.x, k)
		j.p[k] = product(j.z, j.z, k)
		j.q[k] = step(j.q, j.p, k)
	}
}

// special has Gamma, its logarithm and the Bessel functions, by the derivatives
// of their derivatives at x.
func (j *jet) special() {
	switch o := j.nd.op(); o {
	case opGamma: // z' = z·ψ(x)·x'
		j.polygammaSeries(j.p, 0)
		j.z[0] = j.first
		j.q[0] = j.first.mul(j.p[0])
		for k := 1; k < len(j.z); k++ {
			j.z[k] = step(j.q, j.x, k)
			j.q[k] = product(j.z, j.p, k)
		}
	case opLgamma:
		j.polygammaSeries(j.p, 0)
		j.z.integrate(j.first, j.p, j.x)
	case opPolygamma:
		j.polygammaSeries(j.z, int(j.nd.aux))
	default:
		bessel := besselJ
		if o == opYn {
			bessel = besselY
		}
		for k := range j.u {
			j.u[k] = besselDerivative(bessel, int(j.nd.aux), k, j.x[0])
		}
		j.z.compose(j.u, j.x, j.w)
	}
}

// polygammaSeries sets s to the m-th derivative of ψ at x.
func (j *jet) polygammaSeries(s series, m int) {
	factorial := 1.0
	for k := range j.u {
		if k > 1 {
			factorial *= float64(k)
		}
		j.u[k] = polygamma(m+k, j.x[0]).div(exact(factorial))
	}
	s.compose(j.u, j.x, j.w)
}

// besselDerivative returns the k-th derivative over k! of a Bessel function of
// order n: the k-th difference of the orders n-k, n-k+2, …, n+k over 2ᵏ.
func besselDerivative(bessel func(n int, x ball) ball, n, k int, x ball) ball {
	var sum ball
	binomial := 1.0
	for i := range k + 1 {
		term := bessel(n-k+2*i, x).scale(binomial)
		if i%2 != 0 {
			term = term.neg()
		}
		sum = sum.add(term)
		binomial = binomial * float64(k-i) / float64(i+1)
	}
	for i := range k {
		sum = sum.div(exact(float64(2 * (i + 1))))
	}
	return sum
}
