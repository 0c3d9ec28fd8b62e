package approx

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/floats"
)

// LBFGS returns what [BFGS] makes of the last steps of a path, as many as memory
// says, from (yᵀy/yᵀs)·I for the last of them. It keeps vectors only:
//
//	B·v = γv + Σ (bᵢᵀv)·bᵢ - (aᵢᵀv)·aᵢ,   bᵢ = yᵢ/√yᵢᵀsᵢ,   aᵢ = Bᵢsᵢ/√sᵢᵀBᵢsᵢ.
//
// (Nocedal and Wright, ch. 7.2, "Unrolling".)
func LBFGS(f func([]float64) float64, path [][]float64, memory int) Approximation {
	if memory <= 0 {
		panic(fmt.Sprintf("approx: LBFGS: memory is %d, it must be positive", memory))
	}
	pairs := along("LBFGS", f, path)
	n := pairs.n
	var kept []change
	for _, c := range pairs.list {
		if c.curved() {
			kept = append(kept, c)
		}
	}
	kept = kept[max(0, len(kept)-memory):]
	gamma := 1.0
	if k := len(kept); k > 0 {
		last := kept[k-1]
		gamma = floats.Dot(last.y, last.y) / floats.Dot(last.y, last.s)
	}
	u := unrolled{gamma: gamma}
	for _, c := range kept {
		a := u.product(c.s)
		u.a = append(u.a, shortened(a, floats.Dot(c.s, a)))
		u.b = append(u.b, shortened(c.y, floats.Dot(c.y, c.s)))
	}
	return Func("L-BFGS", n, u.product).by(pairs.method)
}

// unrolled is γI + Σ bᵢbᵢᵀ - aᵢaᵢᵀ.
type unrolled struct {
	gamma float64
	a, b  [][]float64
}

func (u *unrolled) product(v []float64) []float64 {
	out := floats.ScaleTo(make([]float64, len(v)), u.gamma, v)
	for i := range u.a {
		floats.AddScaled(out, floats.Dot(u.b[i], v), u.b[i])
		floats.AddScaled(out, -floats.Dot(u.a[i], v), u.a[i])
	}
	return out
}

// shortened returns v/√square.
func shortened(v []float64, square float64) []float64 {
	return floats.ScaleTo(make([]float64, len(v)), 1/math.Sqrt(square), v)
}
