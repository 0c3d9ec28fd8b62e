package mathlib

import (
	"fmt"
	"math"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"

	"github.com/gonabla/nabla/mathlib/autodiff"

	"gonum.org/v1/gonum/mat"
)

// Scalar is the type of functions with one number as result.
type Scalar interface {
	~func([]float64) float64 |
		~func(float64) float64 |
		~func(x, y float64) float64 |
		~func(x, y, z float64) float64
}

// Field is the type of functions with several numbers as result; a [Scalar] is
// one with a single result. A func(dst, x []float64) writes as many results
// into dst as x has entries.
type Field interface {
	Scalar |
		~func([]float64) []float64 |
		~func(float64) []float64 |
		~func(x, y float64) []float64 |
		~func(x, y, z float64) []float64 |
		~func(dst, x []float64)
}

// Point is the type of points and directions: a slice or a vector of gonum's
// package mat, or a number for functions of one variable.
type Point interface {
	~[]float64 | ~float64 | ~int | *mat.VecDense | Vector
}

type real = autodiff.Real

// function is a user's function in one form for all shapes.
type function struct {
	operator string // who asks, for messages
	f        any    // the function as given
	arity    int    // how many numbers it takes; 0: a slice of any length

	plain  func(x, y []float64) []float64             // f; it may put the results into y's memory
	record func(t *autodiff.Tape, x, y []real) []real // the twin; it may put the results into y's memory. nil: there is none
	fused  func(t *autodiff.Tape, x, y []real) []real // the fused twin, for partial derivatives alone; nil: there is none
	reason string                                     // why there is no twin
	name   string

	kept       *autodiff.Tape // of a prepared function; nil: a tape for each evaluation
	quick      bool           // without bounds, on the kept tape
	operations bool           // the operations are recorded even if quick: f asks for derivatives itself, or the Hessian needs them
	x, y       []real         // memory for arguments and results
}

// newFunction finds out the function's shape and its twin.
func newFunction(operator string, f any) *function {
	v := reflect.ValueOf(f)
	if v.IsNil() {
		panic("mathlib: " + operator + ": the function is nil")
	}
	fn := &function{operator: operator, f: f}
	shape := unnamed(v).Interface()
	fn.arity, fn.plain = plainForm(shape)
	twin, record, ok := autodiff.Lookup(f)
	code := runtime.FuncForPC(v.Pointer())
	fn.name = code.Name()
	switch {
	case !ok:
		fn.reason = "no twin: it was neither written in a cell nor lifted by nabla lift"
	case twin == nil:
		fn.reason = record.Refusal
		if record.File != "" && !strings.Contains(fn.reason, record.File+" ") {
			fn.reason += fmt.Sprintf(" (%s)", place(record.File, record.Line))
		}
		fn.reason = strings.ReplaceAll(fn.reason, "cell-", "cell ")
	default:
		if fn.record = recordedForm(twin); fn.record == nil {
			fn.reason = fmt.Sprintf("no twin: what is registered is a %T", twin)
		}
	}
	if ok && record.Fused != nil {
		fn.fused = recordedForm(record.Fused)
	}
	if ok && record.Name != "" {
		fn.name = record.Name
	}
	return fn
}

// unnamed converts a function of a named type to its underlying type.
func unnamed(v reflect.Value) reflect.Value {
	t := v.Type()
	in := make([]reflect.Type, t.NumIn())
	for i := range in {
		in[i] = t.In(i)
	}
	out := make([]reflect.Type, t.NumOut())
	for i := range out {
		out[i] = t.Out(i)
	}
	return v.Convert(reflect.FuncOf(in, out, false))
}

// plainForm returns how many numbers f takes, and f on slices, which may put
// the results into y's memory.
func plainForm(f any) (arity int, plain func(x, y []float64) []float64) {
	switch f := f.(type) {
	case func([]float64) float64:
		return 0, func(x, y []float64) []float64 { return append(y, f(x)) }
	case func(float64) float64:
		return 1, func(x, y []float64) []float64 { return append(y, f(x[0])) }
	case func(x, y float64) float64:
		return 2, func(x, y []float64) []float64 { return append(y, f(x[0], x[1])) }
	case func(x, y, z float64) float64:
		return 3, func(x, y []float64) []float64 { return append(y, f(x[0], x[1], x[2])) }
	case func([]float64) []float64:
		return 0, func(x, y []float64) []float64 { return f(x) }
	case func(float64) []float64:
		return 1, func(x, y []float64) []float64 { return f(x[0]) }
	case func(x, y float64) []float64:
		return 2, func(x, y []float64) []float64 { return f(x[0], x[1]) }
	case func(x, y, z float64) []float64:
		return 3, func(x, y []float64) []float64 { return f(x[0], x[1], x[2]) }
	case func(dst, x []float64):
		return 0, func(x, y []float64) []float64 {
			y = slices.Grow(y, len(x))[:len(x)]
			clear(y)
			f(y, x)
			return y
		}
	}
	panic(fmt.Sprintf("mathlib: functions of type %T are not supported", f))
}

// recordedForm returns a twin on slices, nil for a type that no twin has.
func recordedForm(twin any) func(t *autodiff.Tape, x, y []real) []real {
	type tape = autodiff.Tape
	switch f := twin.(type) {
	case func(*tape, []real) real:
		return func(t *tape, x, y []real) []real { return append(y, f(t, x)) }
	case func(*tape, real) real:
		return func(t *tape, x, y []real) []real { return append(y, f(t, x[0])) }
	case func(t *tape, x, y real) real:
		return func(t *tape, x, y []real) []real { return append(y, f(t, x[0], x[1])) }
	case func(t *tape, x, y, z real) real:
		return func(t *tape, x, y []real) []real { return append(y, f(t, x[0], x[1], x[2])) }
	case func(*tape, []real) []real:
		return func(t *tape, x, y []real) []real { return f(t, x) }
	case func(*tape, real) []real:
		return func(t *tape, x, y []real) []real { return f(t, x[0]) }
	case func(t *tape, x, y real) []real:
		return func(t *tape, x, y []real) []real { return f(t, x[0], x[1]) }
	case func(t *tape, x, y, z real) []real:
		return func(t *tape, x, y []real) []real { return f(t, x[0], x[1], x[2]) }
	case func(t *tape, dst, x []real):
		return func(t *tape, x, y []real) []real {
			y = slices.Grow(y, len(x))[:len(x)]
			clear(y)
			f(t, y, x)
			return y
		}
	}
	return nil
}

// run records the evaluation of f at x. It returns no tape when there is no
// twin, or when the twin finds out that it cannot go on: it then panics with a
// record that has the reason, for instance a captured function without a twin.
// The tape must be given to done.
func (fn *function) run(x []float64) (t *autodiff.Tape, ys []real) {
	if fn.record == nil {
		return nil, nil
	}
	defer func() {
		switch e := recover().(type) {
		case nil:
		case *autodiff.Record:
			if autodiff.NeedsOperations(e) {
				fn.operations = true
				t, ys = fn.run(x)
				return
			}
			fn.refusedWhenRun(e)
			t, ys = nil, nil
		default:
			panic(e)
		}
	}()
	t = fn.tape()
	fn.x = t.AppendInputs(fn.x[:0], x)
	record := fn.record
	if fn.fused != nil && fn.quick && !fn.operations {
		record = fn.fused
	}
	ys = record(t, fn.x, fn.y[:0])
	fn.y = ys[:0]
	return t, ys
}

// refusedWhenRun takes the reason from a record that a twin panicked with. One
// that came from a rule says nothing of the place.
func (fn *function) refusedWhenRun(r *autodiff.Record) {
	fn.reason = r.Refusal
	file, line := autodiff.Place()
	if file != "" && !strings.Contains(fn.reason, " line ") {
		fn.reason += fmt.Sprintf(" (%s)", place(filepath.Base(file), line))
	}
	fn.reason = strings.ReplaceAll(fn.reason, "cell-", "cell ")
}

// tape returns an empty tape, of the kind that the sweeps to come need.
func (fn *function) tape() *autodiff.Tape {
	if fn.kept == nil {
		return autodiff.NewTape()
	}
	if fn.quick && !fn.operations {
		fn.kept.Partials(2)
	} else {
		fn.kept.Reset()
	}
	return fn.kept
}

// done gives back a tape that run returned.
func (fn *function) done(t *autodiff.Tape) {
	if t != fn.kept {
		t.Release()
	}
}

// point returns a copy of x as a slice, checked against what f takes.
func (fn *function) point(x any) []float64 {
	p, number := numbers(x)
	switch {
	case number && fn.arity == 0:
		fn.misuse("f takes a []float64, x is a number: write []float64{x}")
	case number && fn.arity > 1, fn.arity > 0 && len(p) != fn.arity:
		fn.misuse(fmt.Sprintf("f takes %d numbers, x has %d", fn.arity, len(p)))
	case len(p) == 0:
		fn.misuse("x is empty")
	}
	fn.checkNumbers("x", p)
	return p
}

// direction returns a copy of v as a slice, checked against the number n of
// entries that what has.
func (fn *function) direction(name string, v any, n int, what string) []float64 {
	p, _ := numbers(v)
	fn.checkLength(name, len(p), n, what)
	fn.checkNumbers(name, p)
	return p
}

func (fn *function) checkLength(name string, length, n int, what string) {
	if length != n {
		fn.wrongLength(name, length, n, what)
	}
}

func (fn *function) wrongLength(name string, length, n int, what string) {
	fn.misuse(fmt.Sprintf("%s has length %d, %s has %d", name, length, what, n))
}

func (fn *function) checkNumbers(name string, p []float64) {
	for i, v := range p {
		if math.IsNaN(v) {
			fn.misuse(fmt.Sprintf("%s[%d] is NaN", name, i))
		}
	}
}

// numbers returns a copy of a [Point] as a slice, and whether it is a number.
func numbers(x any) (p []float64, number bool) {
	switch x := x.(type) {
	case []float64:
		return append(p, x...), false
	case *mat.VecDense:
		if x == nil || x.IsEmpty() {
			return nil, false
		}
		return mat.Col(nil, 0, x), false
	case Vector:
		return numbers(x.VecDense)
	}
	switch v := reflect.ValueOf(x); v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			p = append(p, v.Index(i).Float())
		}
		return p, false
	case reflect.Int:
		return []float64{float64(v.Int())}, true
	default:
		return []float64{v.Float()}, true
	}
}

// memory returns where n numbers, as many as what has entries, go: dst, or new
// memory when none is given.
func (fn *function) memory(dst *[]float64, n int, what string) []float64 {
	if dst == nil {
		return make([]float64, n)
	}
	fn.checkLength("dst", len(*dst), n, what)
	return *dst
}

func (fn *function) misuse(what string) { panic("mathlib: " + fn.operator + ": " + what) }

// value returns f(x) without letting f change x.
func (fn *function) value(x []float64) []float64 {
	return fn.plain(append([]float64(nil), x...), nil)
}

// shortName is the function's name without the path of its package.
func (fn *function) shortName() string {
	return fn.name[strings.LastIndexByte(fn.name, '/')+1:]
}
