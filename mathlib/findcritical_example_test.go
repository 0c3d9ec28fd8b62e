package mathlib_test

import (
	"errors"
	"fmt"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest"
)

func ExampleFindCritical() {
	// mathtest.Lee is (1 - w1·w2)²: Newton's method is attracted by its saddle.
	c, err := mathlib.FindCritical(mathtest.Lee, []float64{0.1, 0.1})
	fmt.Println(c.Kind, c.X, err)
	// From elsewhere it ends in the valley w1·w2 = 1.
	c, err = mathlib.FindCritical(mathtest.Lee, []float64{2, 1})
	fmt.Printf("%.4f %v %v\n", c.X, c.Value, err)
	// Output:
	// strict saddle [0 0] <nil>
	// [1.4142 0.7071] 0 <nil>
}

func ExampleSearchFailure() {
	// exponential is eˣ: its derivative becomes ever smaller, but never 0.
	_, err := mathlib.FindCritical(exponential.paired(), []float64{1})
	var e *mathlib.SearchError
	fmt.Println(errors.As(err, &e) && e.Failure == mathlib.LevelsOff)
	// Output: true
}

func ExampleSearchError() {
	// climb is x³ + x + y²: the length of its gradient, (3x² + 1, 2y), has a
	// minimum at 0, where it is 1.
	_, err := mathlib.FindCritical(climb.paired(), []float64{0.5, 1})
	var e *mathlib.SearchError
	if errors.As(err, &e) {
		fmt.Println(e.Failure)
		fmt.Printf("|gradient| %.3f, r small: %v\n", e.GradientNorm, e.Flatness < 0.01)
	}
	// Output:
	// gradient-flat, but not critical
	// |gradient| 1.000, r small: true
}

func ExampleSearchError_Error() {
	e := &mathlib.SearchError{
		Failure: mathlib.NotFinite, Start: []float64{1, 2}, X: []float64{-1, 0}, GradientNorm: 3, Steps: 4,
	}
	fmt.Println(e)
	// Output:
	// mathlib: no critical point found from (1, 2) in 4 steps: the derivatives are not finite at (-1, 0), where |gradient| is 3; start where the function is defined
}
