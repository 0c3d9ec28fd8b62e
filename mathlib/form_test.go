package mathlib

import (
	"math"
	"math/rand/v2"
	"testing"
)

// formOf returns the form with these coefficients, through its values.
func formOf(a ...float64) form {
	m := len(a) - 1
	c := make([]float64, m+1)
	for k := range c {
		for i, v := range a {
			c[k] += v * math.Pow(float64(planeDirections[k][0]), float64(m-i)) * math.Pow(float64(planeDirections[k][1]), float64(i))
		}
	}
	return formThrough(c, make([]float64, m+1))
}

func TestFormHasItsCoefficients(t *testing.T) {
	want := []float64{3, -1, 4, 1, -5, 9, 2}
	f := formOf(want...)
	for i, v := range want {
		if f.low[i] != v || f.high[i] != v {
			t.Errorf("coefficient %d between %v and %v, want %v", i, f.low[i], f.high[i], v)
		}
	}
}

func TestFormSigns(t *testing.T) {
	for _, test := range []struct {
		name               string
		f                  form
		positive, negative bool
		touches            int
	}{
		{"u⁴ + v⁴", formOf(1, 0, 0, 0, 1), true, false, 0},
		{"u⁴ - v⁴", formOf(1, 0, 0, 0, -1), false, true, 0},
		{"u²·v²", formOf(0, 0, 1, 0, 0), false, false, 2},
		{"(u² - v²)²", formOf(1, 0, -2, 0, 1), false, false, 2},
		{"u⁴ - 1.99·u²·v² + v⁴", formOf(1, 0, -1.99, 0, 1), true, false, 0},
		{"u⁴ - 2.01·u²·v² + v⁴", formOf(1, 0, -2.01, 0, 1), false, true, 0},
		{"(u - v)⁴", formOf(1, -4, 6, -4, 1), false, false, 1},
		{"u⁴ within 1", form{[]float64{0, -1, -1, -1, -1}, []float64{2, 1, 1, 1, 1}}, false, false, -1},
	} {
		s := test.f.scan()
		if s.positive != test.positive || (s.negative != nil) != test.negative {
			t.Errorf("%s: %v, %v", test.name, s.positive, s.negative)
		}
		if zeros := test.f.zeros(s.touches); test.touches >= 0 && !test.negative && len(zeros) != test.touches {
			t.Errorf("%s: zeros %v", test.name, zeros)
		}
	}
}

// TestFormsAreBoundedRightly compares with the values in many directions.
func TestFormsAreBoundedRightly(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	for range 300 {
		a := make([]float64, []int{3, 5, 7}[r.IntN(3)])
		for i := range a {
			a[i] = r.NormFloat64()
		}
		a[0], a[len(a)-1] = 2*math.Abs(a[0])+1, 2*math.Abs(a[len(a)-1])+1
		least := math.Inf(1)
		for k := range 2000 {
			c, s := math.Cos(float64(k)*math.Pi/2000), math.Sin(float64(k)*math.Pi/2000)
			v := 0.0
			for i, b := range a {
				v += b * math.Pow(c, float64(len(a)-1-i)) * math.Pow(s, float64(i))
			}
			least = math.Min(least, v)
		}
		s := formOf(a...).scan()
		if least < -1e-5 && s.negative == nil || least > 1e-5 && !s.positive {
			t.Errorf("least value %g: positive %v, negative %v", least, s.positive, s.negative)
		}
	}
}
