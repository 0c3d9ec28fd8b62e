package main

import "math"

// Interfaces that hold active numbers, and methods called through them.

type entry struct {
	name   string
	f      any
	points [][]float64
}

var catalogue []entry

type shape interface {
	area() float64
	scaled(k float64) shape
}

type circle struct{ r float64 }
type box struct{ w, h float64 }
type union struct{ parts []shape }

func (c circle) area() float64          { return math.Pi * c.r * c.r }
func (c circle) scaled(k float64) shape { return circle{k * c.r} }
func (b *box) area() float64            { return b.w * b.h }
func (b *box) scaled(k float64) shape   { return &box{b.w * k, b.h * k} }
func (u union) area() (s float64) {
	for _, p := range u.parts {
		s += p.area()
	}
	return s
}
func (u union) scaled(k float64) shape {
	var v union
	for _, p := range u.parts {
		v.parts = append(v.parts, p.scaled(k))
	}
	return v
}

// activation has implementations without numbers of their own.
type activation interface{ at(x float64) float64 }
type sine struct{}
type linear struct{ a, b float64 }

func (sine) at(x float64) float64     { return math.Sin(x) }
func (l linear) at(x float64) float64 { return l.a*x + l.b }

var layers = []activation{sine{}, linear{2, 1}, &linear{3, -1}}

var named activation = sine{}

// Trees of expressions.
type node interface{ eval(x []float64) float64 }
type number float64
type variable int
type binary struct {
	op   byte
	l, r node
}

func (n number) eval([]float64) float64     { return float64(n) }
func (v variable) eval(x []float64) float64 { return x[v] }
func (b *binary) eval(x []float64) float64 {
	switch b.op {
	case '+':
		return b.l.eval(x) + b.r.eval(x)
	case '*':
		return b.l.eval(x) * b.r.eval(x)
	}
	panic("no such operator")
}

var tree node = &binary{'*', &binary{'+', variable(0), number(2)}, variable(1)}

// counter changes through its interface.
type counter interface {
	add(v ...float64)
	value() (sum, mean float64)
}
type running struct {
	s float64
	n int
}

func (r *running) add(v ...float64) {
	for _, v := range v {
		r.s += v
		r.n++
	}
}
func (r *running) value() (float64, float64) { return r.s, r.s / float64(r.n) }

func shapes(x []float64) float64 {
	list := []shape{circle{x[0]}, &box{x[1], 2}, circle{1}}
	list = append(list, union{[]shape{circle{x[2]}, &box{1, x[0]}}})
	total := 0.0
	for i, s := range list {
		total += s.scaled(float64(i)+x[1]).area() * s.area()
	}
	var s shape
	if s == nil {
		s = circle{x[0]}
	}
	if x[0] > 0 {
		s = s.scaled(x[2])
	}
	return total + s.area()
}

func deep(x []float64) float64 {
	s := x[0]
	for _, l := range layers {
		s = l.at(s)
	}
	list := append([]activation{linear{x[1], 1}}, sine{}, &linear{1, x[0]})
	for _, l := range list {
		s += l.at(s) / 2
	}
	return s + named.at(x[1])
}

func trees(x []float64) float64 {
	var t node = &binary{'+', variable(1), number(x[0])}
	t = &binary{'*', t, t}
	return t.eval(x) + tree.eval(x)*tree.eval([]float64{x[1], 2})
}

func counters(x []float64) float64 {
	var c counter = &running{}
	c.add(x...)
	c.add(1, x[0])
	s, m := c.value()
	return s * m
}

func kinds(x []float64) float64 {
	total := 0.0
	for _, s := range []shape{circle{x[0]}, &box{x[1], 3}, union{}, nil} {
		switch s := s.(type) {
		case circle:
			total += s.r
		case *box:
			s.w *= 2
			total += s.w * s.h
		case nil:
			total *= 2
		default:
			total += s.area() + 1
		}
		if c, ok := s.(circle); ok {
			total += c.r * x[1]
		}
		if _, ok := s.(*box); ok {
			total *= s.(*box).w
		}
	}
	switch a := named.(type) {
	case sine:
		total += a.at(x[0])
	case linear:
		total += a.a * x[0]
	}
	for _, l := range layers {
		switch l := l.(type) {
		case linear:
			total *= l.b + l.a*x[1]
		case *linear:
			total *= l.b + l.a*x[1]
		}
	}
	return total
}

func passed(s shape, x float64) float64 { return s.area() * x }

func mixed(x []float64) float64 {
	var a activation = linear{x[0], 1}
	b := named
	if x[0] > 100 {
		b = a
	}
	return passed(circle{x[0]}, x[1]) + passed(circle{2}, x[2]) + b.at(x[1]) + a.at(2)
}

// areas is used at a type that has the method, and at the interface.
func areas[S shape](list ...S) (s float64) {
	for _, p := range list {
		s += p.area()
	}
	return s
}

func generic(x []float64) float64 {
	m := map[string]shape{"c": circle{x[0]}, "b": &box{x[1], x[2]}}
	return areas(circle{x[0]}, circle{2})*areas(m["b"], m["c"]) + areas[shape](&box{1, x[2]})
}

func nabla_run_1() {
	three := [][]float64{{0.3, -0.7, 1.1}, {1.3, 0.21, 0.4}}
	catalogue = []entry{
		{"shapes", shapes, three},
		{"layers", deep, three},
		{"generic over interfaces", generic, three},
		{"trees", trees, three},
		{"counters", counters, three},
		{"type switches", kinds, three},
		{"constants among active ones", mixed, three},
		{"method of an interface with a literal", func(x float64) float64 { return named.at(x) * x }, [][]float64{{0.3}}},
	}
}
