package lift_test

import "testing"

// TestPositions shows that a kink and a panic inside twins name the line of
// the original, also in the middle of a statement.
func TestPositions(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	_, text := liftFile(t, "cell.go", `package main

import (
	"fmt"
	"math"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

type twin = func(*autodiff.Tape, []autodiff.Real) autodiff.Real

func main() {
	nabla_run_1()
	run, _, _ := autodiff.Lookup(f)
	tape := autodiff.NewTape()
	run.(twin)(tape, tape.Inputs([]float64{0, 1}))
	kinks, _ := tape.Kinks()
	for _, k := range kinks {
		fmt.Println(k.Func, filepath.Base(k.File), k.Line)
	}
	defer func() {
		fmt.Println(recover())
		pc := make([]uintptr, 20)
		frames := runtime.CallersFrames(pc[:runtime.Callers(0, pc)])
		for frame, more := frames.Next(); more; frame, more = frames.Next() {
			if strings.HasPrefix(frame.Function, "main.nabla_") {
				fmt.Println(frame.Function, filepath.Base(frame.File), frame.Line)
			}
		}
	}()
	tape.Reset()
	run.(twin)(tape, tape.Inputs([]float64{0}))
}

var _ any = f

var use = func(f func([]float64) float64) {}

func nabla_run_1() {
	use(f)
}

/*line cell-7:1:1*/func f(x []float64) float64 {
/*line cell-7:2:1*/	s := 1 +
/*line cell-7:3:1*/		math.Abs(x[0]) +
/*line cell-7:4:1*/		g(x)
/*line cell-7:5:1*/
/*line cell-7:6:1*/	return max(0, x[0]) + s
/*line cell-7:7:1*/}

/*line cell-8:1:1*/func g(x []float64) float64 {
/*line cell-8:2:1*/
/*line cell-8:3:1*/	return math.Sqrt(
/*line cell-8:4:1*/		x[1])
/*line cell-8:5:1*/}
`)
	const want = `Abs cell-7 3
Max cell-7 6
runtime error: index out of range [1] with length 1
main.nabla_1_g cell-8 4
main.nabla_1_f cell-7 4
`
	if got := runProgram(t, text); got != want {
		t.Errorf("%s\nwant\n%s\n%s", got, want, text)
	}
}
