package lift_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var seed = flag.Uint64("seed", 1, "seed of the random programs")

// TestRandomPrograms lifts a program of random functions and compares, as
// TestCatalogue does, what functions and twins return. A function may be
// refused, never miscompiled.
func TestRandomPrograms(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	checker, err := os.ReadFile("testdata/program/checker.go")
	if err != nil {
		t.Fatal(err)
	}
	g := &generator{r: rand.New(rand.NewPCG(*seed, 0))}
	const n = 80
	src := g.program(n)
	r, text := liftFile(t, "random.go", src)
	refused := map[string]bool{}
	for _, x := range r.Refusals {
		refused[x.Func] = true
	}
	if len(refused) > 2*n/3 {
		t.Errorf("%d of %d functions refused: %v", len(refused), n, r.Refusals)
	}
	for name := range refused {
		text = strings.Replace(text, fmt.Sprintf("{%q, %s, points},", name, name), "", 1)
	}
	dir := t.TempDir()
	files := []string{filepath.Join(dir, "random.go"), filepath.Join(dir, "checker.go")}
	for i, text := range []string{text, string(checker)} {
		if err := os.WriteFile(files[i], []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.Command("go", "run", files[0], files[1]).CombinedOutput()
	if err != nil {
		t.Errorf("seed %d: %v\n%s\n%s", *seed, err, out, src)
	}
}

// A generator writes random functions of x []float64 with three entries. They
// are tame: values stay moderate, and every branch that depends on x is
// continuous or far from the points.
type generator struct {
	r      *rand.Rand
	b      strings.Builder
	depth  int
	nested int
	floats []string // variables in scope
	slices []string
	fixed  int // how many of slices are captured: not to be written
	next   int
	outer  []string // functions that may be called
}

func (g *generator) program(n int) string {
	g.b.WriteString(`package main

import (
	"math"
	"slices"

	"github.com/gonabla/nabla/mathlib"
)

type entry struct {
	name   string
	f      any
	points [][]float64
}

var catalogue []entry

var data = []float64{0.5, -1.25, 2, 0.75}
var gain = 0.7

type pair struct{ a, b float64 }

type curve interface{ at(u float64) float64 }

func (p pair) at(u float64) float64  { return p.a*math.Tanh(u) + p.b/3 }
func (d disc) at(u float64) float64  { return math.Sin(d.r*u) / 2 }

type disc struct{ r float64 }

var known curve = disc{0.3}

func last[T any](list []T) T { return list[len(list)-1] }

func (p pair) norm() float64       { return math.Hypot(p.a, p.b) / 5 }
func (p *pair) shift(d float64)    { p.a, p.b = p.b/2, d }
func split(v float64) (low, high float64, n int) {
	low = v / 2
	if n = 3; v > 1000 {
		return v, v, 0
	}
	return low, v - low*float64(n), n
}

`)
	for i := range 12 {
		g.callee(i)
	}
	var list []string
	for i := range n {
		name := fmt.Sprintf("f%d", i)
		list = append(list, fmt.Sprintf("\t\t{%q, %s, points},\n", name, name))
		g.function(name)
	}
	fmt.Fprintf(&g.b, "func nabla_run_1() {\n\tpoints := [][]float64{{0.3, -0.7, 1.1}, {1.3, 0.21, -0.4}}\n\tcatalogue = []entry{\n%s\t}\n}\n", strings.Join(list, ""))
	return g.b.String()
}

func (g *generator) line(format string, args ...any) {
	g.b.WriteString(strings.Repeat("\t", g.depth) + fmt.Sprintf(format, args...) + "\n")
}

func (g *generator) name(prefix string) string {
	g.next++
	return fmt.Sprintf("%s%d", prefix, g.next)
}

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }

// callee writes a function of a number, a slice and an integer.
func (g *generator) callee(i int) {
	g.floats, g.slices, g.fixed = []string{"u", "gain"}, []string{"data", "v"}, 1
	if i%4 != 1 {
		g.fixed = 2
	}
	g.line("func h%d(u float64, v []float64, n int) (r float64) {", i)
	g.depth++
	if i%3 == 0 {
		g.line("if n > 0 {\n\t\treturn h%d(u/2, v, n-1) + 0.1\n\t}", i)
	}
	for range 1 + g.r.IntN(3) {
		g.statement()
	}
	g.line("r = %s", g.expr(2))
	g.line("return")
	g.depth--
	g.line("}\n")
	g.outer = append(g.outer, fmt.Sprintf("h%d", i))
}

func (g *generator) function(name string) {
	g.floats, g.slices, g.fixed = []string{"gain"}, []string{"data", "x"}, 1
	g.line("func %s(x []float64) float64 {", name)
	g.depth++
	g.line("s := %s", g.expr(2))
	g.floats = append(g.floats, "s")
	for range 3 + g.r.IntN(5) {
		g.statement()
	}
	g.line("return s + %s", g.expr(2))
	g.depth--
	g.line("}\n")
}

// statement writes a statement of some kind.
func (g *generator) statement() {
	if g.nested > 2 {
		g.line("%s", g.assignment())
		return
	}
	switch g.r.IntN(17) {
	case 12, 13, 14, 15, 16:
		g.construct()
	case 0:
		v := g.name("a")
		g.line("%s := %s", v, g.expr(2))
		g.line("_ = %s", v)
		g.floats = append(g.floats, v)
	case 1:
		v := g.name("y")
		g.line("%s := %s", v, g.slice())
		g.line("_ = %s", v)
		g.slices = append(g.slices, v)
	case 2:
		g.block("if %s > 40 {", g.float())
	case 3:
		g.block("for i := 0; i < %d; i++ {", 1+g.r.IntN(3))
	case 4:
		v := g.name("e")
		g.floats = append(g.floats, v)
		g.block("for _, %s := range %s {", v, pick(g.r, g.slices))
		g.floats = g.floats[:len(g.floats)-1]
	case 5:
		v := g.name("c")
		g.line("%s := func(p float64) float64 { return %s + p*%s }", v, g.expr(1), g.float())
		w := g.name("a")
		g.line("%s := %s(%s) / 2", w, v, g.float())
		g.line("_ = %s", w)
		g.floats = append(g.floats, w)
	case 6:
		a, b := g.name("m"), g.name("m")
		g.line("%s, %s := %s, %s", a, b, g.expr(1), g.expr(1))
		g.line("%s, %s = %s, %s", a, b, b, a)
		g.line("_ = %s + %s", a, b)
		g.floats = append(g.floats, a, b)
	case 7:
		v := g.name("k")
		g.line("%s := [2]float64{%s, %s}", v, g.expr(1), g.expr(1))
		g.line("%s[0] += %s[1] / 4", v, v)
		w := g.name("a")
		g.line("%s := %s[0]", w, v)
		g.line("_ = %s", w)
		g.floats = append(g.floats, w)
	default:
		g.line("%s", g.assignment())
	}
}

// construct writes a statement with a closure, a matrix, a struct or a call of
// several results.
func (g *generator) construct() {
	switch g.r.IntN(12) {
	case 5:
		g.derivative()
	case 6:
		v, w := g.name("y"), g.name("y")
		g.line("%s := append(%s[:2:%d], %s)", v, g.slice(), 2, g.expr(1))
		g.line("%s := append(%s, %s)", w, v, g.expr(1))
		g.line("%s = append(%s, %s, 1)", v, v, g.expr(1))
		g.line("%s[0] /= 2", v)
		g.line("_ = %s", w)
		g.slices = append(g.slices, v, w)
	case 7:
		v, w := g.name("m"), g.name("a")
		g.line("%s := map[string]float64{\"a\": %s}", v, g.expr(1))
		g.line("%s[\"b\"] += %s", v, g.float())
		g.line("%s[\"a\"] *= %s[\"b\"] / 4", v, v)
		g.line("%s := math.Tanh(%s[\"a\"] + %s[\"none\"])", w, v, v)
		g.line("_ = %s", w)
		g.floats = append(g.floats, w)
	case 8:
		v, w := g.name("k"), g.name("a")
		g.line("%s := []curve{disc{%s}, pair{%s, %s}, known}", v, g.expr(1), g.expr(1), g.float())
		g.line("%s := %s[%d].at(%s) + last(%s).at(0.2)", w, v, g.r.IntN(3), g.float(), v)
		g.line("_ = %s", w)
		g.floats = append(g.floats, w)
	case 9:
		v, w := g.name("p"), g.name("f")
		g.line("%s := pair{%s, %s}", v, g.expr(1), g.expr(1))
		g.line("%s := %s.at", w, v)
		g.line("%s.a = %s(%s) / 2", v, w, g.float())
		g.floats = append(g.floats, v+".a", v+".b")
	case 10:
		v := g.name("y")
		g.line("%s := slices.Clone(%s)", v, g.slice())
		g.line("slices.Reverse(%s)", v)
		g.line("%s = slices.Insert(%s, 1, %s)", v, v, g.expr(1))
		g.slices = append(g.slices, v)
	case 11:
		v, w := g.name("fs"), g.name("a")
		g.line("%s := []func(float64) float64{math.Atan, func(p float64) float64 { return %s + p/3 }}", v, g.expr(1))
		g.line("%s := %s", w, g.float())
		g.line("for _, f := range %s {\n\t\t%s = f(%s) / 2\n\t}", v, w, w)
		g.floats = append(g.floats, w)
	case 0:
		v, w := g.name("c"), g.name("a")
		g.line("%s := %s", w, g.expr(1))
		g.line("%s := func(d float64) { %s += d / 3; %s-- }", v, w, w)
		g.line("%s(%s)", v, g.expr(1))
		g.floats = append(g.floats, w)
	case 1:
		v, w := g.name("q"), g.name("a")
		g.line("%s := [][]float64{%s, {%s, 1}, %s}", v, g.slice(), g.expr(1), g.slice())
		g.line("%s := %s[1][0] + %s[%d][1]", w, v, v, g.r.IntN(3))
		g.line("_ = %s", w)
		g.floats = append(g.floats, w)
	case 2:
		v, w := g.name("dot"), g.name("a")
		g.line("%s := func(a, b []float64) (r float64) { for i := range 2 { r += a[i] * b[i] }; return }", v)
		g.line("%s := math.Tanh(%s(%s, %s))", w, v, pick(g.r, g.slices), pick(g.r, g.slices))
		g.line("_ = %s", w)
		g.floats = append(g.floats, w)
	case 3:
		v, w := g.name("p"), g.name("p")
		g.line("%s := pair{%s, %s}", v, g.expr(1), g.expr(1))
		g.line("%s := %s", w, v)
		g.line("%s.a *= %s.norm()", w, v)
		g.line("%s.shift(%s)", v, g.float())
		g.floats = append(g.floats, v+".a", v+".b", w+".a")
	case 4:
		v, w := g.name("m"), g.name("m")
		g.line("%s, %s, _ := split(%s)", v, w, g.expr(1))
		g.line("_, _ = %s, %s", v, w)
		g.floats = append(g.floats, v, w)
	}
}

// derivative writes a statement that takes a derivative of a function which
// captures whatever there is.
func (g *generator) derivative() {
	v := g.name("a")
	switch g.r.IntN(3) {
	case 0:
		g.line("%s := mathlib.Derivative(func(p float64) float64 { return math.Tanh(p*%s + %s) }, %s).Value / 3", v, g.expr(1), g.expr(1), g.float())
	case 1:
		g.line("%s := math.Tanh(mathlib.Gradient(func(q []float64) float64 { return math.Sin(q[0]*%s) * math.Cos(q[1]+%s) }, %s[:2]).AtVec(%d))",
			v, g.float(), g.expr(1), pick(g.r, g.slices), g.r.IntN(2))
	case 2:
		g.line("%s := math.Sin(mathlib.Laplacian(func(p, q float64) float64 { return math.Atan(p*%s-q) * math.Tanh(q+%s) }, []float64{%s, 0.5}).Value)",
			v, g.float(), g.float(), g.float())
	}
	g.line("_ = %s", v)
	g.floats = append(g.floats, v)
}

func (g *generator) block(format string, args ...any) {
	g.line(format, args...)
	floats, slices := len(g.floats), len(g.slices)
	g.depth++
	g.nested++
	if strings.HasPrefix(format, "for _,") {
		g.line("_ = %s", args[0])
	}
	for range 1 + g.r.IntN(2) {
		g.statement()
	}
	g.nested--
	g.depth--
	g.floats, g.slices = g.floats[:floats], g.slices[:slices]
	g.line("}")
}

// assignment writes an assignment to a variable or an element. The value is
// kept moderate, since loops repeat it.
func (g *generator) assignment() string {
	target := g.float()
	if n := len(g.slices) - g.fixed; !assignable(target) || g.r.IntN(3) == 0 && n > 0 {
		if n <= 0 {
			return "_ = " + g.expr(1)
		}
		target = fmt.Sprintf("%s[%d]", g.slices[g.fixed+g.r.IntN(n)], g.r.IntN(2))
	}
	switch g.r.IntN(4) {
	case 0:
		return target + " += " + g.expr(1)
	case 1:
		return target + " *= 0.5"
	case 2:
		return target + "--"
	}
	return target + " = math.Tanh(" + g.expr(2) + ") * 2"
}

// assignable reports whether target is a variable of the function's own.
func assignable(target string) bool { return target != "gain" && !strings.Contains(target, "[") }

// slice writes a slice of at least two entries.
func (g *generator) slice() string {
	s := pick(g.r, g.slices)
	switch g.r.IntN(5) {
	case 0:
		return s + "[:2]"
	case 1:
		return s
	case 2:
		return "append([]float64{" + g.expr(1) + "}, " + s + "...)"
	case 3:
		return "make([]float64, 3)"
	}
	return "[]float64{" + g.expr(1) + ", " + g.expr(1) + "}"
}

func (g *generator) float() string {
	if g.r.IntN(3) == 0 || len(g.floats) == 1 {
		return fmt.Sprintf("%s[%d]", pick(g.r, g.slices[1:]), g.r.IntN(2))
	}
	return pick(g.r, g.floats)
}

// expr writes an expression of some depth.
func (g *generator) expr(depth int) string {
	if depth == 0 {
		switch g.r.IntN(6) {
		case 0:
			return []string{"2.0", "0.1", "1.0 / 3", "7 / 2 * 1.0", "math.Pi", "float64(len(data))"}[g.r.IntN(6)]
		case 1:
			return fmt.Sprintf("data[%d]", g.r.IntN(4))
		}
		return g.float()
	}
	a, b := g.expr(depth-1), g.expr(depth-1)
	switch g.r.IntN(12) {
	case 0:
		return "(" + a + " - " + b + ")"
	case 1:
		return "math.Sin(" + a + ")"
	case 2:
		return "math.Atan(" + a + ") * " + "math.Cos(" + b + ")"
	case 3:
		return "(" + a + ") / (2 + math.Abs(math.Tanh(" + b + ")+3))"
	case 4:
		return "-(" + a + ")"
	case 5:
		return "math.Hypot(" + a + ", 1)"
	case 6:
		if len(g.outer) > 0 {
			return fmt.Sprintf("%s(%s, %s, %d)", pick(g.r, g.outer), a, pick(g.r, g.slices), g.r.IntN(3))
		}
	case 7:
		return "math.Exp(-math.Abs(" + a + "+50))"
	case 8:
		return "math.Tanh(" + a + "*" + b + ")"
	}
	return "(" + a + " + 0.5*" + b + ")"
}
