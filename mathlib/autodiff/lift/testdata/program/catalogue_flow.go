package main

import (
	"errors"
	"iter"
	"maps"
	"math"
	"slices"
)

// Maps, loops over functions, deferred calls, panics and method values.

type entry struct {
	name   string
	f      any
	points [][]float64
}

var catalogue []entry

var table = map[string]float64{"a": 0.5, "b": -2}

var weights = []float64{0.5, 2, -1}

var activations = map[string]func(float64) float64{}

func maps1(x []float64) float64 {
	m := map[string]float64{"x": x[0], "k": 2}
	m["y"] = x[1]
	m["y"] *= m["x"]
	m["z"]++
	if v, ok := m["y"]; ok {
		m["z"] += v
	}
	if _, ok := m["none"]; ok {
		return 0
	}
	v, ok := m["none"]
	if ok {
		return v
	}
	delete(m, "k")
	return m["x"] + m["y"]*m["z"] + m["k"] + float64(len(m)) + v
}

func maps2(x []float64) float64 {
	rows := map[int][]float64{}
	for i, v := range x {
		rows[i%2] = append(rows[i%2], v, 1)
	}
	rows[0][1] = x[1]
	byName := map[string]struct{ v, w float64 }{"p": {x[0], 3}, "q": {v: 2}}
	s, p := 0.0, 1.0
	for _, k := range slices.Sorted(maps.Keys(rows)) {
		for _, v := range rows[k] {
			s += v
		}
	}
	largest := math.Inf(-1)
	for _, v := range map[int]float64{1: x[0], 2: x[1], 3: x[2]} {
		largest = max(largest, v)
	}
	for k, v := range table {
		if k == "a" {
			p *= v * x[0]
		}
	}
	return s*p*byName["p"].v*byName["p"].w + byName["q"].v*largest
}

func copied(x []float64) float64 {
	m := table
	if x[0] > 100 {
		m = map[string]float64{"a": x[0]}
	}
	return m["a"]*x[0] + m["b"]*x[1]
}

func polar(r, a float64) map[string]float64 {
	return map[string]float64{"x": r * math.Cos(a), "y": r * math.Sin(a)}
}

func locals(x []float64) float64 {
	f := map[string]func(float64) float64{"sq": func(v float64) float64 { return v * v }, "sin": math.Sin}
	p := polar(x[0], x[1])
	return f["sq"](x[0]) + f["sin"](x[1]) + activations["cube"](x[2]) + p["x"]*p["y"]
}

func powers(x float64, n int) iter.Seq2[int, float64] {
	return func(yield func(int, float64) bool) {
		p := 1.0
		for i := range n {
			if !yield(i, p) {
				return
			}
			p *= x
		}
	}
}

func each(yield func(float64) bool) {
	for i := 1; i < 6 && yield(1/float64(i)); i++ {
	}
}

func iterators(x []float64) float64 {
	s := 0.0
outer:
	for i, p := range powers(x[0], 8) {
		for v := range each {
			if i == 5 {
				break outer
			}
			if v < 0.3 {
				continue outer
			}
			s += p * v * x[1]
		}
	}
	for _, p := range powers(x[2], 3) {
		if p < -1e6 {
			return p
		}
		x[0] += p
	}
	for v := range slices.Values(weights) {
		v *= x[0]
		s += v
	}
	for range powers(x[1], 2) {
		s++
	}
	var p float64
	for _, p = range powers(x[1], 3) {
	}
	for i := range func(yield func(int) bool) { _ = yield(2) && yield(3) } {
		s += x[i%3]
	}
	return s + p + x[0]*x[1]
}

func rows(x []float64) float64 {
	for row := range func(yield func([]float64) bool) { _ = yield(x[:2]) && yield(x[1:]) } {
		row[1] *= 2
	}
	return x[0] + x[1]*x[2]
}

func deferred(x []float64) (y float64) {
	k := x[1]
	defer func() { y *= k }()
	defer scale(&k, 3)
	k = x[0]
	for i := range 3 {
		defer func(v float64) { y += v * float64(i) }(x[i])
	}
	return x[2] * k
}

func scale(p *float64, by float64) { *p *= by }

var errDomain = errors.New("domain")

func root(v float64) float64 {
	if v < 0 {
		panic(errDomain)
	}
	return math.Sqrt(v)
}

func recovered(x []float64) (y float64) {
	defer func() {
		if e := recover(); e != nil {
			if e == errDomain {
				y += 2 * x[0]
				return
			}
			panic(e)
		}
	}()
	y = x[1]
	y += root(x[0])
	return y * 2
}

func bounds(x []float64) (y float64) {
	defer func() { _ = recover(); y += x[0] }()
	return x[len(x)]
}

type model struct {
	k float64
	w []float64
	n int
}

func (m model) at(x float64) float64           { return m.k*x + m.w[0] }
func (m *model) add(x ...float64)              { m.k += x[0]; m.w[0] *= x[len(x)-1]; m.n++ }
func (m *model) both(x float64) (_, _ float64) { return m.k * x, float64(m.n) }

type outer struct {
	model
	b float64
}

var fixed = model{2, []float64{3}, 0}

func methodValues(x []float64) float64 {
	m := model{x[0], []float64{x[1]}, 1}
	before := m.at
	add := m.add
	add(x[2], 2)
	add(1)
	p := &m
	both := p.both
	a, b := both(x[1])
	o := outer{m, x[0]}
	inner := o.at
	list := []func(float64) float64{before, m.at, fixed.at, inner}
	s := a + b
	for _, f := range list {
		s += f(x[1])
	}
	return s + apply(fixed.at, x[0]) + apply((&o).at, x[0])
}

func apply(f func(float64) float64, x float64) float64 { return f(x) * 2 }

func nabla_run_1() {
	three := [][]float64{{0.3, -0.7, 1.1}, {1.3, 0.21, -0.4}}
	negative := append(three, []float64{-0.3, 1, 2})
	activations["cube"] = func(x float64) float64 { return x * x * x }
	catalogue = []entry{
		{"maps", maps1, three},
		{"maps of slices", maps2, three},
		{"copied map", copied, three},
		{"maps of functions", locals, three},
		{"iterators", iterators, three},
		{"iterator of rows", rows, three},
		{"embedded method value", (&outer{fixed, 1}).at, [][]float64{{2}}},
		{"deferred", deferred, three},
		{"recovered", recovered, negative},
		{"recovered bounds", bounds, three},
		{"method values", methodValues, three},
		{"method value", fixed.at, [][]float64{{2}}},
	}
}
