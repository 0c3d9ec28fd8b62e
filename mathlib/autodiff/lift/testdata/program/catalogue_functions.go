package main

import (
	"errors"
	"fmt"
	"math"
	"math/cmplx"
	"os"
	"slices"
	"sort"
)

// Functions as values, in all the places that hold them, and what else is held
// in unusual places.

type entry struct {
	name   string
	f      any
	points [][]float64
}

var catalogue []entry

var (
	two    = [][]float64{{1, 1.5}, {0.3, -0.7}, {-1.2, 2.5}}
	three  = [][]float64{{1, 2, 3}, {0.3, -0.7, 0.9}, {-1.5, 0.2, 2.1}}
	knots  = []float64{-1, 0.5, 2, 3}
	known  = map[string]func(float64) float64{}
	layers []func([]float64) []float64
	first  = func(x []float64) []float64 { return x }
	charge = func(g gain, list ...float64) (total, last float64) {
		for _, v := range list {
			total, last = total+g.k*v, v
		}
		return total, last
	}
	double = func(list []float64) {
		for i := range list {
			list[i] *= 2
		}
	}
	similar = radial
)

func radial(a, b []float64) float64 {
	s := 0.0
	for i := range a {
		s += (a[i] - b[i]) * (a[i] - b[i])
	}
	return math.Exp(-s / 8)
}

// otherSignatures are not those of operators.
func otherSignatures(x []float64) float64 {
	total, last := charge(gain{x[0]}, x...)
	y := []float64{x[0], x[1]}
	double(y)
	near := similar(x, []float64{0.5, 1})
	return total*last + y[0]*y[1] + near
}

type activation func(float64) float64

func (a activation) twice(x float64) float64 { return a(a(x)) }

type gain struct{ k float64 }

func (g gain) scaled(v float64) float64 { return g.k * v }

// methodsOfFunctions belong to a type of functions.
func methodsOfFunctions(x []float64) float64 {
	square := activation(func(v float64) float64 { return v * x[1] })
	return activation(math.Tanh).twice(x[0]) * square.twice(2)
}

// capturedFunctions are in maps and slices.
func capturedFunctions(x []float64) float64 {
	s := 0.0
	for _, k := range []string{"square", "sine"} {
		s += known[k](x[0])
	}
	y := x
	for _, l := range layers {
		y = l(y)
	}
	for i := range layers {
		y = layers[i](y)
	}
	first(x)[0] = 3
	return s*x[1] + y[0]*y[1] + x[0]
}

// conversions are between slices, arrays and pointers to arrays.
func conversions(x []float64) float64 {
	a := [3]float64(x)
	p := (*[2]float64)(x) // shares memory with x
	p[1] *= 2
	a[0] *= x[1]
	return a[0]*a[1] + x[1]
}

// overlaps copy within a slice, and append it to itself.
func overlaps(x []float64) float64 {
	a := append([]float64(nil), x...)
	copy(a[1:], a)
	a = append(a[:1], a[2:]...)
	a = append(a, a...)
	return a[1] * a[2] * a[0]
}

// mapsAreShared by those who have them.
func mapsAreShared(x []float64) float64 {
	m := map[string]float64{"a": x[0], "b": x[1]}
	n := m
	n["a"] *= 2
	s := m["a"]
	clear(m)
	return s + float64(len(n))*x[0]
}

// nilPointers are recovered from.
func nilPointers(x []float64) (r float64) {
	defer func() {
		if e := recover(); e != nil {
			r = x[0] * x[1]
		}
	}()
	var p *gain
	return p.k * x[0]
}

type tooLarge struct{ n int }

func (e tooLarge) Error() string { return fmt.Sprint("too large: ", e.n) }

// errorValues are thrown and taken apart.
func errorValues(x []float64) (r float64) {
	defer func() {
		var e tooLarge
		if err, ok := recover().(error); ok && errors.As(err, &e) {
			r = float64(e.n) * x[0]
		}
	}()
	if x[1] > 0 {
		fmt.Fprint(os.Stderr, "")
		panic(tooLarge{3})
	}
	return x[0] * x[0]
}

// boundReceivers are those of the moment.
func boundReceivers(x []float64) float64 {
	g := gain{x[0]}
	f := g.scaled
	g.k *= 10
	return f(x[1]) + g.k
}

// chosen is one of several functions, or none.
func chosen(x []float64) float64 {
	var f func(float64) float64
	if x[0] > 0 {
		f = math.Sin
	} else {
		f = func(v float64) float64 { return v * x[1] }
	}
	if f == nil {
		return 0
	}
	s := struct {
		a float64
		f func(float64) float64
	}{x[0], f}
	t := s
	t.a, s.f = 2, math.Cos
	return t.f(s.a) * s.f(t.a*x[1])
}

// interpolation finds its interval by value.
func interpolation(x []float64) float64 {
	i := min(max(sort.SearchFloat64s(knots, x[0]-0.1), 1), len(knots)-1)
	j, _ := slices.BinarySearch(knots, x[1])
	t := (x[0] - knots[i-1]) / (knots[i] - knots[i-1])
	return (1-t)*math.Exp(knots[i-1]) + t*math.Exp(knots[i])*float64(j+1)
}

// median sorts by a function of indices.
func median(x []float64) float64 {
	y := slices.Clone(x)
	sort.Slice(y, func(i, j int) bool { return y[i] < y[j] })
	return y[0]*2 + y[1]
}

// complexConstants stay what they are.
func complexConstants(x []float64) float64 {
	c := complex(2, 1)
	return cmplx.Abs(c*c)*x[0] + imag(c)*x[1]
}

// ragged arrays of slices are copied, their slices shared.
func ragged(x []float64) float64 {
	var a [3][]float64
	for i := range a {
		a[i] = make([]float64, i+1)
		for j := range a[i] {
			a[i][j] = x[0] * float64(i+j)
		}
	}
	b := a
	b[2][1] += x[1]
	b[0] = nil
	return a[2][1]*a[0][0] + a[1][1]
}

// orders of evaluation, with calls in indices, and pointers that change.
func orders(x []float64) float64 {
	k := 0
	next := func() int { k++; return k % 2 }
	x[next()], x[next()] = x[next()], x[next()]
	a, b := 1.0, 2.0
	for a, b = x[0], x[1]; b > 0.1; a, b = a+b, b/2 {
		if a > 100 {
			break
		}
	}
	y := 0.0
	p := &y
	f := func(q *float64) { *q += x[0]; p = &x[1] }
	f(p)
	*p *= 3
	return x[0]*3 + x[1]*a*b + y
}

func nabla_run_1() {
	known["square"] = func(v float64) float64 { return v * v }
	known["sine"] = math.Sin
	layers = append(layers,
		func(x []float64) []float64 { return []float64{x[0] * x[1], x[1]} },
		func(x []float64) []float64 { return []float64{x[0] + x[1], math.Sin(x[0])} })
	catalogue = []entry{
		{"methods of functions", methodsOfFunctions, two},
		{"captured functions", capturedFunctions, two},
		{"other signatures", otherSignatures, two},
		{"conversions", conversions, three},
		{"overlaps", overlaps, three},
		{"maps are shared", mapsAreShared, two},
		{"nil pointers", nilPointers, two},
		{"error values", errorValues, two},
		{"bound receivers", boundReceivers, two},
		{"chosen", chosen, two},
		{"interpolation", interpolation, two},
		{"median", median, three},
		{"complex constants", complexConstants, two},
		{"ragged", ragged, two},
		{"orders", orders, two},
	}
}
