package exact

import (
	"math"
	"math/big"
	"math/rand/v2"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// An Op is an operation of a [Program].
type Op int

const (
	Add Op = iota
	Sub
	Mul
	Div
	Sqrt
	Exp
	Log
	Sin
	Cos
	Cube // by Pow(x, 3)
)

// A Step computes Op of the values A and B (A alone for functions); a negative
// B stands for the constant C.
type Step struct {
	Op   Op
	A, B int
	C    float64
}

// A Program is a function of len(X) numbers: values 0 … len(X)-1 are the
// inputs, every step appends one, the last is the result. X is the point at
// which it was made, where no step leaves its domain.
type Program struct {
	X     []float64
	Steps []Step
}

// float computes one operation in float64.
func float(op Op, x, y float64) float64 {
	switch op {
	case Add:
		return x + y
	case Sub:
		return x - y
	case Mul:
		return x * y
	case Div:
		return x / y
	case Sqrt:
		return math.Sqrt(x)
	case Exp:
		return math.Exp(x)
	case Log:
		return math.Log(x)
	case Sin:
		return math.Sin(x)
	case Cos:
		return math.Cos(x)
	}
	return math.Pow(x, 3)
}

// record records one operation.
func record(t *autodiff.Tape, op Op, x, y autodiff.Real) autodiff.Real {
	switch op {
	case Add:
		return t.Add(x, y)
	case Sub:
		return t.Sub(x, y)
	case Mul:
		return t.Mul(x, y)
	case Div:
		return t.Div(x, y)
	case Sqrt:
		return t.Sqrt(x)
	case Exp:
		return t.Exp(x)
	case Log:
		return t.Log(x)
	case Sin:
		return t.Sin(x)
	case Cos:
		return t.Cos(x)
	}
	return t.Pow(x, autodiff.Constant(3))
}

// Eval returns the program's value in float64.
func (p *Program) Eval(x []float64) float64 {
	v := append([]float64(nil), x...)
	for _, s := range p.Steps {
		b := s.C
		if s.B >= 0 {
			b = v[s.B]
		}
		v = append(v, float(s.Op, v[s.A], b))
	}
	return v[len(v)-1]
}

// Record is the program's twin.
func (p *Program) Record(t *autodiff.Tape, x []autodiff.Real) autodiff.Real {
	v := append([]autodiff.Real(nil), x...)
	for _, s := range p.Steps {
		b := autodiff.Constant(s.C)
		if s.B >= 0 {
			b = v[s.B]
		}
		v = append(v, record(t, s.Op, v[s.A], b))
	}
	return v[len(v)-1]
}

// Exact returns value, gradient and Hessian in 400-bit arithmetic.
func (p *Program) Exact(x []float64) Jet {
	n := len(x)
	var v []Jet
	for i, x := range x {
		v = append(v, variable(x, i, n))
	}
	for _, s := range p.Steps {
		b := constant(s.C, n)
		if s.B >= 0 {
			b = v[s.B]
		}
		v = append(v, apply(s.Op, v[s.A], b))
	}
	return v[len(v)-1]
}

// maker builds a program together with its values at the point.
type maker struct {
	*rand.Rand
	p Program
	v []float64
}

// step appends a step and returns its number; the first that leaves the range
// of moderate numbers is left out and -1 returned.
func (m *maker) step(op Op, a, b int, c float64) int {
	y := c
	if b >= 0 {
		y = m.v[b]
	}
	v := float(op, m.v[a], y)
	if !(math.Abs(v) < 1e12) || math.Abs(v) < 1e-12 && v != 0 {
		return -1
	}
	m.p.Steps = append(m.p.Steps, Step{op, a, b, c})
	m.v = append(m.v, v)
	return len(m.v) - 1
}

// Random returns a program of n inputs with about size steps in which sums
// cancel: large constants are added and taken away again, nearly equal values
// subtracted, polynomials evaluated by Horner's rule near multiple roots. It
// also returns the exact value and derivatives at the program's point.
func Random(r *rand.Rand, n, size int) (*Program, Jet) {
	for {
		p := random(r, n, size)
		if j, ok := p.try(); ok {
			return p, j
		}
	}
}

// try evaluates the program at its point. It reports whether that is possible
// in exact arithmetic as well: rounding may have made a divisor of a 0.
func (p *Program) try() (j Jet, ok bool) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case big.ErrNaN:
			ok = false
		default:
			panic(e)
		}
	}()
	j = p.Exact(p.X)
	f, _ := j.V.Float64()
	return j, math.Abs(f) < 1e15
}

func random(r *rand.Rand, n, size int) *Program {
	m := &maker{Rand: r}
	for range n {
		x := math.Round((r.Float64()*4-2)*1024) / 1024
		if r.IntN(2) == 0 {
			x = r.Float64()*4 - 2
		}
		m.p.X = append(m.p.X, x)
	}
	m.v = append(m.v, m.p.X...)
	for len(m.p.Steps) < size {
		switch r.IntN(8) {
		case 0:
			m.largeConstant()
		case 1:
			m.nearRoot()
		case 2:
			m.cancel()
		default:
			m.plain()
		}
	}
	m.sum()
	return &m.p
}

func (m *maker) any() int { return m.IntN(len(m.v)) }

// plain appends any operation.
func (m *maker) plain() {
	a := m.any()
	b := m.any()
	if m.IntN(4) == 0 {
		b = -1
	}
	op := Op(m.IntN(int(Cube) + 1))
	c := m.Float64()*6 - 3
	if b >= 0 {
		c = m.v[b]
	}
	size := math.Abs(m.v[a])
	switch { // what cancelled is no divisor, and no argument of a root
	case op == Div && math.Abs(c) < 0.01,
		(op == Sqrt || op == Log) && m.v[a] < 0.01,
		op == Exp && size > 8,
		(op == Sin || op == Cos) && size > 1e3:
		return
	}
	m.step(op, a, b, c)
}

// largeConstant appends (10**k + x) - 10**k.
func (m *maker) largeConstant() {
	big := math.Pow(10, float64(3+m.IntN(8)))
	if s := m.step(Add, m.any(), -1, big); s >= 0 {
		m.step(Sub, s, -1, big)
	}
}

// cancel appends x·y - c with c the rounded product: nothing but rounding is
// left.
func (m *maker) cancel() {
	if s := m.step(Mul, m.any(), m.any(), 0); s >= 0 {
		m.step(Sub, s, -1, m.v[s]*(1+0x1p-40*m.Float64()))
	}
}

// nearRoot appends the expanded (x - c)³ or so by Horner's rule, with c near x.
func (m *maker) nearRoot() {
	x := m.any()
	c := math.Round(m.v[x]*64) / 64
	if s := m.step(Sub, x, -1, 3*c); s >= 0 { // ((x - 3c)x + 3c²)x - c³
		if s = m.step(Mul, s, x, 0); s < 0 {
			return
		}
		if s = m.step(Add, s, -1, 3*c*c); s < 0 {
			return
		}
		if s = m.step(Mul, s, x, 0); s >= 0 {
			m.step(Sub, s, -1, c*c*c)
		}
	}
}

// sum adds up products of the last steps, so that the result depends on many.
func (m *maker) sum() {
	s := len(m.v) - 1
	for range 3 {
		if p := m.step(Mul, m.any(), m.any(), 0); p >= 0 {
			if q := m.step(Add, s, p, 0); q >= 0 {
				s = q
			}
		}
	}
	if s != len(m.v)-1 {
		if m.step(Mul, s, m.IntN(len(m.p.X)), 0) < 0 {
			m.step(Mul, s, -1, 1)
		}
	}
}
