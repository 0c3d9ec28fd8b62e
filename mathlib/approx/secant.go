package approx

import (
	"fmt"

	"gonum.org/v1/gonum/floats"

	"github.com/gonabla/nabla/mathlib"
)

// change is a step s along a path and the change y of the gradient with it,
// which a secant approximation B maps on each other: B·s = y.
type change struct{ s, y []float64 }

// changes are those along a path.
type changes struct {
	list   []change
	n      int // the number of variables
	method mathlib.Method
}

func along(function string, f func([]float64) float64, path [][]float64) changes {
	if len(path) < 2 {
		panic(fmt.Sprintf("approx: %s: the path has %d points, two are needed", function, len(path)))
	}
	before := mathlib.Gradient(f, path[0])
	c := changes{n: len(path[0]), method: before.Method}
	for k, x := range path[1:] {
		g := mathlib.Gradient(f, x)
		c.list = append(c.list, change{difference(x, path[k]), difference(g.RawVector().Data, before.RawVector().Data)})
		before = g
	}
	return c
}

func difference(x, y []float64) []float64 {
	return floats.SubTo(make([]float64, len(x)), x, y)
}

// curved reports whether yᵀs is positive by more than rounding: the others
// would make B indefinite and are left out.
func (c change) curved() bool {
	return floats.Dot(c.s, c.y) > 0x1p-52*floats.Norm(c.s, 2)*floats.Norm(c.y, 2)
}
