package main

import (
	"fmt"
	"math"
	"sort"
)

// An entry is a function of the catalogue with points to try it at.
type entry struct {
	name   string
	f      any
	points [][]float64
}

var catalogue []entry

// Data that functions capture: constants for the twins.
var (
	inputs  [][]float64
	targets []float64
	rate    = 0.5
	power   = math.Pow
	square  func(float64) float64
	shift   func(x []float64, by float64) []float64
)

var (
	two   = [][]float64{{1, 1}, {0.3, -0.7}, {-1.2, 2.5}}
	three = [][]float64{{1, 2, 3}, {0.3, -0.7, 0.9}, {-1.5, 0.2, 2.1}}
	four  = [][]float64{{1, 2, 3, 4}, {0.3, -0.7, 0.9, -1.1}}
	one   = [][]float64{{0.3}, {1.7}, {-2.4}}
	nine  = [][]float64{{0.1, -0.2, 0.3, 0.4, -0.5, 0.6, 0.7, -0.8, 0.9}, {1, 2, 1, -1, 0.5, 0.25, -2, 1, 0}}
)

func nabla_run_1() {
	for i := 0; i < 5; i++ {
		inputs = append(inputs, []float64{math.Sin(float64(i)), math.Cos(2 * float64(i))})
		targets = append(targets, float64(i)/3)
	}
	square = func(x float64) float64 { return x * x }
	shift = func(x []float64, by float64) []float64 {
		y := make([]float64, len(x))
		for i := range x {
			y[i] = x[i] + by
		}
		return y
	}
	k := 3.0
	catalogue = []entry{
		{"saddle", saddle, two},
		{"saddle literal", func(w []float64) float64 { return math.Pow(1-w[0]*w[1], 2) }, two},
		{"rosenbrock", rosenbrock, four},
		{"perceptron", perceptron, nine},
		{"polynomial", polynomial, three},
		{"branches", branches, append(four, []float64{1, 0.2, -2, 0.7})},
		{"power recursion", func(x, y float64) float64 { return recursive(x, 5) + recursive(y, 3) }, two},
		{"mutual recursion", func(x float64) float64 { return even(x, 6) }, one},
		{"captured local", func(x float64) float64 { return k*x*x + rate }, one},
		{"closures", closures, three},
		{"switches", switches, three[1:]},
		{"arrays", arrays, three},
		{"structs", structs, three},
		{"pointers", pointers, three},
		{"methods", methods, three},
		{"variadic", variadic, three},
		{"multiple results", multiple, three},
		{"named results", namedResults, two},
		{"appending", appending, three},
		{"copying", copying, three},
		{"matrix", matrix, four},
		{"swaps", swaps, three},
		{"operators", operatorsOf, three},
		{"constants", constants, two},
		{"float32", func(x []float64) float64 { return float64(float32(2)) * x[0] }, two},
		{"named floats", named, two},
		{"min and max", extrema, three},
		{"labels", labels, four},
		{"ranges", ranges, three},
		{"printing", printing, two},
		{"sorting", sorting, three},
		{"captured functions", func(x []float64) float64 { return square(x[0]) + power(x[1]*x[1]+1, 1.5) }, two},
		{"captured slice function", func(x []float64) float64 { return shift(x, 2)[1] * shift(x, x[0])[0] }, two},
		{"function parameters", higherOrder, two},
		{"functions returned", func(x, y float64) float64 { return adder(x)(y) * adder(2)(x) }, two},
		{"names that might clash", clash, two},
		{"local dot of data", localDot, two},
		{"maker", maker(2, []float64{1, 2}), two},
		{"buffers", buffers, three},
		{"vector field", field, two},
		{"curve", func(t float64) []float64 { return []float64{math.Cos(t), math.Sin(t), t} }, one},
		{"surface", func(u, v float64) []float64 { return []float64{u * v, u + v, u / (1 + v*v)} }, two},
		{"into", into, two},
		{"identity", func(x []float64) []float64 { return x }, two},
		{"constant rows", func(x []float64) []float64 { return targets }, two},
		{"method value", model{2, 3}.value, one},
		{"math value", math.Atan, one},
		{"three numbers", func(x, y, z float64) float64 { return x*y - z/x }, three},
		{"immediately called", func(x float64) float64 { return func(u float64) float64 { return u * x }(x + 1) }, one},
		{"nested literals", nested, two},
		{"early return", early, three},
		{"shadowing", shadowing, two},
		{"embedded", embedding, two},
		{"counter", counter, two},
		{"elaborate indices", elaborate, three},
		{"new and clear", fresh, two},
		{"alias of data", aliasOfData, two},
		{"array parameters", arrayParameters, three},
		{"float32 arithmetic", single, [][]float64{}},
		{"signs", func(x []float64) float64 { k := 2.0; return - -k * - -x[0] }, two},
		{"struct parameters", structParameters, three},
		{"functions in structs", functionsInStructs, two},
		{"recursive closure over data", tree, two},
		{"bubble sort", bubble, three},
		{"newton iteration", newton, [][]float64{{2}, {0.7}, {10}}},
		{"power series", series, one},
		{"gauss elimination", gauss, [][]float64{{2, 1, 1, 3}, {1, 2, -3, 0.5}}},
		{"logical operators", logical, two},
		{"panic message", panics, two},
	}
}

func saddle(w []float64) float64 {
	r := 1 - w[0]*w[1]
	return r * r
}

func rosenbrock(x []float64) float64 {
	s := 0.0
	for i := 0; i < len(x)-1; i++ {
		a := x[i+1] - x[i]*x[i]
		b := 1 - x[i]
		s += 100*a*a + b*b
	}
	return s
}

func neuron(w []float64, x []float64, b float64) float64 {
	z := b
	for j, xj := range x {
		z += w[j] * xj
	}
	return math.Tanh(z)
}

func perceptron(p []float64) float64 {
	loss := 0.0
	for k := range inputs {
		out := p[8]
		for h := 0; h < 2; h++ {
			out += p[6+h] * neuron(p[2*h:2*h+2], inputs[k], p[4+h])
		}
		e := out - targets[k]
		loss += e * e
	}
	return loss / float64(len(inputs))
}

func polynomial(x []float64) float64 {
	p, q := 0.0, 1.0
	for _, c := range [...]float64{3, -2, 0.5, 1.0 / 7} {
		p = p*x[0] + c
	}
	for range 3 {
		q *= x[1]
	}
	for i := range 4 {
		q += float64(i) * x[2]
	}
	return p + q
}

func branches(x []float64) float64 {
	s, p := 0.0, 1.0
	for i, v := range x {
		if v > 0.5 && i%3 != 0 {
			s += math.Sin(v) * p
		} else if v < -0.5 {
			s -= v * v * v
		} else {
			s += math.Exp(v * p)
		}
		p = 0.5*p + 0.1*v
		if s > 1e6 {
			break
		}
	}
	return s / (1 + p*p)
}

func recursive(x float64, n int) float64 {
	if n == 0 {
		return 1
	}
	return x * recursive(x, n-1)
}

func even(x float64, n int) float64 {
	if n == 0 {
		return x
	}
	return x * odd(x+1, n-1)
}

func odd(x float64, n int) float64 {
	if n == 0 {
		return 1
	}
	return even(x/2, n-1) - x
}

func closures(x []float64) float64 {
	total := 0.0
	add := func(v float64) { total += v }
	scale := 3.0
	sq := func(u float64) float64 { return scale * u * u }
	for i := range x {
		add(sq(x[i]) * x[i])
	}
	inc := func() { total++ }
	inc()
	var fib func(n int, v float64) float64
	fib = func(n int, v float64) float64 {
		if n < 2 {
			return v
		}
		return fib(n-1, v) + fib(n-2, v*v)
	}
	fs := []func(float64) float64{sq, math.Cos, third}
	for _, f := range fs {
		total += f(x[1])
	}
	extra := add2(add, x[2], &total)
	return total*fib(4, x[0]) + extra
}

func add2(add func(float64), v float64, p *float64) float64 {
	add(v)
	return *p
}

func third(v float64) float64 { return v / 3 }

func switches(x []float64) float64 {
	s := 0.0
	for i, v := range x {
		switch {
		case v > 1:
			s += v * v
			fallthrough
		case v > 0.5:
			s += v
		case v == 3:
			s = 0
		default:
			s -= math.Sqrt(math.Abs(v)) / 7
		}
		switch w := v * 2; i {
		case 0, 1:
			s *= w
		case 2:
			s += w
		}
	}
	switch x[0] {
	case 1:
		return s * x[0]
	}
	return s
}

func arrays(x []float64) float64 {
	m := [2]float64{x[0], 1}
	n := m
	n[1] *= x[1]
	var g [2][2]float64
	g[0][1], g[1][0] = x[2], x[0]
	h := g
	h[0][1]++
	row := g[0]
	row[1] = 100
	view := m[:]
	view[0] += 5
	p := &g
	p[1][1] = x[1] * x[1]
	c := [...]float64{1, 2, 3}
	s := 0.0
	for i, v := range m {
		s += v * c[i]
	}
	return s + n[0]*n[1] + g[0][1]*h[0][1]*g[1][0] + g[1][1] + float64(len(m))
}

type point struct{ x, y float64 }

type segment struct {
	from, to point
	name     string
	tags     []int
}

func structs(x []float64) float64 {
	p := point{x[0], 2}
	q := point{y: x[1]}
	q.x += p.x * 2
	s := segment{from: p, to: q, name: "s"}
	t := s
	t.to.y *= x[2]
	list := []point{{x[0], x[1]}, {1, 2}, p}
	for i := range list {
		list[i].x += list[i].y
	}
	sum := 0.0
	for _, l := range list {
		sum += l.x * l.y
	}
	ptrs := []*point{{1, x[2]}, &p}
	ptrs[1].x = 7
	m := map[string]int{"a": 1}
	return sum + s.to.y*t.to.y + t.from.x + ptrs[0].y + p.x*float64(len(t.name)+m["a"])
}

func pointers(x []float64) float64 {
	a, b := x[0], x[1]
	p := &a
	*p *= 2
	swap(&a, &b)
	q := &x[2]
	*q = *q * *p
	return a*a + b + x[2]
}

func swap(a, b *float64) { *a, *b = *b, *a }

type model struct{ a, b float64 }

func (m model) value(x float64) float64 { return m.a*x*x + m.b*x }
func (m *model) scale(k float64)        { m.a *= k; m.b += k }

type vector []float64

func (v vector) dot(w vector) float64 {
	s := 0.0
	for i := range v {
		s += v[i] * w[i]
	}
	return s
}

func methods(x []float64) float64 {
	m := model{x[0], 1}
	m.scale(x[1])
	n := &model{2, 3}
	n.scale(4)
	v := vector(x)
	w := vector{1, 2, 3}
	return m.value(x[2]) + n.value(x[0]) + v.dot(v) + v.dot(w) + w.dot(v)*w.dot(w)
}

func sum(xs ...float64) float64 {
	s := 0.0
	for _, x := range xs {
		s += x
	}
	return s
}

func variadic(x []float64) float64 {
	product := func(first float64, rest ...float64) float64 {
		for _, r := range rest {
			first *= r
		}
		return first
	}
	return sum(x...)*sum(x[0], 1, x[2]) + sum() + sum(1, 2) + product(2, x[1], x[1]) + product(x[0])
}

func quotient(a, b float64) (float64, float64, int) {
	n := 0
	for a > b && b > 0 {
		a -= b
		n++
	}
	return a, b * float64(n), n
}

func pair() (float64, error) { return 2.5, nil }

func multiple(x []float64) float64 {
	r, q, n := quotient(x[2]+10, 3)
	s, c := math.Sincos(x[0])
	w, f := math.Modf(x[1] + 0.25)
	frac, exp := math.Frexp(x[2])
	_, q2, _ := quotient(7, x[0]*x[0]+1)
	y := 1.0
	y, err := pair()
	if err == nil {
		y *= x[0]
	}
	if v, err := pair(); err == nil {
		y += v
		v = x[1]
		y += v
	}
	lg, sign := math.Lgamma(x[0]*x[0] + 1)
	return r*q + float64(n) + s*c + w + f + math.Ldexp(frac, exp) + q2*y + lg*float64(sign)
}

func namedResults(x []float64) (y float64) {
	y = x[0]
	if x[1] > 0 {
		return
	}
	defaulted := y * 2
	y, z := both(x[0], defaulted)
	return y * z
}

func both(a, b float64) (p, q float64) {
	p = a * b
	q = -a
	return
}

func appending(x []float64) float64 {
	y := append([]float64{}, x...)
	y = append(y, 2, x[0])
	y = append(y, targets...)
	var z []float64
	for _, v := range y {
		z = append(z, v*v)
	}
	rows := [][]float64{x}
	rows = append(rows, z, y[:2])
	rows[2][0] *= 3
	s := 0.0
	for _, r := range rows {
		for _, v := range r {
			s += v
		}
	}
	return s + float64(len(rows))
}

func copying(x []float64) float64 {
	y := make([]float64, len(x), 10)
	n := copy(y, x)
	copy(y[1:], targets)
	y[0] *= y[1] + x[2]
	a := y[:2:3]
	b := y[1:]
	a[1] += x[0]
	return b[0]*b[0] + y[0] + float64(n+cap(a))
}

func matrix(x []float64) float64 {
	a := [][]float64{{x[0], x[1]}, {x[2], x[3]}}
	b := make([][]float64, 2)
	for i := range b {
		b[i] = make([]float64, 2)
		for j := range b[i] {
			for k := range a {
				b[i][j] += a[i][k] * a[k][j]
			}
		}
	}
	return b[0][0]*b[1][1] - b[0][1]*b[1][0]
}

func swaps(x []float64) float64 {
	a, b := x[0], x[1]
	a, b = b, a
	i := 0
	i, x[i] = 1, x[2]
	x[i], x[2] = x[2]*a, x[0]-b
	return a + 2*b*x[0]*x[1] + x[2]
}

func operatorsOf(x []float64) float64 {
	s := x[0]
	s += x[1]
	s -= 2
	s *= x[2]
	s /= 3 + x[0]*x[0]
	s++
	x[1]--
	x[0] = -x[0]
	x[2] = +x[1]
	n := 5
	n %= 3
	n <<= 2
	return s + x[0] - x[2]/float64(n)
}

func constants(x []float64) float64 {
	const half = 1.0 / 2
	const big = 1 << 70
	var third = 1 / 3.0
	var f float64 = 7 / 2
	i := 3
	return half*x[0] + big*1e-20*x[1] + third*x[0] + f + float64(i/2)*x[1] + math.Pi*x[0]*x[0] + 'a'
}

type metres float64

func named(x []float64) float64 {
	m := metres(x[0]) * 2
	if m > 1 && metres(3) > m {
		m += metres(rate)
	}
	return float64(m * m)
}

func extrema(x []float64) float64 {
	return max(x[0], x[1]*2, 0.1)*min(x[2], 5) + math.Max(x[0], x[2]) - min(1, 2) + max(rate, x[1])
}

func labels(x []float64) float64 {
	s := 0.0
outer:
	for i := range x {
		for j := 0; ; j++ {
			if j > i {
				continue outer
			}
			if i == 3 {
				break outer
			}
			s += x[i] * x[j]
		}
	}
	return s
}

func ranges(x []float64) float64 {
	s := 0.0
	for i := range len(x) {
		s += x[i] * float64(i)
	}
	for _, c := range "ab" {
		s *= float64(c) / 100
	}
	var i int
	var v float64
	for i, v = range x {
		s += v
	}
	for _, v := range targets {
		v *= x[0]
		s += v
	}
	for _, row := range inputs {
		s += row[0] * x[1]
	}
	for t := 0.0; t < 1; t += 0.25 {
		s += t * x[2]
	}
	for range x {
		s *= 1.5
	}
	for u := x[0]; u < 3.05; u += 1 {
		s += u
	}
	return s + float64(i)
}

func printing(x []float64) float64 {
	if x[0] > 1e9 {
		fmt.Println("large", x[0], x, len(x))
		fmt.Printf("%g\n", x[1])
	}
	return x[0] * x[1]
}

func sorting(x []float64) float64 {
	order := []int{0, 1, 2}
	sort.Slice(order, func(i, j int) bool { return x[order[i]] < x[order[j]] })
	s := 0.0
	for rank, i := range order {
		s += float64(rank+1) * x[i] * x[i]
	}
	return s
}

func apply(f func(float64) float64, x float64) float64 { return f(f(x)) }

func higherOrder(x []float64) float64 {
	k := x[1]
	return apply(func(v float64) float64 { return v * k }, x[0]) + apply(math.Sin, x[0]) + apply(third, 9)*apply(third, k) + apply(square, x[0])
}

func adder(a float64) func(float64) float64 {
	return func(b float64) float64 { return a + b*b }
}

func clash(x []float64) float64 {
	t, ad, autodiff := x[0], x[1], 2.0
	tape := t * ad
	real := 3.0
	return t*ad*autodiff + tape/real
}

func localDot(x []float64) float64 {
	dot := func(a, b []float64) float64 {
		s := 0.0
		for i := range a {
			s += a[i] * b[i]
		}
		return s
	}
	s := dot(x, x)
	for _, row := range inputs {
		s += dot(row, x) * dot(inputs[0], x)
	}
	return s
}

func maker(k float64, data []float64) func([]float64) float64 {
	return func(w []float64) float64 {
		d := data
		s := 0.0
		for i, v := range w {
			s += k * v * v * d[i]
		}
		return s
	}
}

func zeros(n int) []float64 { return make([]float64, n) }

func fill(dst []float64, v float64) {
	for i := range dst {
		dst[i] = v * float64(i)
	}
}

func buffers(x []float64) float64 {
	b := zeros(len(x))
	fill(b, x[0])
	c := zeros(2)
	fill(c, 3)
	for i, v := range b {
		b[i] = v * x[i]
	}
	return b[1]*b[2] + c[1]
}

func field(x []float64) []float64 {
	return []float64{x[0]*x[0] + x[1], x[0] * x[1]}
}

func into(dst, x []float64) {
	dst[0] = x[0] * x[1]
	dst[1] = math.Exp(x[0])
}

func nested(x []float64) float64 {
	f := func(u float64) float64 {
		g := func(v float64) float64 { return u*v + x[0] }
		return g(u) + g(2)
	}
	return f(x[1])
}

func early(x []float64) float64 {
	for i, v := range x {
		if v < 0 {
			return v * x[(i+1)%3]
		}
	}
	if len(x) > 3 {
		return 1
	}
	return x[0] * x[1] * x[2]
}

func shadowing(x []float64) float64 {
	s := x[0]
	{
		s := 2.0
		s *= 3
		x := s * x[1]
		_ = x
	}
	if s := s * s; s > 0.5 {
		return s
	}
	return s
}

type named3 struct {
	point
	z float64
}

func (p point) norm() float64 { return math.Hypot(p.x, p.y) }

func embedding(x []float64) float64 {
	n := named3{point{x[0], 1}, x[1]}
	n.y += 2
	return n.x*n.y*n.z + n.norm()
}

var evaluations int

func counter(x []float64) float64 {
	evaluations++
	return x[0] * x[1]
}

var step int

func next() int { step++; return step % 2 }

func elaborate(x []float64) float64 {
	y := []float64{x[0], x[1]}
	y[next()] *= x[2]
	y[next()]++
	grow := func() float64 { y[0] += 1; return y[0] }
	y[1] += grow()
	step = 0
	return y[0]*y[0] + y[1]
}

func fresh(x []float64) float64 {
	p := new(float64)
	*p = x[0]
	q := new(x[1])
	*q *= *p
	b := []float64{x[0], 1}
	clear(b)
	return *p**q + b[0]
}

func aliasOfData(x []float64) float64 {
	d := targets
	s := 0.0
	for i := range x {
		s += d[i+1] * x[i]
	}
	e := d[1:]
	return s + e[0]
}

func panics(x []float64) float64 {
	if x[0] > 1e6 {
		panic(fmt.Sprintf("too large: %g", x[0]))
	}
	if len(x) != 2 {
		panic("two numbers")
	}
	return x[0] / x[1]
}

func rotate(v [2]float64, angle float64) (w [2]float64) {
	s, c := math.Sincos(angle)
	w[0] = c*v[0] - s*v[1]
	w[1] = s*v[0] + c*v[1]
	v[0] = 100
	return
}

func arrayParameters(x []float64) float64 {
	v := [2]float64{x[0], x[1]}
	w := rotate(v, 0.3)
	u := rotate([2]float64{1, 2}, x[2])
	k := rotate([...]float64{1, 2}, 0.5)
	return v[0]*w[1] + u[0]*u[1] + k[0]*x[0]
}

func single(x []float64) float64 {
	a := float32(x[0])
	b := a*a + 0.1
	var c float32 = 0.7
	b /= c
	if b > 1.5 || a < c {
		b -= c
	}
	return float64(b) + x[1]
}

func moved(p point, by float64) point {
	p.x += by
	return p
}

func structParameters(x []float64) float64 {
	p := moved(point{1, 2}, x[0])
	q := moved(point{x[1], 2}, 3)
	r := moved(point{1, 1}, 2)
	return p.x*q.x + r.x*x[2] + p.y
}

type layer struct {
	w   float64
	act func(float64) float64
}

func functionsInStructs(x []float64) float64 {
	layers := []layer{{2, math.Tanh}, {x[1], func(v float64) float64 { return v * v }}, {w: 1, act: third}}
	v := x[0]
	for _, l := range layers {
		v = l.act(l.w * v)
	}
	return v
}

func tree(x []float64) float64 {
	var walk func(depth int, v float64) float64
	walk = func(depth int, v float64) float64 {
		if depth == len(targets) {
			return v
		}
		return walk(depth+1, v*x[0]+targets[depth]) - walk(depth+1, v*0.5)/3
	}
	return walk(1, x[1])
}

func bubble(x []float64) float64 {
	y := append([]float64(nil), x...)
	for i := range y {
		for j := i + 1; j < len(y); j++ {
			if y[j] < y[i] {
				y[i], y[j] = y[j], y[i]
			}
		}
	}
	return y[0] + 2*y[1] + 3*y[2]*y[2]
}

func newton(a float64) float64 {
	x := a
	for range 40 {
		next := (x + a/x) / 2
		if math.Abs(next-x) < 1e-15 {
			break
		}
		x = next
	}
	return x
}

func series(x float64) (s float64) {
	for n, term := 1, 1.0; n < 20; n++ {
		s += term
		term *= x / float64(n)
	}
	return
}

func gauss(a []float64) float64 {
	m := [][]float64{{a[0], a[1], 1}, {a[2], a[3], 2}}
	for i := range m {
		p := i
		for r := i; r < len(m); r++ {
			if math.Abs(m[r][i]) > math.Abs(m[p][i]) {
				p = r
			}
		}
		m[i], m[p] = m[p], m[i]
		for r := range m {
			if r == i {
				continue
			}
			f := m[r][i] / m[i][i]
			for c := i; c < 3; c++ {
				m[r][c] -= f * m[i][c]
			}
		}
	}
	return m[0][2]/m[0][0] + m[1][2]/m[1][1]
}

func logical(x []float64) float64 {
	positive := func(v float64) bool { x[1] += 0.5; return v > 0 }
	if x[0] > 0 && positive(x[0]) || !(x[1] > 3) && positive(x[1]) {
		return x[0] * x[1]
	}
	return x[1]
}
