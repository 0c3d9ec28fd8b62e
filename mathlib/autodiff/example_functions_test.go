package autodiff_test

import (
	"fmt"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// Every function of package math has its namesake: here with the values and
// derivatives at 1.5, or at ½ where that lies outside.
func ExampleTape() {
	t := autodiff.NewTape()
	defer t.Release()
	g, bound := make([]float64, 1), make([]float64, 1)
	show := func(x float64, names []string, functions ...func(autodiff.Real) autodiff.Real) {
		for i, f := range functions {
			t.Reset()
			y := f(t.Input(x))
			t.Gradient(y, g, bound)
			fmt.Printf("%-8s %8.4f %8.4f\n", names[i], y.V, g[0])
		}
	}
	show(1.5, []string{"Sqrt", "Cbrt", "Exp", "Exp2", "Expm1", "Log", "Log2", "Log10", "Log1p"},
		t.Sqrt, t.Cbrt, t.Exp, t.Exp2, t.Expm1, t.Log, t.Log2, t.Log10, t.Log1p)
	show(1.5, []string{"Sin", "Cos", "Tan", "Atan", "Sinh", "Cosh", "Tanh", "Asinh", "Acosh"},
		t.Sin, t.Cos, t.Tan, t.Atan, t.Sinh, t.Cosh, t.Tanh, t.Asinh, t.Acosh)
	show(0.5, []string{"Asin", "Acos", "Atanh", "Erfinv", "Erfcinv"},
		t.Asin, t.Acos, t.Atanh, t.Erfinv, t.Erfcinv)
	show(1.5, []string{"Erf", "Erfc", "Gamma", "J0", "J1", "Y0", "Y1"},
		t.Erf, t.Erfc, t.Gamma, t.J0, t.J1, t.Y0, t.Y1)
	// Output:
	// Sqrt       1.2247   0.4082
	// Cbrt       1.1447   0.2544
	// Exp        4.4817   4.4817
	// Exp2       2.8284   1.9605
	// Expm1      3.4817   4.4817
	// Log        0.4055   0.6667
	// Log2       0.5850   0.9618
	// Log10      0.1761   0.2895
	// Log1p      0.9163   0.4000
	// Sin        0.9975   0.0707
	// Cos        0.0707  -0.9975
	// Tan       14.1014 199.8500
	// Atan       0.9828   0.3077
	// Sinh       2.1293   2.3524
	// Cosh       2.3524   2.1293
	// Tanh       0.9051   0.1807
	// Asinh      1.1948   0.5547
	// Acosh      0.9624   0.8944
	// Asin       0.5236   1.1547
	// Acos       1.0472  -1.1547
	// Atanh      0.5493   1.3333
	// Erfinv     0.4769   1.1126
	// Erfcinv    0.4769  -1.1126
	// Erf        0.9661   0.1189
	// Erfc       0.0339  -0.1189
	// Gamma      0.8862   0.0323
	// J0         0.5118  -0.5579
	// J1         0.5579   0.1399
	// Y0         0.3824   0.4123
	// Y1        -0.4123   0.6573
}

// Functions of several numbers, and with several results.
func ExampleTape_Atan2() {
	t := autodiff.NewTape()
	defer t.Release()
	g, bound := make([]float64, 2), make([]float64, 2)
	for _, f := range []struct {
		name string
		f    func(x, y autodiff.Real) autodiff.Real
	}{
		{"Add", t.Add}, {"Sub", t.Sub}, {"Mul", t.Mul}, {"Div", t.Div}, {"Pow", t.Pow},
		{"Hypot", t.Hypot}, {"Atan2", t.Atan2}, {"Max", t.Max}, {"Min", t.Min}, {"Dim", t.Dim},
		{"Copysign", t.Copysign}, {"Mod", t.Mod}, {"Remainder", t.Remainder}, {"Nextafter32", t.Nextafter32},
		{"FMA", func(x, y autodiff.Real) autodiff.Real { return t.FMA(x, y, autodiff.Constant(2)) }},
		{"Sincos", func(x, y autodiff.Real) autodiff.Real { s, c := t.Sincos(x); return t.Mul(s, t.Mul(c, y)) }},
		{"Lgamma", func(x, y autodiff.Real) autodiff.Real { l, _ := t.Lgamma(x); return t.Mul(l, y) }},
		{"Jn, Yn", func(x, y autodiff.Real) autodiff.Real { return t.Add(t.Jn(2, x), t.Yn(3, y)) }},
	} {
		t.Reset()
		z := f.f(t.Input(5), t.Input(3))
		t.Gradient(z, g, bound)
		fmt.Printf("%-11s %10.4f (%.4f, %.4f)\n", f.name, z.V, g[0], g[1])
	}
	// Output:
	// Add             8.0000 (1.0000, 1.0000)
	// Sub             2.0000 (1.0000, -1.0000)
	// Mul            15.0000 (3.0000, 5.0000)
	// Div             1.6667 (0.3333, -0.5556)
	// Pow           125.0000 (75.0000, 201.1797)
	// Hypot           5.8310 (0.8575, 0.5145)
	// Atan2           1.0304 (0.0882, -0.1471)
	// Max             5.0000 (1.0000, 0.0000)
	// Min             3.0000 (0.0000, 1.0000)
	// Dim             2.0000 (1.0000, -1.0000)
	// Copysign        5.0000 (1.0000, 0.0000)
	// Mod             2.0000 (1.0000, -1.0000)
	// Remainder      -1.0000 (1.0000, -2.0000)
	// Nextafter32     5.0000 (1.0000, 0.0000)
	// FMA            17.0000 (3.0000, 5.0000)
	// Sincos         -0.8160 (-2.5172, -0.2720)
	// Lgamma          9.5342 (4.5184, 3.1781)
	// Jn, Yn         -0.4920 (-0.3462, 0.3781)
}

// Functions that round have the derivative 0, or 1 where they stand for the
// number itself. Where they jump there is a kink.
func ExampleTape_Floor() {
	t := autodiff.NewTape()
	defer t.Release()
	g, bound := make([]float64, 1), make([]float64, 1)
	for _, f := range []struct {
		name string
		f    func(x autodiff.Real) autodiff.Real
	}{
		{"Floor", t.Floor}, {"Ceil", t.Ceil}, {"Trunc", t.Trunc}, {"Round", t.Round}, {"RoundToEven", t.RoundToEven},
		{"Abs", t.Abs}, {"Neg", t.Neg}, {"Logb", t.Logb}, {"Float32", t.Float32},
		{"Modf", func(x autodiff.Real) autodiff.Real { _, fraction := t.Modf(x); return fraction }},
		{"Frexp", func(x autodiff.Real) autodiff.Real { fraction, _ := t.Frexp(x); return fraction }},
		{"Ldexp", func(x autodiff.Real) autodiff.Real { return t.Ldexp(x, t.Ilogb(x)) }},
		{"Nextafter", func(x autodiff.Real) autodiff.Real { return t.Nextafter(x, autodiff.Constant(-9)) }},
	} {
		t.Reset()
		y := f.f(t.Input(-2.5))
		t.Gradient(y, g, bound)
		_, kinks := t.Kinks()
		fmt.Printf("%-11s %7.4g %4v, kinks: %d\n", f.name, y.V, g[0], kinks)
	}
	// Output:
	// Floor            -3    0, kinks: 0
	// Ceil             -2    0, kinks: 0
	// Trunc            -2    0, kinks: 0
	// Round            -3    0, kinks: 1
	// RoundToEven      -2    0, kinks: 1
	// Abs             2.5   -1, kinks: 0
	// Neg             2.5   -1, kinks: 0
	// Logb              1    0, kinks: 0
	// Float32        -2.5    1, kinks: 0
	// Modf           -0.5    1, kinks: 0
	// Frexp        -0.625 0.25, kinks: 0
	// Ldexp            -5    2, kinks: 0
	// Nextafter      -2.5    1, kinks: 0
}

// After a sweep each value that was rounded has a bound of its error.
func ExampleTape_ValueError() {
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Input(1)
	quarter := t.Div(x, autodiff.Constant(4))
	cancelled := t.Sub(t.Add(quarter, autodiff.Constant(1e16)), autodiff.Constant(1e16))
	t.Gradient(cancelled, make([]float64, 1), make([]float64, 1))
	fmt.Println(quarter.V, t.ValueError(quarter))
	fmt.Println(cancelled.V, t.ValueError(cancelled))
	// Output:
	// 0.25 0
	// 0 0.25000000000000044
}

func twice(x float64) float64 { return x + x }

// Functions that are neither registered nor paired are not known.
func ExampleLookup() {
	twin, record, known := autodiff.Lookup(twice)
	fmt.Println(twin, record, known)
	autodiff.Register(twice, func(t *autodiff.Tape, x autodiff.Real) autodiff.Real { return t.Add(x, x) }, &autodiff.Record{Name: "twice"})
	_, record, known = autodiff.Lookup(twice)
	fmt.Println(record.Name, known)
	// Output:
	// <nil> <nil> false
	// twice true
}

// A tape on which only partial derivatives are recorded tells a function that
// asks for more to be recorded otherwise.
func ExampleNeedsOperations() {
	t := autodiff.NewTape()
	defer t.Release()
	t.Partials(1)
	y := t.Sin(t.Input(1))
	defer func() {
		fmt.Println(autodiff.NeedsOperations(recover().(*autodiff.Record)))
	}()
	t.Gradient(y, make([]float64, 1), make([]float64, 1))
	// Output: true
}

// Constants are not recorded: the derivative of what is computed from them
// alone is 0.
func ExampleConstant() {
	t := autodiff.NewTape()
	defer t.Release()
	two := autodiff.Constant(2)
	root := t.Sqrt(two)
	fmt.Println(root.V, root.I, t.Len())
	// Output: 1.4142135623730951 0 0
}

// A tape is used again and again: its memory grows to that of the longest
// recording.
func ExampleNewTape() {
	t := autodiff.NewTape()
	defer t.Release()
	g, bound := make([]float64, 2), make([]float64, 2)
	var in []autodiff.Real
	for _, x := range [][]float64{{1, 2}, {3, 4}} {
		t.Reset()
		in = t.AppendInputs(in[:0], x)
		t.Gradient(t.Mul(in[0], in[1]), g, bound)
		fmt.Println(g)
	}
	// Output:
	// [2 1]
	// [4 3]
}
