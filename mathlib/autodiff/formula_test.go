package autodiff_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

func ExampleTape_Operation() {
	t := autodiff.NewTape()
	defer t.Release()
	x, y := t.Input(2), t.Input(3)
	t.Sin(t.Mul(x, t.Max(y, autodiff.Constant(1))))
	for i := 1; i <= t.Len(); i++ {
		o := t.Operation(i)
		fmt.Printf("%d: %s %v %v\n", i, o.Func, o.X, o.Y)
	}
	// Output:
	// 1: Input {0 0} {0 0}
	// 2: Input {0 0} {0 0}
	// 3: Select {3 2} {1 0}
	// 4: Mul {2 1} {3 3}
	// 5: Sin {6 4} {0 0}
}

func ExampleDigamma() {
	fmt.Printf("%.15f\n", autodiff.Digamma(1)) // minus Euler's constant
	// Output: -0.577215664901533
}

// Every operation has a name, and gives back its operands.
func TestOperation(t *testing.T) {
	tape := autodiff.NewTape()
	defer tape.Release()
	x, y := tape.Input(0.5), tape.Input(0.25)
	two := autodiff.Constant(2)
	for _, test := range []struct {
		result autodiff.Real
		want   autodiff.Operation
	}{
		{tape.Add(x, y), autodiff.Operation{Func: "Add", X: x, Y: y, Value: 0.75}},
		{tape.Sub(two, y), autodiff.Operation{Func: "Sub", X: two, Y: y, Value: 1.75}},
		{tape.Div(x, two), autodiff.Operation{Func: "Div", X: x, Y: two, Value: 0.25}},
		{tape.Neg(x), autodiff.Operation{Func: "Neg", X: x, Value: -0.5}},
		{tape.Ceil(x), autodiff.Operation{Func: "Ceil", X: x, Value: 1}},
		{tape.RoundToEven(y), autodiff.Operation{Func: "RoundToEven", X: y}},
		{tape.Float32(x), autodiff.Operation{Func: "Rounded", X: x, Value: 0.5}},
		{tape.Jn(3, x), autodiff.Operation{Func: "Jn", X: x, Order: 3, Value: math.Jn(3, 0.5)}},
		{tape.Y1(x), autodiff.Operation{Func: "Yn", X: x, Order: 1, Value: math.Y1(0.5)}},
		{tape.Pow(two, y), autodiff.Operation{Func: "Pow", X: two, Y: y, Value: math.Pow(2, 0.25)}},
		{tape.Mod(x, y), autodiff.Operation{Func: "Mod", X: x, Y: y}},
		{tape.Erfcinv(x), autodiff.Operation{Func: "Erfcinv", X: x, Value: math.Erfcinv(0.5)}},
	} {
		if got := tape.Operation(int(test.result.I)); got != test.want {
			t.Errorf("got %+v, want %+v", got, test.want)
		}
	}
}
