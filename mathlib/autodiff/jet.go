package autodiff

// jets is the memory of the sweep for Taylor coefficients.
type jets struct {
	terms   []ball // of all nodes, one series after the other
	scratch []ball // constant operands and what a rule needs
}

// scratchSeries is how many series the rules need beside those of the nodes.
const scratchSeries = 7

// jet is what the rule for one node works on.
type jet struct {
	nd      *node
	z, x, y series // of the node and its operands
	first   ball   // the node's value
	da, db  ball   // the first partial derivatives
	p, q, r series // memory for rules
	u, w    series
}

// Taylor writes into c the Taylor coefficients of y along a curve,
//
//	y(x + curve[0]·t + curve[1]·t² + …) = c[0] + c[1]·t + c[2]·t² + …,
//
// as many as c has entries, and into bound bounds of their rounding errors. A
// line has a single direction; the directions have one entry for each input.
// It is one forward sweep with truncated power series: the time grows with the
// square of the order, not exponentially.
func (t *Tape) Taylor(y Real, curve [][]float64, c, bound []float64) {
	t.linearise()
	w := &t.work
	n := len(c)
	w.terms = resized(w.terms, len(t.nodes)*n)
	w.scratch = resized(w.scratch, scratchSeries*n)
	for i := range t.inputs {
		s := t.series(i+1, n)
		s.setConstant(exact(t.nodes[i+1].v))
		for k, direction := range curve[:min(len(curve), n-1)] {
			s[k+1] = exact(direction[i])
		}
	}
	for i := t.inputs + 1; i <= int(y.I); i++ {
		t.expand(i, n)
	}
	if y.I == 0 {
		clear(c)
		clear(bound)
		c[0] = y.V
		return
	}
	for k, term := range t.series(int(y.I), n) {
		t.store(term, k, c, bound)
	}
}

// series returns the n terms of node i.
func (t *Tape) series(i, n int) series { return t.work.terms[i*n : (i+1)*n] }

// spare returns the memory of scratch series i.
func (t *Tape) spare(i, n int) series { return t.work.scratch[i*n : (i+1)*n] }

// expand computes the series of node i from those of its operands.
func (t *Tape) expand(i, n int) {
	w := &t.work
	nd := &t.nodes[i]
	j := jet{
		nd: nd, z: t.series(i, n), x: t.spare(0, n), y: t.spare(1, n),
		first: ball{nd.v, w.err[i]}, da: w.da[i], db: w.db[i],
		p: t.spare(2, n), q: t.spare(3, n), r: t.spare(4, n), u: t.spare(5, n), w: t.spare(6, n),
	}
	if a := nd.a & operand; a != 0 {
		j.x = t.series(int(a), n)
	} else {
		j.x.setConstant(exact(nd.aux))
	}
	if b := nd.b; b != 0 {
		j.y = t.series(int(b), n)
	} else {
		j.y.setConstant(exact(nd.aux))
	}
	if j.x.constant() && j.y.constant() {
		j.z.setConstant(j.first)
		return
	}
	if nd.v != nd.v { // outside of the operation's domain
		for k := range j.z {
			j.z[k] = outside
		}
		return
	}
	j.rule()
	j.z[0] = j.first
}

// rule computes the terms of z after the first.
func (j *jet) rule() {
	switch o := j.nd.op(); {
	case o.linear():
		j.z.combine(j.da, j.x, j.db, j.y)
	case o == opMul:
		j.z.mul(j.x, j.y)
	case o == opDiv:
		j.z.div(j.first, j.x, j.y)
	case o == opHypot:
		j.hypot()
	case o == opPow:
		j.power()
	case o == opAtan2:
		j.atan2()
	case o >= opGamma:
		j.special()
	case o >= opErf && o <= opErfcinv:
		j.errorFunction()
	case o >= opSin && o <= opTan || o >= opSinh && o <= opTanh:
		j.oscillation()
	case o >= opAsin && o <= opAtan || o >= opAsinh && o <= opAtanh:
		j.inverse()
	default:
		j.elementary()
	}
}

// hypot has √(x² + y²); at (0, 0) all derivatives are 0 by convention.
func (j *jet) hypot() {
	if j.first.isZero() {
		clear(j.z)
		return
	}
	j.p.mul(j.x, j.x)
	j.q.mul(j.y, j.y)
	j.r.combine(one, j.p, one, j.q)
	j.z.sqrt(j.first, j.r)
}

// power has x**y: a product for small whole exponents, else by x·z' = y·z·x'
// for constant ones, and exp(y·log x) for the others.
func (j *jet) power() {
	if p, ok := smallInteger(j.nd); ok {
		j.integerPower(p)
		return
	}
	if j.nd.b == 0 {
		j.z.pow(j.first, j.x, j.y[0])
		return
	}
	if j.x[0].isZero() { // the constant 0, by convention
		clear(j.z)
		return
	}
	j.p.inv(j.x)
	logarithm := powByExponent(one, j.x[0])
	j.q.integrate(logarithm, j.p, j.x)
	j.r.mul(j.y, j.q)
	j.z.integrate(j.first, j.z, j.r)
}

// integerPower has x**p by repeated multiplication.
func (j *jet) integerPower(p int) {
	negative := p < 0
	p = max(p, -p)
	j.p.setConstant(one) // the product so far
	copy(j.q, j.x)       // the squares
	for {
		if p&1 != 0 {
			j.r.mul(j.p, j.q)
			copy(j.p, j.r)
		}
		if p >>= 1; p == 0 {
			break
		}
		j.r.mul(j.q, j.q)
		copy(j.q, j.r)
	}
	if negative {
		j.z.inv(j.p)
		return
	}
	copy(j.z, j.p)
}

// atan2 has the angle of the point (y, x): z' = (y·x' - x·y') / (x² + y²).
func (j *jet) atan2() {
	if j.x[0].isZero() && j.y[0].isZero() { // by convention
		clear(j.z)
		return
	}
	j.p.mul(j.x, j.x)
	j.q.mul(j.y, j.y)
	j.r.combine(one, j.p, one, j.q)
	j.q.inv(j.r)
	j.p.mul(j.y, j.q)
	j.r.mul(j.x, j.q)
	for k := 1; k < len(j.z); k++ {
		j.z[k] = step(j.p, j.x, k).sub(step(j.r, j.y, k))
	}
}

// elementary has roots, exponentials and logarithms.
func (j *jet) elementary() {
	switch j.nd.op() {
	case opSqrt:
		j.z.sqrt(j.first, j.x)
	case opCbrt:
		j.z.pow(j.first, j.x, one.div(exact(3)))
	case opExp:
		j.z.integrate(j.first, j.z, j.x)
	case opExp2:
		j.p.combine(ln2, j.x, ball{}, j.x)
		j.z.integrate(j.first, j.z, j.p)
	case opExpm1:
		j.z.integrate(j.da, j.z, j.x)
	case opLog:
		j.reciprocal(j.x)
	case opLog2:
		j.p.combine(ln2, j.x, ball{}, j.x)
		j.reciprocal(j.p)
	case opLog10:
		j.p.combine(ln10, j.x, ball{}, j.x)
		j.reciprocal(j.p)
	case opLog1p:
		j.shifted(j.p, one, one)
		j.reciprocal(j.p)
	default:
		panic("autodiff: operation without a rule")
	}
}

// shifted sets s to c + d·x.
func (j *jet) shifted(s series, c, d ball) {
	s.combine(d, j.x, ball{}, j.x)
	s[0] = s[0].add(c)
}

// reciprocal has z' = x'/s.
func (j *jet) reciprocal(s series) {
	j.q.inv(s)
	j.z.integrate(j.first, j.q, j.x)
}
