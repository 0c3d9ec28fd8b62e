package mathlib_test

import (
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/mathtest"
)

// battery has twins of the catalogue's critical points that are written as
// literals, by name.
var battery = map[string]func(t *tape, x []real) real{
	"x² + y²":    func(t *tape, x []real) real { return t.Add(sq(t, x[0]), sq(t, x[1])) },
	"-(x² + y²)": func(t *tape, x []real) real { return t.Neg(t.Add(sq(t, x[0]), sq(t, x[1]))) },
	"x² - y²":    func(t *tape, x []real) real { return t.Sub(sq(t, x[0]), sq(t, x[1])) },
	"5x² - y²": func(t *tape, x []real) real {
		return t.Sub(t.Mul(t.Mul(k(5), x[0]), x[0]), sq(t, x[1]))
	},
	"x⁴ + y⁴":    func(t *tape, x []real) real { return t.Add(t.Pow(x[0], k(4)), t.Pow(x[1], k(4))) },
	"-(x⁴ + y⁴)": func(t *tape, x []real) real { return t.Neg(t.Add(t.Pow(x[0], k(4)), t.Pow(x[1], k(4)))) },
	"monkey saddle": func(t *tape, x []real) real {
		return t.Sub(t.Mul(sq(t, x[0]), x[0]), t.Mul(t.Mul(t.Mul(k(3), x[0]), x[1]), x[1]))
	},
	"x² + y⁴": func(t *tape, x []real) real { return t.Add(sq(t, x[0]), t.Pow(x[1], k(4))) },
	"Peano": func(t *tape, x []real) real {
		return t.Mul(t.Sub(x[1], sq(t, x[0])), t.Sub(x[1], t.Mul(k(3), sq(t, x[0]))))
	},
	"x²":                           func(t *tape, x []real) real { return sq(t, x[0]) },
	"(1 - w1·w2·w3)² at 0":         lee3,
	"(1 - w1·w2·w3)² at (1, 1, 1)": lee3,
	"constant":                     func(t *tape, x []real) real { return k(3) },
	"x² + 1e-10·y²": func(t *tape, x []real) real {
		return t.Add(sq(t, x[0]), t.Mul(t.Mul(k(1e-10), x[1]), x[1]))
	},
	"1e10·x² + 1e-10·y²": func(t *tape, x []real) real {
		return t.Add(t.Mul(t.Mul(k(1e10), x[0]), x[0]), t.Mul(t.Mul(k(1e-10), x[1]), x[1]))
	},
	"x² - y² + z⁴": func(t *tape, x []real) real {
		return t.Add(t.Sub(sq(t, x[0]), sq(t, x[1])), t.Pow(x[2], k(4)))
	},
	"x³":       func(t *tape, x []real) real { return power(t, x[0], 3) },
	"x⁴":       func(t *tape, x []real) real { return power(t, x[0], 4) },
	"-x⁴":      func(t *tape, x []real) real { return t.Neg(power(t, x[0], 4)) },
	"x² + y⁶":  func(t *tape, x []real) real { return t.Add(sq(t, x[0]), power(t, x[1], 6)) },
	"x² + y¹²": func(t *tape, x []real) real { return t.Add(sq(t, x[0]), power(t, x[1], 12)) },
	"x² - y⁴":  func(t *tape, x []real) real { return t.Sub(sq(t, x[0]), power(t, x[1], 4)) },
	"-x² - y⁴": func(t *tape, x []real) real { return t.Neg(t.Add(sq(t, x[0]), power(t, x[1], 4))) },
	"x² + y³":  func(t *tape, x []real) real { return t.Add(sq(t, x[0]), power(t, x[1], 3)) },
	"(x - y)²": func(t *tape, x []real) real { return sq(t, t.Sub(x[0], x[1])) },
	"(x - y²)²": func(t *tape, x []real) real {
		return power(t, t.Sub(x[0], sq(t, x[1])), 2)
	},
	"-(x - y²)²": func(t *tape, x []real) real { return t.Neg(power(t, t.Sub(x[0], sq(t, x[1])), 2)) },
	"(y - x²)² + (x - 1)⁴": func(t *tape, x []real) real {
		return t.Add(power(t, t.Sub(x[1], sq(t, x[0])), 2), power(t, t.Sub(x[0], k(1)), 4))
	},
	"cosh x - x²/2": func(t *tape, x []real) real { return t.Sub(t.Cosh(x[0]), t.Mul(t.Mul(k(0.5), x[0]), x[0])) },
	"x - sin x":     func(t *tape, x []real) real { return t.Sub(x[0], t.Sin(x[0])) },
	"(x² - 2)⁴":     func(t *tape, x []real) real { return power(t, t.Sub(sq(t, x[0]), k(2)), 4) },
	"(x² - 2)³":     func(t *tape, x []real) real { return power(t, t.Sub(sq(t, x[0]), k(2)), 3) },
	"log(eˣ + eʸ) - (x + y)/2": func(t *tape, x []real) real {
		return t.Sub(t.Log(t.Add(t.Exp(x[0]), t.Exp(x[1]))), t.Mul(k(0.5), t.Add(x[0], x[1])))
	},
	"(1 - v·tanh w)²": func(t *tape, w []real) real { return power(t, t.Sub(k(1), t.Mul(w[1], t.Tanh(w[0]))), 2) },

	"x²·y²":      func(t *tape, x []real) real { return t.Mul(sq(t, x[0]), sq(t, x[1])) },
	"(x² + y²)²": func(t *tape, x []real) real { return power(t, t.Add(sq(t, x[0]), sq(t, x[1])), 2) },
	"(x² - y²)²": func(t *tape, x []real) real { return power(t, t.Sub(sq(t, x[0]), sq(t, x[1])), 2) },
	"x⁴ - y⁴":    func(t *tape, x []real) real { return t.Sub(power(t, x[0], 4), power(t, x[1], 4)) },
	"x⁴ + x²·y² + y⁴": func(t *tape, x []real) real {
		return t.Add(t.Add(power(t, x[0], 4), t.Mul(sq(t, x[0]), sq(t, x[1]))), power(t, x[1], 4))
	},
	"x⁴ - 3x²·y² + y⁴": func(t *tape, x []real) real {
		return t.Add(t.Sub(power(t, x[0], 4), t.Mul(k(3), t.Mul(sq(t, x[0]), sq(t, x[1])))), power(t, x[1], 4))
	},
	"x⁴ + y⁶": func(t *tape, x []real) real { return t.Add(power(t, x[0], 4), power(t, x[1], 6)) },
	"x⁴ - x·y⁴ + y⁸": func(t *tape, x []real) real {
		return t.Add(t.Sub(power(t, x[0], 4), t.Mul(x[0], power(t, x[1], 4))), power(t, x[1], 8))
	},
	"(x² - y³)² + y⁸": func(t *tape, x []real) real {
		return t.Add(power(t, t.Sub(sq(t, x[0]), power(t, x[1], 3)), 2), power(t, x[1], 8))
	},
	"x⁴ + x²·y² + y⁶": func(t *tape, x []real) real {
		return t.Add(t.Add(power(t, x[0], 4), t.Mul(sq(t, x[0]), sq(t, x[1]))), power(t, x[1], 6))
	},
	"z² + x⁴ + y⁴": func(t *tape, x []real) real {
		return t.Add(sq(t, x[2]), t.Add(power(t, x[0], 4), power(t, x[1], 4)))
	},
	"(z - x·y)² + x⁴ + y⁴": func(t *tape, x []real) real {
		return t.Add(power(t, t.Sub(x[2], t.Mul(x[0], x[1])), 2), t.Add(power(t, x[0], 4), power(t, x[1], 4)))
	},
	"(z - x² - y²)²": func(t *tape, x []real) real {
		return power(t, t.Sub(x[2], t.Add(sq(t, x[0]), sq(t, x[1]))), 2)
	},
	"Peano in space": func(t *tape, x []real) real {
		peano := t.Mul(t.Sub(x[2], sq(t, x[0])), t.Sub(x[2], t.Mul(k(3), sq(t, x[0]))))
		return t.Add(peano, power(t, x[1], 4))
	},
	"(1 - w1·w2·w3)² near": lee3,
	"linear layer": func(t *tape, w []real) real {
		return sq(t, t.Sub(t.Add(t.Add(w[0], t.Mul(w[1], k(2))), w[2]), k(3)))
	},

	"x⁴ + y⁴ + z⁴": func(t *tape, x []real) real {
		return t.Add(t.Add(power(t, x[0], 4), power(t, x[1], 4)), power(t, x[2], 4))
	},
	"x⁴ + y⁴ - z⁴": func(t *tape, x []real) real {
		return t.Sub(t.Add(power(t, x[0], 4), power(t, x[1], 4)), power(t, x[2], 4))
	},
	"x·y·z": func(t *tape, x []real) real { return t.Mul(t.Mul(x[0], x[1]), x[2]) },
	"(x² + y² + z²)²": func(t *tape, x []real) real {
		return power(t, t.Add(t.Add(sq(t, x[0]), sq(t, x[1])), sq(t, x[2])), 2)
	},
	"x²·y² + z⁴": func(t *tape, x []real) real {
		return t.Add(t.Mul(sq(t, x[0]), sq(t, x[1])), power(t, x[2], 4))
	},
	"(1 - w1·w2·w3·w4)²": func(t *tape, w []real) real {
		return power(t, t.Sub(k(1), t.Mul(t.Mul(w[0], w[1]), t.Mul(w[2], w[3]))), 2)
	},

	"|x| + y²": func(t *tape, x []real) real { return t.Add(t.Abs(x[0]), sq(t, x[1])) },
}

func sq(t *tape, x real) real { return t.Mul(x, x) }

func power(t *tape, x real, n float64) real { return t.Pow(x, k(n)) }

// criticalPoints returns the whole catalogue.
func criticalPoints() []mathtest.CriticalPoint {
	return append(mathtest.CriticalPoints(), mathtest.DegeneratePoints()...)
}

func lee3(t *tape, w []real) real {
	return t.Pow(t.Sub(k(1), t.Mul(t.Mul(w[0], w[1]), w[2])), k(2))
}

// withTwin returns the critical point's function, paired with a twin.
func withTwin(t *testing.T, c mathtest.CriticalPoint) (func([]float64) float64, func(*tape, []real) real) {
	if twin, _, ok := autodiff.Lookup(c.F); ok {
		return c.F, twin.(func(*tape, []real) real)
	}
	twin := battery[c.Name]
	if twin == nil {
		t.Fatalf("%s: no twin", c.Name)
	}
	return autodiff.Pair(func(x []float64) float64 { return c.F(x) }, twin, nil), twin
}
