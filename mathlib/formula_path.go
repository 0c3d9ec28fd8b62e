package mathlib

import (
	"slices"
	"strings"
	"text/scanner"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// A path is a recording without its values: what a comparison changes.
type path struct {
	steps   []pathStep
	results []real // values of constants only
}

type pathStep struct {
	name  string
	order int
	x, y  real
}

// pathOf returns the path of a recording. Which operand a maximum selects does
// not belong to it, since conditions tell.
func pathOf(t *autodiff.Tape, ys []real) path {
	var p path
	for i := 1; i <= t.Len(); i++ {
		o := t.Operation(i)
		s := pathStep{o.Func, o.Order, unvalued(o.X), unvalued(o.Y)}
		if o.Func == "Select" && s.y.I < s.x.I {
			s.x, s.y = s.y, s.x
		}
		p.steps = append(p.steps, s)
	}
	for _, y := range ys {
		p.results = append(p.results, unvalued(y))
	}
	return p
}

// unvalued drops the value of what is not a constant.
func unvalued(r real) real {
	if r.I != 0 {
		r.V = 0
	}
	return r
}

func (p path) equal(q path) bool {
	return slices.Equal(p.steps, q.steps) && slices.Equal(p.results, q.results)
}

// branches reports whether f takes different paths at different points, as far
// as its text and a few tries show; here is the path at the point of s.
func (fn *function) branches(source string, s FormulaSettings, here path) bool {
	if writtenWithBranches(source) {
		return true
	}
	for _, x := range otherPoints(s.Point) {
		if p, ok := fn.tryPath(x, s.Limit); !ok || !p.equal(here) {
			return true
		}
	}
	return false
}

// tryPath returns the path of f at x; ok is false when f panics there.
func (fn *function) tryPath(x []float64, limit int) (p path, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	t, ys, full := fn.recordWithin(x, limit)
	if t == nil || full {
		return path{}, false
	}
	defer t.Release()
	return pathOf(t, ys), true
}

// otherPoints returns points in other directions and at other distances.
func otherPoints(x []float64) [][]float64 {
	scales := []func(i int) float64{
		func(i int) float64 { return -1 },
		func(i int) float64 { return 10 },
		func(i int) float64 { return -0.1 },
		func(i int) float64 { return float64(1 - i%2*2) },
		func(i int) float64 { return float64(i%2*2-1) * 7 },
		func(i int) float64 { return 1000 },
	}
	var points [][]float64
	for _, scale := range scales {
		p := make([]float64, len(x))
		for i, v := range x {
			p[i] = v * scale(i)
		}
		points = append(points, p)
	}
	return append(points, somePoint(len(x)))
}

// writtenWithBranches reports whether a text in Go has an if or a switch.
func writtenWithBranches(source string) bool {
	var s scanner.Scanner
	s.Init(strings.NewReader(source))
	s.Mode = scanner.GoTokens
	s.Error = func(*scanner.Scanner, string) {}
	for tok := s.Scan(); tok != scanner.EOF; tok = s.Scan() {
		if tok != scanner.Ident {
			continue
		}
		if text := s.TokenText(); text == "if" || text == "switch" {
			return true
		}
	}
	return false
}
