package mathlib

import (
	"fmt"
	"math"
	"math/big"
	"reflect"
	"strconv"
	"strings"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// replay records f and repeats the operations on names.
func (y *Symbolic) replay(fn *function, s FormulaSettings) {
	t, ys, full := fn.recordWithin(s.Point, s.Limit)
	if t == nil {
		fn.misuse("there is no formula of " + fn.shortName() + ": " + fn.reason)
	}
	defer t.Release()
	if full {
		y.results = make([]*expr, 1)
		y.scope.omitted = fmt.Sprintf("no formula: the function performs more than %d operations; "+
			"shorten its loops, or raise FormulaSettings.Limit", s.Limit)
		return
	}
	y.scope.branches = fn.branches(y.source, s, pathOf(t, ys))
	nodes := y.scope.nodes(t, ys)
	y.several = fn.field()
	for _, r := range ys {
		y.results = append(y.results, unlessTooLong(func() *expr { return operandExpr(nodes, r) }))
	}
}

// field reports whether f returns a slice, be it of a single number.
func (fn *function) field() bool {
	t := reflect.TypeOf(fn.f)
	return t.NumOut() == 0 || t.Out(0).Kind() == reflect.Slice
}

// recordWithin records f at x on a tape of limited length; full reports that
// it did not suffice. There is no tape when there is no twin.
func (fn *function) recordWithin(x []float64, limit int) (t *autodiff.Tape, ys []real, full bool) {
	kept := autodiff.NewTape()
	kept.Limit = len(x) + limit
	defer func() {
		fn.kept = nil
		if r := recover(); r != nil {
			if kept.Len() < kept.Limit {
				panic(r)
			}
			t, ys, full = kept, nil, true
		}
	}()
	fn.kept = kept
	t, ys = fn.run(x)
	return t, append([]real(nil), ys...), false
}

// nodes returns the formulas of the recorded operations that ys need; nil for
// one that is too long.
func (s *formulaScope) nodes(t *autodiff.Tape, ys []real) []*expr {
	needed := make([]bool, t.Len()+1)
	for _, y := range ys {
		needed[y.I] = true
	}
	for i := t.Len(); i > 0; i-- {
		if needed[i] {
			o := t.Operation(i)
			needed[o.X.I], needed[o.Y.I] = true, true
		}
	}
	nodes := make([]*expr, t.Len()+1)
	for i := 1; i <= t.Len(); i++ {
		if i <= len(s.names) {
			nodes[i] = variable(i-1, s.names[i-1])
			continue
		}
		if needed[i] {
			nodes[i] = unlessTooLong(func() *expr { return s.operation(nodes, t.Operation(i)) })
		}
	}
	return nodes
}

// operandExpr returns the formula of a number on the tape.
func operandExpr(nodes []*expr, r real) *expr {
	if r.I == 0 {
		return fromFloat(r.V)
	}
	return nodes[r.I]
}

// operation repeats one operation on formulas.
func (s *formulaScope) operation(nodes []*expr, o autodiff.Operation) *expr {
	u, v := operandExpr(nodes, o.X), operandExpr(nodes, o.Y)
	if u == nil || v == nil {
		panic(tooLong{})
	}
	switch o.Func {
	case "Add":
		return plus(u, v)
	case "Sub":
		return minus(u, v)
	case "Mul":
		return times(u, v)
	case "Div":
		return times(u, inverse(v))
	case "Neg":
		return negative(u)
	case "Select":
		s.require(minus(u, v), compareFloats(o.X.V, o.Y.V))
		return u
	case "Copy":
		return u
	case "Rounded":
		s.rounded = true
		return u
	case "Hypot":
		return call("sqrt", plus(power(u, 2), power(v, 2)))
	}
	name := strings.ToLower(o.Func)
	if _, ok := functions2[name]; ok {
		return call(name, u, v)
	}
	if _, ok := functions1[name]; ok || name == "jn" || name == "yn" || name == "polygamma" {
		return callOrder(name, o.Order, u)
	}
	panic("mathlib: Formula: there is no formula for the derivative of math." + o.Func)
}

func compareFloats(x, y float64) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

// Limits of what a float64 is taken for.
const (
	longDecimal = 15   // a decimal number of so many digits may be a fraction
	smallWhole  = 1000 // with a denominator up to this one
)

// fromFloat returns the number that a float64 most likely stands for: a
// multiple of π, the fraction that it is the rounding of, or the shortest
// decimal number. In any case it is the float64 nearest to that.
func fromFloat(v float64) *expr {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		panic("mathlib: Formula: f computes with " + number(v) + ", which no formula can hold")
	}
	for _, k := range []int64{1, 2, 4} {
		for _, sign := range []int64{1, -1} {
			switch v {
			case math.Pi * float64(sign*k):
				return multiple(single(piAtom, 1), sign*k, 1)
			case math.Pi * float64(sign) / float64(k):
				return multiple(single(piAtom, 1), sign, k)
			}
		}
	}
	s := strconv.FormatFloat(v, 'e', -1, 64)
	digits, _, _ := strings.Cut(s, "e")
	if len(digits) > longDecimal {
		for q := int64(2); q <= smallWhole; q++ {
			if p := math.Round(v * float64(q)); p != 0 && math.Abs(p) < 1<<53 && p/float64(q) == v {
				return rational(int64(p), q)
			}
		}
	}
	r, _ := new(big.Rat).SetString(s)
	return constant(r)
}
