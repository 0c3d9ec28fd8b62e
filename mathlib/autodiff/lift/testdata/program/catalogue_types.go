package main

import (
	"errors"
	"fmt"
	"math"
	"os"
	"strconv"
	"time"
)

type entry struct {
	name   string
	f      any
	points [][]float64
}

var catalogue []entry

// Declarations, literals, types and loops of all forms.

var two = [][]float64{{1, 1.5}, {0.3, -0.7}, {-1.2, 2.5}}
var three = [][]float64{{1, 2, 3}, {0.3, -0.7, 0.9}, {-1.5, 0.2, 2.1}}

const N = 3

type mode int

const (
	linear mode = iota
	squared
)

type point struct {
	x, y float64 `json:"x"`
	tag  string
}

func (p point) norm() float64          { return math.Hypot(p.x, p.y) }
func (p *point) scale(k float64)       { p.x *= k; p.y *= k }
func (_ point) constant() float64      { return 2 }
func (point) double(x float64) float64 { return 2 * x }

type config struct {
	mode  mode
	gain  float64
	names []string
	hook  func(x float64) float64
	when  time.Duration
	err   error
	inner struct{ a, b float64 }
	opt   *point
}

type settings struct {
	gain float64
	hook func(x float64) float64
	none func(x float64) float64
	n    int
}

var conf = config{mode: squared, gain: 2, names: []string{"a"}, hook: math.Sin, opt: &point{x: 1, y: 2}}
var other = settings{2, math.Cos, nil, 3}

// declarations of all forms, and signs and parentheses.
func declarations(x []float64) float64 {
	var a, b float64 = x[0], 1
	var (
		c, d = 1, 2.0
		e    float64
	)
	var f, g = pairOf(x)
	_, _ = f, g
	e += +x[1] * float64(x[0])
	return a*b + float64(c)*d*(x)[0] + e*f - g
}
func pairOf(x []float64) (float64, float64) { return x[0], x[1] * 2 }

// literals with keys, elided types and addresses.
func literals(x []float64) float64 {
	p := &point{x: x[0], y: 1}
	(*p).x += 1
	(&*p).scale(2)
	q := point{x[1], 2, "t"}
	ps := []*point{{x: x[0]}, {y: x[1]}, p}
	m := map[string]point{"a": {x[0], 1, ""}, "b": q}
	arr := [...]float64{2: x[0], 0: x[1]}
	s := 0.0
	for _, r := range ps {
		s += r.x*r.y + r.norm()
	}
	return s + m["a"].x*m["b"].norm() + arr[2]*arr[0] + point{x[0], 1, ""}.norm() + q.constant() + q.double(x[0]) + float64(len(arr))
}

// localTypes and constants belong to the function.
func localTypes(x []float64) float64 {
	type local struct{ v, w float64 }
	type alias = []float64
	const k = 2.5
	const n int = 2
	l := local{x[0], k}
	var ls [n]local
	ls[1] = l
	ls[1].v *= x[1]
	a := alias{x[0], ls[1].v}
	f := func(l local, _ int) (r local, _ error) { r = l; r.w += x[0]; return }
	r, err := f(ls[1], 1)
	if err != nil {
		return 0
	}
	return a[1] + ls[0].v + r.w*r.v
}

// configuration is captured: numbers, functions, times and what has none.
func configuration(x []float64) float64 {
	s := 0.0
	switch conf.mode {
	case linear:
		s = x[0]
	case squared:
		s = x[0] * x[0]
	}
	s += conf.gain*conf.hook(x[1]) + conf.inner.a + conf.opt.x*x[0] + float64(len(conf.names)) + conf.when.Seconds()*x[0]
	if conf.err != nil {
		return 0
	}
	c := other
	c.gain *= x[1]
	return s * c.gain * conf.opt.norm() * c.hook(x[0])
}

// loops without variables, and conditions with statements.
func loops(x []float64) float64 {
	if v, err := parse("2.5"); err == nil && v > 1 {
		return v * x[0]
	} else if v < 0 {
		return v
	}
	for range x {
	}
	for i := range x {
		_ = i
	}
	for range 3 {
		x[0]++
	}
	switch {
	}
	return x[0]
}
func parse(s string) (float64, error) { return strconv.ParseFloat(s, 64) }

// variadicClosures pass on lists, with results that have no names.
func variadicClosures(x []float64) (_ float64) {
	apply := func(f func(float64, ...float64) float64, _ string, a ...float64) float64 { return f(a[0], a[1:]...) }
	sum := func(a float64, b ...float64) (s float64) {
		s = a
		for _, v := range b {
			s += v * v
		}
		return
	}
	return apply(sum, "", x...) + apply(sum, "", x[0], 3) + sum(x[1])
}

// twoFunctions are results of one.
func twoFunctions(x []float64) float64 {
	makers := func(k float64) (up, down func(float64) float64) {
		return func(v float64) float64 { return v * k }, func(v float64) float64 { return v / (k*k + 1) }
	}
	up, down := makers(x[0])
	_, only := makers(2)
	return up(down(x[1])) + only(x[0])
}

// deferredCalls have the arguments of their moment.
func deferredCalls(x []float64) (y float64) {
	defer fmt.Fprint(os.Stderr, "")
	defer func(k float64) { y += k * x[0] }(x[1])
	defer add(&y, x[0], 2)
	for i := range 2 {
		defer add(&y, float64(i), x[1])
	}
	return x[0] * x[1]
}
func add(p *float64, a, b float64) { *p += a * b }

// joinedErrors tell of numbers.
func joinedErrors(x []float64) float64 {
	var e error
	s := 0.0
	for i, v := range x {
		if v < 0 {
			e = errors.Join(e, fmt.Errorf("x[%d] is %g", i, v))
			continue
		}
		s += math.Sqrt(v)
	}
	if e != nil {
		return s + 1
	}
	return s
}

type matrix [2][2]float64

func (m matrix) mul(n matrix) (p matrix) {
	for i := range m {
		for j := range n[0] {
			for k := range n {
				p[i][j] += m[i][k] * n[k][j]
			}
		}
	}
	return
}
func (m *matrix) transpose() *matrix { m[0][1], m[1][0] = m[1][0], m[0][1]; return m }

// matrices are arrays of arrays with methods.
func matrices(x []float64) float64 {
	a := matrix{{x[0], 1}, {2, x[1]}}
	b := a.mul(a).mul(matrix{{1}, {1: 3}})
	c := *b.transpose()
	d := [N]matrix{a, 2: c}
	e := &d
	for i, m := range e {
		e[i][0][0] += m[1][1]
	}
	return c[0][1] + d[0][0][0]*d[2][1][0] + float64(len(d))
}

type stack[T any] struct{ items []T }

func (s *stack[T]) push(v T) { s.items = append(s.items, v) }
func (s *stack[T]) pop() (v T, ok bool) {
	if len(s.items) == 0 {
		return v, false
	}
	v = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, true
}
func mapTo[A, B any](a []A, f func(A) B) (b []B) {
	for _, v := range a {
		b = append(b, f(v))
	}
	return
}
func reduce[A any](a []A, z A, f func(A, A) A) A {
	for _, v := range a {
		z = f(z, v)
	}
	return z
}

// containers are generic, at numbers and at structs of them.
func containers(x []float64) float64 {
	var s stack[float64]
	var t stack[point]
	for _, v := range x {
		s.push(v * x[0])
		t.push(point{x: v, y: 1})
	}
	a, _ := s.pop()
	b, ok := s.pop()
	p, _ := t.pop()
	if !ok {
		return 0
	}
	sq := mapTo(x, func(v float64) float64 { return v * v })
	ps := mapTo(x, func(v float64) point { return point{v, x[0], ""} })
	ns := mapTo(x, func(v float64) int { return 1 })
	return a*b + p.norm() + reduce(sq, 0, func(a, b float64) float64 { return a + b*x[1] }) + ps[1].norm() + float64(len(ns))
}

type visitor interface {
	visit(x float64) float64
}
type chain struct {
	visitor
	k float64
}
type leaf struct{ k float64 }

func (l leaf) visit(x float64) float64   { return l.k * x }
func (c *chain) visit(x float64) float64 { return c.k * c.visitor.visit(x) }

// chains embed an interface.
func chains(x []float64) float64 {
	v := visitor(leaf{x[0]})
	for range 2 {
		v = &chain{v, x[1]}
	}
	return v.visit(3) + (&chain{leaf{2}, 1}).visit(x[0])
}

// pointersInStructs in their slices and maps.
func pointersInStructs(x []float64) float64 {
	s := struct {
		p  *float64
		ps []*float64
		m  map[int]*point
		f  [2]func(float64) float64
	}{p: &x[0], m: map[int]*point{1: {x: x[1]}}}
	*s.p *= 2
	s.ps = append(s.ps, s.p, &x[1])
	*s.ps[1] += 3
	s.m[1].scale(x[0])
	s.m[2] = s.m[1]
	s.m[2].y = 7 * x[0]
	s.f[0] = func(v float64) float64 { return v * *s.p }
	s.f[1] = math.Cos
	cosine := s.f[0](s.f[1](x[1]))
	return x[0]*x[1] + s.m[1].x*s.m[1].y + cosine
}

// endlessLoops end by break, return and condition.
func endlessLoops(x []float64) float64 {
	i := 0
	var acc float64
loop:
	for {
		switch i++; {
		case i > 4:
			break loop
		case i%2 == 0:
			continue
		}
		acc += x[0] * float64(i)
		if acc > 1e3 {
			return acc
		}
	}
	j := len(x)
	for j > 0 {
		j--
		acc *= 1 + x[j]/10
	}
	do := func() (stop bool) { acc /= 2; return acc < 1 }
	for !do() {
	}
	return acc
}

// otherValues are bytes, runes, sets and interfaces of integers.
func otherValues(x []float64) float64 {
	b := []byte("abc")
	r := []rune("héllo")
	m := map[[2]int]string{{1, 2}: "x"}
	set := map[string]struct{}{"a": {}}
	_, ok := set["a"]
	var any1 any = len(b)
	n, _ := any1.(int)
	ch := 'a' + rune(n)
	if ok && m[[2]int{1, 2}] == "x" && string(ch) == "d" {
		return x[0] * float64(len(r)) * float64(r[1]%7)
	}
	return 0
}

// redeclared parameters, in blocks and conditions.
func redeclared(x []float64) float64 {
	x, y := x[:1], x[1:]
	x = append(x, y...)
	{
		x := x[0] * y[0]
		y := []float64{x, x}
		x, y[0] = y[1]*2, x
		_ = x
	}
	if x := x[0]; x > 0 {
		return x * y[0]
	}
	return x[0] + y[0]
}

type tree struct {
	value       float64
	left, right *tree
	marks       []*mark
}

type mark struct {
	weight float64
	of     *tree
}

func (t *tree) insert(v float64) *tree {
	if t == nil {
		return &tree{value: v}
	}
	if v < t.value {
		t.left = t.left.insert(v)
	} else {
		t.right = t.right.insert(v)
	}
	return t
}

func (t *tree) each(f func(float64, int), depth int) {
	if t != nil {
		t.left.each(f, depth+1)
		f(t.value, depth)
		t.right.each(f, depth+1)
	}
}

// trees hold themselves, and what holds them.
func trees(x []float64) float64 {
	var root *tree
	for _, v := range x {
		root = root.insert(v * x[1])
	}
	root.marks = append(root.marks, &mark{weight: x[0], of: root.right}, &mark{2, root})
	s, product := 0.0, 1.0
	root.each(func(v float64, depth int) {
		s += v * float64(depth+1)
		product *= 1 + v*v
	}, 0)
	for _, m := range root.marks {
		if m.of != nil {
			s += m.weight * m.of.value
		}
	}
	nodes := map[string]*tree{"a": {value: x[0]}, "b": root}
	nodes["a"].left = nodes["b"]
	return s*product + nodes["a"].left.value*nodes["a"].value
}

// expression is a function of a variable, written as a tree.
type expression struct {
	op    byte
	value float64
	parts []expression
	slope func(e expression, x float64) float64
}

func (e expression) at(x float64) float64 {
	switch e.op {
	case 'x':
		return x
	case '+':
		return e.parts[0].at(x) + e.parts[1].at(x)
	case '*':
		return e.parts[0].at(x) * e.parts[1].at(x)
	}
	return e.value
}

func expressions(x []float64) float64 {
	v := expression{op: 'x'}
	e := expression{op: '+', parts: []expression{{op: '*', parts: []expression{v, v}}, {value: x[0]}}}
	f := e
	f.parts = append(f.parts, expression{value: 3})
	f.parts[1].value *= 2 // of e, too, unless append moved the parts
	f.slope = func(e expression, x float64) float64 { return (e.at(x+1) - e.at(x)) * e.parts[1].value }
	return e.at(x[1]) + f.at(x[0])*f.slope(f, x[1])
}

func nabla_run_1() {
	catalogue = []entry{
		{"trees", trees, three},
		{"expressions", expressions, two},
		{"declarations", declarations, two},
		{"literals", literals, two},
		{"local types", localTypes, two},
		{"configuration", configuration, two},
		{"loops", loops, two},
		{"variadic closures", variadicClosures, two},
		{"two functions", twoFunctions, two},
		{"deferred calls", deferredCalls, two},
		{"joined errors", joinedErrors, two},
		{"matrices", matrices, two},
		{"containers", containers, three},
		{"chains", chains, two},
		{"pointers in structs", pointersInStructs, two},
		{"endless loops", endlessLoops, two},
		{"other values", otherValues, two},
		{"redeclared", redeclared, two},
	}
}
