package descent

// LBFGS is BFGS with the last few pairs (s, y) in place of a matrix: the product
// with the inverse Hessian is computed from them in two loops. (Nocedal 1980;
// Nocedal and Wright, alg. 7.4 and 7.5.)
type LBFGS struct {
	Memory int // how many pairs are kept; 0: 10
}

// String returns "L-BFGS".
func (LBFGS) String() string { return "L-BFGS" }

type pair struct {
	s, y []float64
	rho  float64 // 1/yᵀs
}

func (m LBFGS) minimize(r *run) {
	memory := m.Memory
	if memory == 0 {
		memory = 10
	}
	var pairs []pair
	r.secant("L-BFGS",
		func(g []float64) []float64 { return scaled(-1, twoLoops(pairs, g)) },
		func(s, y []float64) {
			pairs = append(pairs, pair{s, y, 1 / dot(y, s)})
			pairs = pairs[max(0, len(pairs)-memory):]
		},
		func() { pairs = nil })
}

// twoLoops returns the approximate inverse Hessian times g.
func twoLoops(pairs []pair, g []float64) []float64 {
	q := clone(g)
	alpha := make([]float64, len(pairs))
	for i := len(pairs) - 1; i >= 0; i-- {
		p := pairs[i]
		alpha[i] = p.rho * dot(p.s, q)
		q = along(q, -alpha[i], p.y)
	}
	if k := len(pairs); k > 0 {
		last := pairs[k-1]
		q = scaled(1/(last.rho*dot(last.y, last.y)), q)
	}
	for i, p := range pairs {
		q = along(q, alpha[i]-p.rho*dot(p.y, q), p.s)
	}
	return q
}
