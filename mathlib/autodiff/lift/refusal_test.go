package lift_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff/lift"
)

const refusalHead = `package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"sort"
	"strings"
	"sync/atomic"
	"unsafe"
)

var (
	W     = []float64{1, 2}
	V     float64
	rows  [][]float64
	table = map[string]float64{"a": 1}
	calls int
	model = &params{1, []float64{1}}
	any1  any
	fn    func([]float64) float64
	shape interface{ Area(float64) float64 }
)

type params struct {
	k float64
	w []float64
}

func (p *params) store(x float64) float64 { p.k = x; return p.k }

type solid interface{ Volume() float64 }
type cube struct{ a float64 }
type promoted struct{ cube }
type outside struct{ v float64 }
type growing interface{ Grow(float64) float64 }
type bud struct{}

func (c cube) Volume() float64 { return c.a * c.a * c.a }
func (c *cube) Set(a float64) { c.a = a }
func (o outside) volume() float64 { return o.v }
func (o outside) Volume() float64 { return o.v }
func (bud) Grow(x float64) float64 { V = x; return x }
func both(x float64) (cube, error) { return cube{x}, nil }

var known = &list{v: 1}

type list struct {
	v    float64
	next *list
}

func generic[T any](x T) T { return x }
func spawning[T any](x T) T { go func() {}(); return x }
func calling2(x float64) float64 { return x }
func spawn(x float64) float64 { go func() {}(); return x }
func calling(x float64) float64 { return spawn(x) }
func write(a []float64) { a[0] = 1 }
func sumAndWrite(a []float64) float64 {
	sum := func(a, b []float64) (s float64) { for i := range a { s += a[i] * b[i] }; return }
	_ = math.Sqrt(sum(a, a))
	write(a)
	return 1
}
func setV() float64 { V = 2; return V }
func writeW() float64 { write(W); return W[0] }
func noise(x float64) float64 { return x * rand.NormFloat64() }
type holder struct { w []float64; k float64 }
func (h *holder) weights() []float64 { return h.w }
var P = &holder{w: []float64{1}}
var source = rand.New(rand.NewPCG(1, 2))
func two(x float64) (float64, float64) { return x, x }
func sum2(a, b float64) float64 { return a + b }

var _ = fmt.Sprint
var _ reflect.Kind
var _ atomic.Bool
var _ unsafe.Pointer
var _ = math.Pi
var _ = sort.Ints
var _ = slices.Max[[]int]
var _ = strings.ToUpper

var use func(f func([]float64) float64)

func _() {
	use(func(x []float64) float64 {
`

// gonumHead is what a body that uses gonum needs beside refusalHead.
const gonumHead = `
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

var _ = floats.Dot
var M = mat.NewDense(1, 1, nil)
`

// mathlibHead is what a body that takes derivatives needs beside refusalHead.
const mathlibHead = `
	"github.com/gonabla/nabla/mathlib"
)

var Saved mathlib.Vector
func inner(x []float64) float64 { return x[0] }
func writer(x []float64) float64 { V = x[0]; return x[0] }
`

// TestRefusals shows, for everything that does not lift, the reason and the
// place: the comment /*!*/ stands before it. Each body is that of a
// func(x []float64) float64.
func TestRefusals(t *testing.T) {
	for _, test := range []struct{ body, reason string }{
		{`/*!*/go func() {}(); return x[0]`, "goroutine in a differentiated function"},
		{`/*!*/select {}; return x[0]`, "select in a differentiated function"},
		{`c := make(chan float64, 1); /*!*/c <- x[0]; return x[0]`, "channel operation in a differentiated function"},
		{`c := make(chan float64, 1); return /*!*/<-c * x[0]`, "channel operation in a differentiated function"},
		{`c := make(chan int); /*!*/for range c {}; return x[0]`, "channel operation in a differentiated function"},
		{`var s solid = cube{x[0]}; switch s.(type) { case /*!*/fmt.Stringer: }; return x[0]`, "an interface of active numbers asked for a fmt.Stringer"},
		{`var s solid = cube{x[0]}; return float64(len(/*!*/s.(fmt.Stringer).String()))`, "an interface of active numbers asked for a fmt.Stringer"},
		{`var s solid = /*!*/promoted{cube{x[0]}}; return s.Volume()`, "an active number in an interface: main.promoted has its methods from elsewhere"},
		{`var s solid; s, _ = /*!*/both(x[0]); return s.Volume()`, "a result that becomes a main.solid; assign it to a variable first"},
		{`a, b := solid(cube{x[0]}), solid(cube{1}); if /*!*/a == b { return 1 }; return 2`, "comparison of active main.solid"},
		{`var a any = /*!*/solid(cube{x[0]}); return a.(cube).a`, "solid(cube{…}) depends on the arguments where only a constant can be used"},
		{`var g growing = bud{}; return /*!*/g.Grow(x[0])`, "g.Grow writes to captured variables"},
		{`return float64(/*!*/int(x[0]))`, "int of a number that depends on the arguments: its derivative would silently be 0"},
		{`return W[/*!*/uint8(x[0])]`, "uint8 of a number that depends on the arguments: its derivative would silently be 0"},
		{`/*!*/W[0] = x[0]; return W[0]`, "writing to the captured variable W"},
		{`/*!*/W[0] = 1; return x[0]`, "writing to the captured variable W"},
		{`/*!*/V = x[0]; return V`, "writing to the captured variable V"},
		{`/*!*/V++; return x[0]`, "writing to the captured variable V"},
		{`/*!*/V += x[0]; return x[0]`, "writing to the captured variable V"},
		{`/*!*/model.k = x[0]; return x[0]`, "writing to the captured variable model"},
		{`w := W; /*!*/w[1] = 2; return w[1] * x[0]`, "writing to w[1], which may share memory with the captured variable W"},
		{`w := /*!*/W; w[1] = x[0]; return w[1]`, "W shares memory with the captured variable W, and with a slice that holds active numbers or may be written"},
		{`w := /*!*/W[:1]; w = append(w, x[0]); return w[1]`, "W[:1] shares memory with the captured variable W, and with a slice that holds active numbers or may be written"},
		{`copy(/*!*/W, x); return W[0]`, "writing to the captured variable W"},
		{`clear(/*!*/W); return x[0]`, "writing to the captured variable W"},
		{`/*!*/write(W); return x[0]`, "write may write to the captured variable W"},
		{`return /*!*/sumAndWrite(W) * x[0]`, "sumAndWrite may write to the captured variable W"},
		{`return /*!*/setV() * x[0]`, "setV writes to captured variables"},
		{`return /*!*/writeW() * x[0]`, "writeW writes to captured variables"},
		{`r := rows[0]; /*!*/r[0] = 3; return r[0] * x[0]`, "writing to r[0], which may share memory with the captured variable rows"},
		{`p := /*!*/&V; *p = x[0]; return V`, "address of the captured variable V"},
		{`for _, r := range /*!*/rows { r[0] *= x[0] }; return rows[0][0]`, "rows shares memory with the captured variable rows, and with a slice that holds active numbers or may be written"},
		{`return /*!*/model.store(x[0])`, "model shares memory with the captured variable model, and with a slice that holds active numbers or may be written"},
		{`/*!*/table["b"] = x[0]; return table["b"]`, "writing to the captured variable table"},
		{`var a any = /*!*/x[0]; return a.(float64)`, "x[0] depends on the arguments where only a constant can be used"},
		{`var a any; a = /*!*/x; return a.([]float64)[0]`, "an active number in an interface"},
		{`return /*!*/any(x[0]).(float64)`, "an active number converted to any"},
		{`return float64(/*!*/math.Float64bits(x[0]))`, "math.Float64bits of a number that depends on the arguments"},
		{`return x[0] + /*!*/rand.Float64()`, "random numbers (rand.Float64) in a differentiated function: draw them before and let the function use them"},
		{`return x[0] + /*!*/source.NormFloat64()`, "random numbers (source.NormFloat64) in a differentiated function: draw them before and let the function use them"},
		{`return x[0] + /*!*/noise(2)`, "random numbers (noise) in a differentiated function: draw them before and let the function use them"},
		{`return noise(x[0])`, "in noise, which the function calls: random numbers (rand.NormFloat64) in a differentiated function: draw them before and let the function use them"},
		{`r := rand.New(rand.NewPCG(1, 2)); return x[0] + r.Float64()`, ""},
		{`return /*!*/reflect.ValueOf(x[0]).Float()`, "reflection (reflect.ValueOf(x[0]).Float) in a differentiated function"},
		{`return *(/*!*/(*float64)(unsafe.Pointer(&x[0])))`, "unsafe.Pointer in a differentiated function"},
		{`p := /*!*/unsafe.Pointer(&calls); _ = p; return x[0]`, "unsafe.Pointer in a differentiated function"},
		{`y := /*!*/unsafe.Slice(&x[0], 1); return y[0]`, "unsafe.Slice of active numbers"},
		{`atomic.AddInt64(new(int64), /*!*/int64(x[0])); return x[0]`, "int64 of a number that depends on the arguments: its derivative would silently be 0"},
		{`s := holder{w: /*!*/W}; s.w[0] = x[0]; return W[0]`, "W shares memory with the captured variable W, and with a slice that holds active numbers or may be written"},
		{`get := func() []float64 { return /*!*/W }; get()[0] = x[0]; return W[0]`, "W shares memory with the captured variable W, and with a slice that holds active numbers or may be written"},
		{`/*!*/P.weights()[0] = x[0]; return P.w[0]`, "writing to P.weights()[0], which may share memory with the captured variable P"},
		{`q := /*!*/P; q.k = x[0]; return P.k`, "P shares memory with the captured variable P, and with a slice that holds active numbers or may be written"},
		{`a := []*holder{/*!*/P}; for _, h := range a { h.k *= x[0] }; return P.k`, "P shares memory with the captured variable P, and with a slice that holds active numbers or may be written"},
		{`b := /*!*/W[0:1:1]; b = append(b, x[0]); return b[1]`, "W[0:1:1] shares memory with the captured variable W, and with a slice that holds active numbers or may be written"},
		{`defer func() { /*!*/W[0] = x[0] }(); return x[0]`, "writing to the captured variable W"},
		{`for i := range W { p := /*!*/&W[i]; *p = x[0] }; return W[0]`, "address of the captured variable W"},
		{`return float64(len(/*!*/fmt.Sprint(x[0])))`, "no rule for fmt.Sprint of active numbers"},
		{`sort.Slice(/*!*/W, func(i, j int) bool { return W[i] < W[j] }); return x[0]`, "writing to the captured variable W"},
		{`w := W; sort.Slice(/*!*/w, func(i, j int) bool { return w[i] < w[j] }); return x[0] * w[0]`, "writing to w, which may share memory with the captured variable W"},
		{`var b strings.Builder; /*!*/fmt.Fprintf(&b, "%v", x[0]); return x[0]`, "fmt.Fprintf of active numbers to something other than os.Stdout and os.Stderr"},
		{`/*!*/sort.Sort(sort.Float64Slice(x)); return x[0]`, "no rule for sort.Sort of active numbers"},
		{`sort.Float64s(/*!*/W); return x[0]`, "writing to the captured variable W"},
		{`c := slices.Clone(/*!*/rows); c[0][0] = x[0]; return c[0][0]`, "rows shares memory with the captured variable rows, and with a slice that holds active numbers or may be written"},
		{`type num float64; return float64(/*!*/generic(num(x[0])))`, "call of the generic function generic at a type that only a function knows"},
		{`type num struct { v float64 }; return /*!*/generic[num](num{x[0]}).v`, "call of the generic function generic[num] at a type that only a function knows"},
		{`y := /*!*/slices.Compact(x); return y[0]`, "no rule for slices.Compact of active numbers"},
		{`return spawning(x[0])`, "in spawning[float64], which the function calls: goroutine in a differentiated function"},
		{`return /*!*/shape.Area(x[0])`, "call of the interface method shape.Area"},
		{`return real(/*!*/complex(x[0], 1))`, "complex of active numbers"},
		{`a, b := [1]float64{x[0]}, [1]float64{1}; if /*!*/a == b { return 1 }; return 2`, "comparison of active [1]float64"},
		{`type tree struct { v float64; next *tree }; l := tree{v: x[0]}; return l.v`, "the recursive type tree, which is declared in a function"},
		{`l := &list{v: x[0], next: /*!*/known}; return l.next.v`, "known: a captured *main.list among active numbers"},
		{`var q mat.SVD; /*!*/q.Factorize(mat.NewDense(1, 1, x), mat.SVDNone); return x[0]`, "no rule for q.Factorize of active numbers"},
		{`floats.Argsort(x, []int{0}); return x[0]`, ""}, // when it is called there may be a rule
		{`/*!*/M.Set(0, 0, x[0]); return M.At(0, 0)`, "writing to the captured variable M"},
		{`floats.Add(/*!*/W, x); return W[0]`, "writing to the captured variable W"},
		{`m := M; /*!*/m.Scale(2, m); return m.At(0, 0) * x[0]`, "writing to m, which may share memory with the captured variable M"},
		{`m := mat.NewDense(1, 2, /*!*/W); m.Set(0, 0, x[0]); return m.At(0, 0)`, "W shares memory with the captured variable W, and with a slice that holds active numbers or may be written"},
		{`float64 := 3; y := x[:1]; /*!*/_ = float64; return y[0] * sum2(1, x[1])`, ""},
		{`string := 3.0; m := struct{ name /*!*/[]byte; v float64 }{v: x[0]}; return m.v * string`, ""},
		{`strings.Map(/*!*/func(r rune) rune { if x[0] > 1 { return 'a' }; return r }, "a"); return x[0]`, "a function literal that uses active numbers is given to another package's function"},
		{`return /*!*/sum2(two(x[0]))`, "a call whose results are the arguments of another"},
		{`f := /*!*/model.store; return f(1) * x[0]`, "model shares memory with the captured variable model, and with a slice that holds active numbers or may be written"},
		{`f := /*!*/shape.Area; return f(x[0])`, "method value shape.Area"},
		{`m := map[float64]float64{}; /*!*/m[1] = x[0]; return m[1]`, "a map of active numbers with numbers as keys"},
		{`m := map[float64]float64{1: /*!*/x[0]}; return m[1]`, "a map of active numbers with numbers as keys"},
		{`m := map[float64]int{}; m[/*!*/x[0]] = 1; return x[0]`, "x[0] depends on the arguments where only a constant can be used"},
		{`m := /*!*/table; m["b"] = x[0]; return m["b"]`, "table shares memory with the captured variable table, and with a slice that holds active numbers or may be written"},
		{`/*!*/table["a"]++; return x[0]`, "writing to the captured variable table"},
		{`delete(/*!*/table, "a"); return x[0]`, "writing to the captured variable table"},
		{`m := map[string]float64{}; /*!*/m["a"] += calling2(x[0]); return m["a"]`, "a call in an operation on the element of a map; assign its result to a variable first"},
		{`var v float64; /*!*/for v = range slices.Values(W) { v *= x[0] }; return v`, "range over constants that assigns to variables declared before"},
		{`for v := range /*!*/slices.Chunk(x, 1) { x[0] += v[0] }; return x[0]`, "no rule for slices.Chunk of active numbers"},
		{`defer /*!*/fmt.Sprint(x[0]); return x[0]`, "no rule for fmt.Sprint of active numbers"},
		{`defer /*!*/setV(); return x[0]`, "setV writes to captured variables"},
		{`s := x[0]; f := func() float64 { s++; return s }; return s*2 + /*!*/f()`, "f may change what is read in the same expression; assign its result to a variable first"},
		{`return /*!*/mathlib.Gradient(inner, x).Error * x[0]`, "Error of a derivative inside a differentiated function"},
		{`g := mathlib.Gradient(inner, x); if len(/*!*/g.Kinks) > 0 { return 0 }; return x[0]`, "Kinks of a derivative inside a differentiated function"},
		{`return /*!*/mathlib.Gradient(inner, x).ErrorAt(0)`, "no rule for mathlib.Gradient(inner, x).ErrorAt of active numbers"},
		{`fmt.Println(/*!*/mathlib.Gradient(inner, x)); return x[0]`, "printing of active mathlib.Vector"},
		{`n := /*!*/mathlib.Number{Value: x[0]}; return n.Value`, "a mathlib.Number made by hand in a differentiated function"},
		{`return float64(/*!*/mathlib.Classify(inner, x).Positive)`, "mathlib.Classify inside a differentiated function: only operators whose results are numbers have a derivative"},
		{`s := 0.0; g := mathlib.Gradient(func(y []float64) float64 { /*!*/s += y[0]; return y[0] }, x); return s * g.AtVec(0)`, "a function given to mathlib.Gradient writes to s, which is declared outside of it"},
		{`w := []float64{1}; f := func(y []float64) float64 { /*!*/w[0]++; return y[0] }; return mathlib.Laplacian(f, x).Value * w[0]`, "a function given to mathlib.Laplacian writes to w, which is declared outside of it"},
		{`return mathlib.Gradient(writer, x).AtVec(0)`, "in writer, which the function calls: writing to the captured variable V"},
		{`var g mathlib.Vector = /*!*/Saved; g.SetVec(0, x[0]); return g.AtVec(0)`, "Saved shares memory with the captured variable Saved, and with a slice that holds active numbers or may be written"},
	} {
		head := refusalHead
		if strings.Contains(test.body, "mat.") || strings.Contains(test.body, "floats.") || strings.Contains(test.body, "M") {
			head = strings.Replace(head, ")\n", gonumHead, 1)
		}
		if strings.Contains(test.body, "mathlib.") {
			head = strings.Replace(head, ")\n", mathlibHead, 1)
		}
		src := head + test.body + "\n\t})\n}\n"
		t.Run(test.body, func(t *testing.T) {
			r, _ := liftFile(t, "cell-1", src)
			checkRefusal(t, r.Refusals, src, test.reason)
		})
	}
}

func checkRefusal(t *testing.T, got []lift.Refusal, src, reason string) {
	t.Helper()
	if reason == "" {
		if len(got) != 0 {
			t.Errorf("refused: %v", got)
		}
		return
	}
	if len(got) == 0 {
		t.Fatal("not refused")
	}
	if got[0].Reason != reason {
		t.Errorf("reason %q, want %q", got[0].Reason, reason)
	}
	at := strings.LastIndex(src, "/*!*/")
	if at < 0 {
		return
	}
	at += len("/*!*/")
	line := 1 + strings.Count(src[:at], "\n")
	column := at - strings.LastIndex(src[:at], "\n")
	if want := fmt.Sprintf("cell-1:%d:%d", line, column); got[0].Pos.String() != want {
		t.Errorf("position %s, want %s", got[0].Pos, want)
	}
}
