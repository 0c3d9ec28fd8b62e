package main

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	m "math"
	"slices"
	"sort"
	"strings"
)

// Functions in the corners of the language.

type entry struct {
	name   string
	f      any
	points [][]float64
}

var catalogue []entry

var (
	one   = [][]float64{{0.3}, {1.7}, {-2.4}}
	two   = [][]float64{{1, 1.5}, {0.3, -0.7}, {-1.2, 2.5}}
	three = [][]float64{{1, 2, 3}, {0.3, -0.7, 0.9}, {-1.5, 0.2, 2.1}}
	table = []float64{0.5, -1.25, 2}
	grid  = [2][3]float64{{1, 2, 3}, {-1, 0.5, 0.25}}
)

// loopVariables are new in every round, also for those who keep them.
func loopVariables(x []float64) float64 {
	var fs []func() float64
	for i := 0; i < 3; i++ {
		v := x[i] * float64(i+1)
		fs = append(fs, func() float64 { v += 1; return v * float64(i) })
	}
	for _, v := range x {
		fs = append(fs, func() float64 { return v * v })
	}
	s := 0.0
	for _, f := range fs {
		s += f() * f()
	}
	return s
}

// a loop variable that is active and captured: each round has its own.
func activeLoopVariable(x float64) float64 {
	var ps []*float64
	var fs []func() float64
	for a := x; a < 8; a += 3 {
		ps = append(ps, &a)
		fs = append(fs, func() float64 { a *= 1.5; return a })
	}
	s := 0.0
	for i, p := range ps {
		s += *p * fs[i]() * float64(i+1)
	}
	return s
}

// shadows of parameters, packages, builtins and functions.
func shadows(x []float64) float64 {
	math := x[0]
	len := func(v float64) float64 { return v * math }
	max, true := len(x[1]), 2.0
	if x := max * true; x > 0 {
		x := x * x
		math += x
	} else {
		x := -x
		math -= x
	}
	{
		append := m.Sin
		math *= append(math)
	}
	return math + max
}

// deferredResults modify what return has set, in the order of defers.
func deferredResults(x []float64) (y, z float64, err error) {
	defer func() { y += z * x[0] }()
	defer func(a float64) { y *= a; z -= x[1] }(x[0] + z)
	for i := range 2 {
		defer func() { z += float64(i) * y }()
	}
	z = x[1]
	return x[0] * x[1], z * z, nil
}

func useDeferred(x []float64) float64 {
	y, z, err := deferredResults(x)
	if err != nil {
		return 0
	}
	return y + 2*z
}

// labelled loops, with continue of outer ones in switch and select-free blocks.
func labelled(x []float64) float64 {
	s := 1.0
outer:
	for i := 0; i < 4; i++ {
	inner:
		for j := range x {
			switch {
			case i == j:
				continue outer
			case x[j] > 2.5:
				break inner
			case i+j == 4:
				break outer
			}
			s += s*x[j]/10 + float64(i)
		}
		s *= 0.9
	}
	return s
}

// mapsOfSlices share and replace their slices.
func mapsOfSlices(x []float64) float64 {
	ms := map[string][]float64{"a": {x[0], 1}, "b": x[:2]}
	ms["c"] = append(ms["a"], x[2])
	ms["a"][0] *= 2
	ms["b"][1] += ms["c"][2]
	if v, ok := ms["none"]; !ok && v == nil {
		ms["d"] = append(v, x[1], ms["c"][0])
	}
	delete(ms, "a")
	a, found := ms["a"]
	s := float64(len(a))
	if found {
		return 0
	}
	for _, k := range []string{"b", "c", "d"} {
		for i, v := range ms[k] {
			s += v * float64(i+1)
		}
	}
	return s + x[1]
}

// appendAliasing writes through a slice that shares memory until it grows.
func appendAliasing(x []float64) float64 {
	base := make([]float64, 2, 3)
	base[0], base[1] = x[0], x[1]
	a := append(base, x[2])
	b := append(base, 7) // over a[2]
	c := append(a, 1, 2) // its own memory
	c[0] = 100 * x[0]
	a[1] *= 3
	d := a[:2:2]
	d = append(d, x[0]) // its own memory
	d[0] = 50
	return a[2]*b[1] + base[0]*c[0] + d[2] + float64(cap(base)) + c[2]*a[0]
}

type polynomial struct{ c []float64 }

func (p polynomial) at(x float64) (s float64) {
	for i := len(p.c) - 1; i >= 0; i-- {
		s = s*x + p.c[i]
	}
	return s
}

func (p *polynomial) push(c float64) { p.c = append(p.c, c) }

type base struct{ scale, offset float64 }

func (b base) apply(x float64) float64   { return b.scale*x + b.offset }
func (b *base) stretch(k float64)        { b.scale *= k }
func (b *base) self() *base              { return b }
func (b base) with(offset float64) base  { b.offset = offset; return b }
func (b *base) apply2(x float64) float64 { return b.apply(b.apply(x)) }

type derived struct {
	base
	*polynomial
	name string
}

// embedded promotes methods of values and pointers, fields and their addresses.
func embedded(x []float64) float64 {
	d := derived{base{x[0], 1}, &polynomial{[]float64{x[1]}}, "d"}
	e := d // shares the polynomial alone
	d.stretch(x[1])
	e.push(x[2])
	d.push(2)
	p := &e.base.offset
	*p += x[0]
	return d.apply(x[2]) + e.apply(x[1]) + d.at(x[0]) + e.self().with(3).apply(x[1])*d.apply2(x[0]) + d.scale*e.offset
}

type number interface{ ~float64 | ~float32 }

type celsius float64

func scaled[T number](x T, by ...T) T {
	s := x
	for _, b := range by {
		s *= b
	}
	return s
}

func fold[S ~[]E, E cmp.Ordered, A any](s S, a A, f func(A, E) A) A {
	for _, e := range s {
		a = f(a, e)
	}
	return a
}

type pairOf[K comparable, V any] struct {
	key   K
	value V
}

func (p pairOf[K, V]) swap(v V) (pairOf[K, V], V) { return pairOf[K, V]{p.key, v}, p.value }

// constraints of type parameters, with type sets and methods.
func constraints(x []float64) float64 {
	t := scaled(celsius(x[0]), 2, celsius(x[1]))
	s := fold(x, 1.0, func(a, e float64) float64 { return a*e + 1 })
	n := fold([]int{1, 2}, x[2], func(a float64, e int) float64 { return a * float64(e) })
	p, old := pairOf[string, float64]{"k", x[0]}.swap(x[1] * n)
	return float64(t) + s + p.value*old
}

// pairs yields until told to stop, and cleans up.
func pairs(x []float64, done *float64) iter.Seq2[int, float64] {
	return func(yield func(int, float64) bool) {
		defer func() { *done += 1 + x[0] }()
		for i, v := range x {
			if !yield(i, v*v) {
				return
			}
		}
	}
}

// earlyReturns leave loops over functions by return, break and labels.
func earlyReturns(x []float64) (s float64) {
	done := 0.0
	defer func() { s += done * x[1] }()
	for i, v := range pairs(x, &done) {
		s += v
		if i == 1 {
			break
		}
	}
outer:
	for range 3 {
		for i, v := range pairs(x, &done) {
			if i == 1 {
				continue outer
			}
			s *= 1 + v/10
		}
	}
	for i, v := range pairs(x, &done) {
		if i == 2 {
			return s * v
		}
	}
	return -s
}

// fallsThrough goes from case to case.
func fallsThrough(x []float64) float64 {
	s := x[0]
	for i := range 4 {
		switch i {
		case 0:
			s += x[1]
			fallthrough
		case 1:
			s *= x[1]
		case 2, 3:
			if s > 100 {
				break
			}
			fallthrough
		default:
			s -= x[0] / 3
		}
	}
	return s
}

const (
	first = iota*1.5 + 0.1
	second
	_
	fourth
	big    = 1 << 62
	tiny   = 1.0 / (1 << 60)
	third  = 1 / 3
	thirdf = 1 / 3.
)

// constantArithmetic is exact before it is rounded.
func constantArithmetic(x []float64) float64 {
	const local = first + fourth*2
	return x[0]*local + x[1]*big*tiny + third*x[0] + thirdf*x[1] + second + x[0]*(1e200*1e-200) + x[1]/(7/2) - -x[0]
}

// mixed has float32 in the middle: its roundings are those of the function.
func mixed(x []float64) float32 {
	a := float32(x[0])
	a += 0.1
	a *= float32(x[1])
	b := []float32{a, float32(table[1]), 3}
	for i := range b {
		b[i] = b[i]*b[0] + float32(i)
	}
	return b[1] + b[2]
}

func useMixed(x []float64) float64 { return float64(mixed(x)) }

type vec3 [3]float64

func (v vec3) plus(w vec3) vec3 {
	for i := range v {
		v[i] += w[i]
	}
	return v
}

func (v *vec3) negate() {
	for i := range v {
		v[i] = -v[i]
	}
}

// arraysOfArrays are values: assignments, arguments, range and struct fields copy.
func arraysOfArrays(x []float64) float64 {
	a := [2][3]float64{{x[0], x[1], x[2]}}
	b := a
	b[0][1] *= 2
	a[1] = b[0]
	a[1][2] += x[0]
	row := a[0]
	row[0] = 10
	g := grid
	g[1][0] = x[1]
	v := vec3(a[1])
	w := v.plus(vec3{1, x[0]})
	v.negate()
	s := 0.0
	for i, r := range a {
		a[1][0] = 5 // range has a copy
		s += r[0] * float64(i+1)
	}
	for i := range a {
		for j, e := range &a[i] {
			a[i][j] += 1
			s += e * g[i][j]
		}
	}
	p := &a
	p[1][1] += s
	q := *p
	q[0][0] = 0
	return s + row[0]*row[1] + w[0]*v[1] + p[1][1]*b[0][1] + grid[1][0] + q[0][1]
}

// comparisons of structs and arrays of constants, and of active numbers.
func comparisons(x []float64) float64 {
	type key struct {
		i int
		s string
	}
	k := key{1, "a"}
	s := 0.0
	if k == (key{1, "a"}) && [2]int{1, 2} != [2]int{2, 1} {
		s = x[0]
	}
	if (x[0] > 0) != (x[1] > 0) || x[0] == x[1] {
		s += x[1] * x[1]
	}
	switch x[0] {
	case 1.25, x[1]:
		s += 7 * x[0]
	default:
		s -= x[1]
	}
	return s
}

// extremes takes the builtins of several kinds, with infinities.
func extremes(x []float64) float64 {
	a := min(x[0], 2, x[1]) * max(3, x[1])
	b := max(x[0], m.Inf(-1)) + min(m.Inf(1), x[1]*x[1])
	i, j := 3, 4
	return a + b*float64(min(i, j)) + max(x[0]*x[1], -100) + float64(len(max("a", "b")))
}

// whole takes integers beside numbers.
func whole(n int, x float64, k uint8, s string) float64 {
	return x*float64(n<<k) + float64(len(s)/n)*x*x + float64(n%2)
}

func integers(x float64) float64 {
	n := 3
	n += 2
	s := whole(n, x, 2, "abcdefghijk")
	for i, c := range "xyz" {
		s += x * float64(i) * float64(c-'w')
	}
	for i := range n {
		s -= float64(i&1) * x
	}
	return s + float64(n)
}

func total(scale float64, xs ...float64) float64 {
	if len(xs) > 0 {
		xs[0] *= scale // the caller's, if it passed a slice
	}
	s := 0.0
	for _, v := range xs {
		s += v
	}
	return s
}

// variadics pass lists, slices and nothing.
func variadics(x []float64) float64 {
	a := []float64{x[0], x[1]}
	s := total(2, a...)
	s *= a[0]
	s += total(x[0], x[1], 3, x[2]) + total(3)
	s += total(x[1], x...)
	s += x[0]
	s += total(1, append(a[:1:1], table...)...)
	return s
}

// recursions of closures, alone and mutual.
func recursions(x float64) float64 {
	var power func(b float64, n int) float64
	power = func(b float64, n int) float64 {
		if n == 0 {
			return 1
		}
		return b * power(b, n-1)
	}
	var ping, pong func(v float64, n int) float64
	ping = func(v float64, n int) float64 {
		if n == 0 {
			return v
		}
		return pong(v*x, n-1)
	}
	pong = func(v float64, n int) float64 { return ping(v+1, n-1) }
	return power(x, 4) + ping(x, 4)
}

// makers return closures that share a variable.
func makers(x []float64) float64 {
	account := func(start float64) (func(float64), func() float64) {
		balance := start
		return func(v float64) { balance += v * x[1] }, func() float64 { return balance * balance }
	}
	add, get := account(x[0])
	add2, get2 := account(1)
	add(3)
	add2(x[0])
	add(x[1])
	first := get()
	return first + get2()
}

// tuples assign in the order of the language: operands first, then left to right.
func tuples(x []float64) float64 {
	i := 0
	a := []float64{x[0], x[1], x[2]}
	i, a[i] = 1, 7*x[0]
	a[0], a[i], a[2] = a[2], a[0], a[i]
	p := &a[0]
	*p, a = x[1], []float64{1, 2}
	return a[1]*x[0] + a[i] + *p
}

type node struct {
	value       float64
	left, right *node
}

type shape interface {
	area() float64
	grow(k float64) shape
}

type disc struct{ r float64 }
type box struct{ a, b float64 }

func (d disc) area() float64        { return m.Pi * d.r * d.r }
func (d disc) grow(k float64) shape { return disc{d.r * k} }
func (b *box) area() float64        { return b.a * b.b }
func (b *box) grow(k float64) shape { return &box{b.a * k, b.b} }

// dynamic calls methods by the types of values, nil among them.
func dynamic(x []float64) float64 {
	list := []shape{disc{x[0]}, &box{x[1], 2}, nil}
	s := 0.0
	for i, e := range list {
		switch e := e.(type) {
		case nil:
			s += float64(i)
		case disc:
			s += e.r
		case *box:
			e.a *= 2
		}
		if e != nil {
			g := e.grow(x[2])
			s += g.area()
			if b, ok := e.(*box); ok {
				s += b.a * b.b
			}
		}
	}
	return s
}

// text prints and builds strings with values along the way.
func text(x []float64) float64 {
	var b strings.Builder
	for i := range x {
		b.WriteByte(byte('a' + i))
	}
	if strings.Contains(b.String(), "b") {
		return x[0] * float64(b.Len())
	}
	return 0
}

var errNegative = errors.New("negative")

func checked(x float64) (float64, error) {
	if x < 0 {
		return 0, fmt.Errorf("%w: %v", errNegative, x)
	}
	return m.Sqrt(x), nil
}

// failing carries errors beside numbers.
func failing(x []float64) float64 {
	s := 0.0
	for _, v := range x {
		r, err := checked(v)
		if errors.Is(err, errNegative) {
			s -= v
			continue
		}
		s += r * v
	}
	return s
}

// sorted orders by active keys what else is passive.
func sorted(x []float64) float64 {
	order := []int{0, 1, 2}
	sort.Slice(order, func(i, j int) bool { return x[order[i]] < x[order[j]] })
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(j, i) })
	s := 0.0
	for k, i := range order {
		s += x[i] * float64(k+1)
	}
	return s
}

// slicesOfSlices share rows.
func slicesOfSlices(x []float64) float64 {
	rows := make([][]float64, 3)
	for i := range rows {
		rows[i] = x[:i+1]
	}
	rows[2][0] += 1 // in all of them
	rows[1] = append([]float64(nil), rows[2]...)
	rows[1][0] *= 3
	copy(rows[0], rows[1][1:])
	flat := slices.Concat(rows[0:1]...)
	_ = flat
	return rows[0][0]*rows[2][1] + rows[1][0]
}

// compound assignments evaluate their left side once.
func compound(x []float64) float64 {
	n := 0
	next := func() int { n++; return n - 1 }
	a := []float64{x[0], x[1], x[2]}
	a[next()] += 10
	a[next()] *= x[0]
	a[next()]--
	mm := map[int]float64{}
	mm[1] += x[0]
	mm[1] *= 3
	mm[2]++
	return a[0] + a[1]*2 + a[2]*3 + float64(n) + mm[1]*mm[2]
}

// anonymous structs, nested and compared by fields.
func anonymous(x []float64) float64 {
	type inner = struct{ v, w float64 }
	s := struct {
		inner
		list []inner
		by   map[string]inner
	}{inner{x[0], 1}, []inner{{x[1], 2}, {w: x[2]}}, map[string]inner{"k": {3, x[0]}}}
	s.list[0].v *= s.v
	t := s.list[1]
	t.v = 9 * x[0]
	s.list = append(s.list, t, s.by["k"])
	sum := 0.0
	for _, e := range s.list {
		sum += e.v*2 + e.w
	}
	return sum
}

// pointers to pointers, to elements and to struct fields.
func pointers(x []float64) float64 {
	a, b := x[0], x[1]
	p, q := &a, &b
	pp := &p
	**pp *= 2
	*pp = q
	**pp += a
	s := struct{ v [2]float64 }{[2]float64{a, b}}
	r := &s.v[1]
	*r *= *p
	c := s
	*r = 0
	swap := func(u, v *float64) { *u, *v = *v, *u }
	swap(&a, &x[1])
	return a*b + c.v[1] + s.v[1] + x[1]*x[0]
}

// conditions call what changes what they read next.
func conditions(x []float64) float64 {
	s := x[0]
	step := func() bool { s *= 0.5; return s > 0.1 }
	n := 0.0
	for step() && n < 3 {
		n++
	}
	if step(); s < 1 {
		s += x[1]
	}
	switch v := s * 2; {
	case v > 100:
		return v
	case v > 1:
		s += v
	}
	return s + n*x[1]
}

// packageSlices makes, grows and searches slices.
func packageSlices(x []float64) []float64 {
	a := slices.Clone(x)
	slices.Reverse(a)
	a = slices.Insert(a, 1, x[0], 7)
	b := append(a, 1)
	c := append(a, x[1]) // over b
	d := slices.Concat(table, c, x[:1])
	d = slices.Delete(d, 2, 4)
	e := slices.Repeat(d[:2], 2)
	e = slices.Grow(e, 3)
	r := slices.Clone([][]float64{x, a})
	r[1][0] *= 2
	i, found := slices.IndexFunc(d, func(v float64) bool { return v == x[1] }), slices.Contains(e, x[0]+100)
	s := float64(i) + float64(cap(e)+cap(d)+cap(b)) + float64(slices.Index(c, 7))
	if found || slices.Equal(a, b) || slices.IsSorted(c) {
		s = 1e6
	}
	for i, v := range slices.All(c) {
		s += v * float64(i)
	}
	for v := range slices.Values(x) {
		s *= 1 + v/10
	}
	return append(slices.Clip(d), s, b[5], a[0]*e[1])
}

// quantiles are of sorted numbers and points.
func quantiles(x []float64) float64 {
	a := slices.Concat(x, []float64{x[0]*x[1] + 0.3, 0.05})
	slices.Sort(a)
	b := []point{{x[0], 1}, {x[1], 2}, {x[2], 3}}
	slices.SortFunc(b, func(p, q point) int { return cmp.Compare(q.v, p.v) })
	far := slices.MaxFunc(b, func(p, q point) int {
		if p.v*x[0] < q.v*x[0] {
			return -1
		}
		return 1
	})
	c := []float64{x[2], x[1] * 3, 0.2}
	sort.Float64s(c)
	slices.SortStableFunc(x, func(a, b float64) int { return cmp.Compare(b*b, a*a) })
	return a[2]*a[1] + b[0].w*b[1].v + far.v + c[1]*slices.Max(x)*slices.Min(a) + x[0]
}

// jumps goes forwards and backwards.
func jumps(x []float64) float64 {
	i, s := 0, 1.0
next:
	if i == len(x) {
		goto done
	}
	s += s * x[i] / 4
	i++
	if s < 50 {
		goto next
	}
	s /= 2
done:
	return s
}

// methodExpressions are functions of their receiver.
func methodExpressions(x []float64) float64 {
	b := base{x[0], 2}
	(*base).stretch(&b, x[1])
	at, list := base.apply, []func(*base, float64){(*base).stretch}
	list[0](&b, 3)
	return at(b, x[1]) + base.with(b, x[0]).apply(2) + apply(base.apply, b)
}

func apply(f func(base, float64) float64, b base) float64 { return f(b, 2) * f(b, b.scale) }

// grown slices have room for more, and share it.
func grown(x []float64) float64 {
	a := append([]float64(nil), x[:5]...)
	b := append(a, 1)
	c := append(a, x[5])
	d := append([]point(nil), point{x[0], 1}, point{2, x[1]}, point{3, 4})
	e := append(d, point{5, 5})
	f := append(d, point{x[2], 6})
	return b[5] + c[5]*float64(cap(a)) + e[3].v*f[3].w + float64(cap(e))
}

type point struct{ v, w float64 }

func nabla_run_1() {
	catalogue = []entry{
		{"loop variables", loopVariables, three},
		{"active loop variable", activeLoopVariable, one},
		{"shadows", shadows, two},
		{"deferred results", useDeferred, two},
		{"labelled", labelled, three},
		{"maps of slices", mapsOfSlices, three},
		{"append aliasing", appendAliasing, three},
		{"embedded", embedded, three},
		{"constraints", constraints, three},
		{"early returns", earlyReturns, three},
		{"falls through", fallsThrough, two},
		{"constant arithmetic", constantArithmetic, two},
		{"mixed", useMixed, nil},
		{"arrays of arrays", arraysOfArrays, three},
		{"comparisons", comparisons, two},
		{"extremes", extremes, two},
		{"integers", integers, one},
		{"variadics", variadics, three},
		{"recursions", recursions, one},
		{"makers", makers, two},
		{"tuples", tuples, three},
		{"dynamic", dynamic, three},
		{"text", text, three},
		{"failing", failing, three},
		{"sorted", sorted, three},
		{"slices of slices", slicesOfSlices, three},
		{"compound", compound, three},
		{"anonymous", anonymous, three},
		{"pointers", pointers, two},
		{"conditions", conditions, two},
		{"package slices", packageSlices, three},
		{"quantiles", quantiles, three},
		{"jumps", jumps, three},
		{"method expressions", methodExpressions, two},
		{"grown", grown, [][]float64{{1, 2, 3, 4, 5, 6}, {0.3, -0.7, 0.9, 2, 1, 0.1}}},
	}
}
