package lift_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestRefusedWhenRun shows what only the evaluation of a twin can find out: it
// ends with a record that holds the reason, and recover in the function does
// not stop it.
func TestRefusedWhenRun(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	_, text := liftFile(t, "cell.go", `package main

import (
	"fmt"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

type twin = func(*autodiff.Tape, []autodiff.Real) autodiff.Real

func main() {
	nabla_run_1()
	for _, f := range list {
		try(f)
	}
}

func try(f func([]float64) float64) {
	defer func() {
		r, ok := recover().(*autodiff.Record)
		fmt.Println(ok, r.Refusal)
	}()
	run, _, _ := autodiff.Lookup(f)
	tape := autodiff.NewTape()
	run.(twin)(tape, tape.Inputs([]float64{1, 2}))
}

type shape interface{ times(k float64) float64 }

type square struct{ a float64 }

func (s *square) times(k float64) float64 { return s.a * k }

type promoted struct{ *square }

var (
	list  []func([]float64) float64
	other shape = promoted{&square{2}}
	sq    shape = &square{3}
	tall        = mat.NewDense(3, 2, []float64{1, 2, 3, 4, 5, 7})
)

func nabla_run_1() {
	list = []func([]float64) float64{
		func(x []float64) float64 { return stat.Mean(x, nil) },
		func(x []float64) float64 {
			defer func() { recover() }()
			return other.times(x[0])
		},
		func(x []float64) float64 {
			s := sq
			if x[1] > 5 {
				s = &square{x[0]}
			}
			return s.times(x[1])
		},
		func(x []float64) float64 {
			return mat.Norm(tall, x[0])
		},
	}
}
`)
	const want = `true no derivative is known of stat.Mean, which has no rule, cell.go line 48
true no derivative is known of other.times, for a type of other that is declared elsewhere
true a captured pointer in a main.shape among active numbers
true the order of a norm depends on the arguments
`
	if got := runProgram(t, text); got != want {
		t.Errorf("%s\nwant\n%s\n%s", got, want, text)
	}
}

// runProgram runs a program and returns what it prints.
func runProgram(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "cell.go")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "run", file).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, text)
	}
	return string(out)
}

// TestPlacesInRules shows that kinks, panics and refusals inside the rules of
// gonum have the place of the call.
func TestPlacesInRules(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	_, text := liftFile(t, "cell.go", `package main

import (
	"fmt"
	"path/filepath"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

type twin = func(*autodiff.Tape, []autodiff.Real) autodiff.Real

func main() {
	nabla_run_1()
	for _, f := range list {
		try(f)
	}
}

func try(f func([]float64) float64) {
	run, _, _ := autodiff.Lookup(f)
	tape := autodiff.NewTape()
	defer func() {
		if r := recover(); r != nil {
			file, line := autodiff.Place()
			fmt.Println("panic", filepath.Base(file), line)
		}
		kinks, _ := tape.Kinks()
		for _, k := range kinks {
			fmt.Println(k.Func, filepath.Base(k.File), k.Line)
		}
	}()
	run.(twin)(tape, tape.Inputs([]float64{0, 0}))
}

var list  []func([]float64) float64

func nabla_run_1() {
	list = []func([]float64) float64{
/*line cell-1:1:1*/		func(x []float64) float64 {
/*line cell-1:2:1*/			return floats.Max(x) +
/*line cell-1:3:1*/				floats.Norm(x, 2)
/*line cell-1:4:1*/		},
/*line cell-2:1:1*/		func(x []float64) float64 {
/*line cell-2:2:1*/			m := mat.NewDense(2, 1, x)
/*line cell-2:3:1*/			return m.Norm(1) +
/*line cell-2:4:1*/				mat.Max(m.T())
/*line cell-2:5:1*/		},
/*line cell-3:1:1*/		func(x []float64) float64 {
/*line cell-3:2:1*/			return mat.NewDense(2, 1, x).At(
/*line cell-3:3:1*/				2, 2)
/*line cell-3:4:1*/		},
/*line cell-4:1:1*/		func(x []float64) float64 {
/*line cell-4:2:1*/			var v mat.VecDense
/*line cell-4:3:1*/			return v.Norm(1) + floats.Norm(
/*line cell-4:4:1*/				x, 3+x[0])
/*line cell-4:5:1*/		},
/*line cell-5:1:1*/		func(x []float64) float64 {
/*line cell-5:2:1*/			var m mat.Dense
/*line cell-5:3:1*/			m.Mul(mat.NewDense(2, 1, x), mat.NewDense(2, 1, x))
/*line cell-5:4:1*/			return m.At(0, 0)
/*line cell-5:5:1*/		},
	}
}
`)
	const want = `Max cell-1 2
Abs cell-1 3
Hypot cell-1 3
Abs cell-2 3
Max cell-2 4
panic cell-3 2
panic cell-4 3
panic cell-5 3
`
	if got := runProgram(t, text); got != want {
		t.Errorf("%s\nwant\n%s\n%s", got, want, text)
	}
}
