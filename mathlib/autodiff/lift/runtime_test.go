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
			var v mat.VecDense
			v.SolveVec(tall, mat.NewVecDense(3, []float64{x[0], x[1], 1}))
			return v.AtVec(0)
		},
	}
}
`)
	file := filepath.Join(t.TempDir(), "cell.go")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "run", file).CombinedOutput()
	const want = `true no derivative is known of stat.Mean, which has no rule, cell.go line 48
true no derivative is known of other.times, for a type of other that is declared elsewhere
true a captured pointer in a main.shape among active numbers
true a linear system that is not square: its solution of least squares has no rule
`
	if err != nil || string(out) != want {
		t.Errorf("%v\n%s\nwant\n%s\n%s", err, out, want, text)
	}
}
