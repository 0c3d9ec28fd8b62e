package main

import "math"

// Generic functions and types, used at float64.

type entry struct {
	name   string
	f      any
	points [][]float64
}

var catalogue []entry

type number interface{ ~float32 | ~float64 }

func total[T number](x ...T) (s T) {
	for _, v := range x {
		s += v
	}
	return s
}

func mapped[A, B any](x []A, f func(A) B) []B {
	var y []B
	for _, v := range x {
		y = append(y, f(v))
	}
	return y
}

func fold[A, B any](x []A, start B, f func(B, A) B) B {
	for _, v := range x {
		start = f(start, v)
	}
	return start
}

func scaled[T number](k T, x T) T { return T(2) * k * x / T(3) }

func first[T any](x []T, _ int) T { return x[0] }

// sum adds by halves, and by way of another generic function.
func halves[T number](x []T) T {
	if len(x) < 3 {
		return total(x...)
	}
	m := len(x) / 2
	return halves(x[:m]) + halves[T](x[m:])
}

type pair[T number] struct{ a, b T }

func (p pair[T]) norm() T                { return T(math.Hypot(float64(p.a), float64(p.b))) }
func (p *pair[T]) swap()                 { p.a, p.b = p.b, p.a }
func (p pair[T]) times(k T) pair[T]      { return pair[T]{k * p.a, scaled(k, p.b)} }
func (pair[T]) half(x T) T               { return x / 2 }
func makePair[T number](a, b T) *pair[T] { return &pair[T]{a, b} }

type stack[E any] struct{ items []E }

func (s *stack[E]) push(e E) { s.items = append(s.items, e) }
func (s *stack[E]) pop() E {
	e := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return e
}

type kelvin float64

func square[T number](x T) T { return x * x }

func cube[T number](x []T) T { return x[0] * x[0] * x[0] }

func structs(x []float64) float64 {
	p := makePair(x[0], x[1])
	p.swap()
	q := p.times(x[2])
	return q.norm() + q.a*p.b + q.half(x[0])
}

func stacks(x []float64) float64 {
	var s stack[float64]
	var t stack[[]float64]
	for _, v := range x {
		s.push(v)
		t.push([]float64{v, 2})
	}
	u := s.pop()
	return u*s.pop() + t.pop()[0]*t.pop()[1]
}

func named(x float64) float64 { return float64(square(kelvin(x)) + kelvin(scaled(float32(x), 2))) }

func constant(x float64) float64 { return total(1.0, 2) * x * scaled(3, 4.0) }

var gain = pair[float64]{2, 3}

var weights = []float64{0.5, 2, -1}

func nabla_run_1() {
	one := [][]float64{{0.7}, {-1.3}}
	three := [][]float64{{0.3, -0.7, 1.1}, {1.3, 0.21, -0.4}}
	apply := func(f func(float64) float64) func(float64) float64 { return f }
	catalogue = []entry{
		{"total", func(x []float64) float64 { return total(x...) * total(x[0], 2, 3) }, three},
		{"map", func(x []float64) []float64 { return mapped(x, math.Sin) }, three},
		{"map of generic", func(x []float64) []float64 { return mapped(x, square[float64]) }, three},
		{"map to slices", func(x []float64) float64 {
			m := mapped(x, func(v float64) []float64 { return []float64{v, v * v} })
			return m[0][0] * m[1][1]
		}, three},
		{"fold", func(x []float64) float64 { return fold(x, 1, func(a, b float64) float64 { return a * math.Exp(b) }) }, three},
		{"fold with constants", func(x []float64) float64 {
			return fold(weights, x[0], func(a, b float64) float64 { return a*x[1] + b })
		}, three},
		{"first", func(x []float64) float64 { return first([][]float64{x, x}, 1)[1] + first(weights, 0)*x[0] }, three},
		{"halves", halves[float64], three},
		{"structs", structs, three},
		{"stacks", stacks, three},
		{"named types", named, nil},
		{"constants", constant, one},
		{"generic value", square[float64], one},
		{"generic value inferred", apply(square), one},
		{"generic value of a slice", cube[float64], three},
		{"captured generic struct", func(x []float64) float64 { return gain.times(x[0]).norm() * gain.norm() }, three},
		{"method of a generic type", gain.half, one},
	}
}
