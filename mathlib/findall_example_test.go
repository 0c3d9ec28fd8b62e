package mathlib_test

import (
	"fmt"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest"
)

func ExampleFindAllCritical() {
	// doubleWell is x⁴ - 2x² + y².
	fmt.Println(mathlib.FindAllCritical(doubleWell.paired(), mathlib.Box{{-2, 2}, {-1, 1}}))
	// Output:
	// 3 critical points in [-2, 2] × [-1, 1]
	// value  kind            x        index  searches
	// -1     strict minimum  (-1, 0)  0      60
	// -1     strict minimum  (1, 0)   0      59
	// 0      strict saddle   (0, 0)   1      36
	// The indices of the points add up to 1, as the gradient on the border says they must.
	// Found by 308 searches from 154 starting points; that there are no others is not proven.
}

func ExampleSearchSettings() {
	// mathtest.Lee is (1 - w1·w2)². Its minima are the two branches of a
	// hyperbola, of each of which one point is kept.
	settings := &mathlib.SearchSettings{Starts: 20}
	for _, p := range mathlib.FindAllCritical(mathtest.Lee, mathlib.Box{{-2, 2}, {-2, 2}}, settings).Points {
		fmt.Printf("value %.2f, Morse index %v, one of many: %v\n", p.Value, p.MorseIndex, p.Connected)
	}
	// Output:
	// value 0.00, Morse index 0, one of many: true
	// value 0.00, Morse index 0, one of many: true
	// value 1.00, Morse index 1, one of many: false
}

func ExampleBox() {
	// sinOf is sin(x²), a function of one variable.
	box := mathlib.Box{{0.5, 2}}
	for _, p := range mathlib.FindAllCritical(sinOf, box).Points {
		fmt.Printf("%v at %.6f\n", p.Kind, p.X)
	}
	// Output:
	// strict maximum at [1.253314]
}

func ExampleLocated() {
	// The saddle of (1 - w1·w2)² is isolated, its minima are not.
	for _, p := range mathlib.FindAllCritical(mathtest.Lee, mathlib.Box{{-1, 3}, {-1, 3}}).Points {
		fmt.Println(p.Kind, p.Connected)
	}
	// Output:
	// valley of minima true
	// strict saddle false
}

func ExampleIndexSum() {
	// A monkey saddle counts as two saddles that have met.
	set := mathlib.FindAllCritical(fromBattery("monkey saddle").paired(), mathlib.Box{{-1, 1}, {-1, 1}})
	fmt.Printf("%+v\n", set.IndexSum)
	// Output:
	// {Applies:true Points:-2 Border:-2}
}

func ExampleCriticalSet() {
	// climb is x³ + x + y², without a critical point.
	set := mathlib.FindAllCritical(climb.paired(), mathlib.Box{{-1, 1}, {-1, 1}})
	fmt.Println(len(set.Points), set.Failures[mathlib.GradientFlat] > 0)
	// Output:
	// 0 true
}

func ExampleCriticalSet_CountByIndex() {
	// himmelblau is (x² + y - 11)² + (x + y² - 7)².
	set := mathlib.FindAllCritical(himmelblau.paired(), mathlib.Box{{-5, 5}, {-5, 5}})
	fmt.Println("minima, saddles, maxima:", set.CountByIndex())
	fmt.Println("sum of the indices:", set.IndexSum.Points, "and by the border", set.IndexSum.Border)
	// Output:
	// minima, saddles, maxima: [4 4 1]
	// sum of the indices: 1 and by the border 1
}

func ExampleCriticalSet_String() {
	set := &mathlib.CriticalSet{
		Box: mathlib.Box{{0, 1}}, Searches: 12, Starts: 6,
		IndexSum: mathlib.IndexSum{Applies: true, Border: 1},
		Failures: map[mathlib.SearchFailure]int{mathlib.GradientFlat: 1},
	}
	fmt.Println(set.String())
	// Output:
	// 0 critical points in [0, 1]
	// The indices of the points add up to 0, but the gradient on the border says 1: a point is missing.
	// 1 search ended where the function is gradient-flat, but not critical.
	// Found by 12 searches from 6 starting points; that there are no others is not proven.
}

func ExampleCriticalSet_Markdown() {
	fmt.Println(mathlib.FindAllCritical(mathtest.Quadratic, mathlib.Box{{-4, 4}, {-4, 4}}).Markdown())
	// Output:
	// **1 critical point in [-4, 4] × [-4, 4]**
	//
	// | value | kind | x | index | searches |
	// | --- | --- | --- | --- | --- |
	// | 0 | strict minimum | (-2, 2) | 0 | 151 |
	//
	// The indices of the points add up to 1, as the gradient on the border says they must.
	//
	// Found by 302 searches from 151 starting points; that there are no others is not proven.
}
