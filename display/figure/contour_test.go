package figure

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// loss is (1 − w₁w₂)², with a saddle at the origin and a valley of minima.
func loss(w []float64) float64 {
	e := 1 - w[0]*w[1]
	return e * e
}

// rosenbrock is the banana.
func rosenbrock(x []float64) float64 {
	return 100*math.Pow(x[1]-x[0]*x[0], 2) + math.Pow(1-x[0], 2)
}

// hyperbola gives points with xy = 1.
func hyperbola(from, to float64) Points {
	points := make(Points, 41)
	for i := range points {
		x := from + (to-from)*float64(i)/40
		points[i] = [2]float64{x, 1 / x}
	}
	return points
}

// descent is gradient descent on loss.
func descent(x, y float64, steps int) Points {
	const eta = 0.05
	path := Points{{x, y}}
	for range steps {
		e := -2 * (1 - x*y)
		x, y = x-eta*e*y, y-eta*e*x
		path = append(path, [2]float64{x, y})
	}
	return path
}

func contours() map[string]figure {
	half := math.Sqrt(0.5)
	saddle := Curvature{At: []float64{0, 0}, Values: []float64{-2, 2}, Vectors: mat.NewDense(2, 2, []float64{half, half, half, -half})}
	valley := Curvature{At: []float64{1, 1}, Values: []float64{0, 4}, Vectors: mat.NewDense(2, 2, []float64{half, half, -half, half})}
	return map[string]figure{
		"contour_curvature": Contour{
			Title: "Level lines of L = (1 − w₁w₂)²", XLabel: "w₁", YLabel: "w₂", F: loss, X: Range{-2.2, 2.2}, Y: Range{-2.2, 2.2},
			Curves:     []Path{{"minima, w₁w₂ = 1", hyperbola(0.4, 2.3)}, {"minima, w₁w₂ = 1", hyperbola(-0.4, -2.3)}},
			Marks:      []Mark{{At: []float64{0, 0}, Kind: "strict saddle", Label: "L = 1"}},
			Curvatures: []Curvature{saddle, valley},
		},
		"contour_paths": Contour{
			Title: "Three descents", XLabel: "w₁", YLabel: "w₂", F: loss, X: Range{-0.8, 2.2}, Y: Range{-0.5, 1.4}, Arrows: 16,
			Curves: []Path{{"minima", hyperbola(0.4, 2.3)}},
			Paths: []Path{
				{"descent from (0.5, 0.2)", descent(0.5, 0.2, 500)},
				{"from beside the line", descent(0.1, -0.1+1e-6, 500)},
				{"Newton", Points{{0.1, 0.1}, {-0.002, -0.002}, {0, 0}}},
			},
			Marks: []Mark{{At: []float64{0, 0}, Kind: "strict saddle"}, {At: []float64{1, 1}, Kind: "non-strict minimum", Label: "(1, 1)"}},
		},
		"contour_decades": Contour{F: rosenbrock, X: Range{-2, 2}, Y: Range{-1, 3}, Paths: []Path{{"one point", Points{{-1, 1}}}}},
		"contour_gaps": Contour{
			Title: "A hole and no values on the right", X: Range{-2, 4}, Y: Range{-1, 1.5}, Plain: true,
			F: func(x []float64) float64 { return math.Log(x[0]*x[0]+x[1]*x[1]-0.3) + math.Sqrt(3-x[0]) },
		},
		"contour_vectors": Contour{
			Title: "Level lines of f₁ = x₁² + x₂ and its gradient at (1, 2)", X: Range{-1.2, 3.4}, Y: Range{0.4, 4.2},
			F:       func(x []float64) float64 { return x[0]*x[0] + x[1] },
			Vectors: []Vector{{"gradient (2, 1)", []float64{1, 2}, []float64{2, 1}}, {"level direction", []float64{1, 2}, []float64{0.5, -1}}},
			Curves:  []Path{{"a", Points{{-1, 1}, {0, 2}}}, {"b", Points{{-1, 2}, {0, 3}}}, {"", Points{{-1, 3}, {0, 4}}}},
			Marks:   []Mark{{At: []float64{1, 2}, Label: "(1, 2)"}},
		},
		"contour_constant": Contour{F: func([]float64) float64 { return 3 }},
		"contour_nothing":  Contour{F: func([]float64) float64 { return math.NaN() }, Paths: []Path{{"nowhere", Points{}}}},
	}
}

// TestIsolines checks that the lines of a level are at the level, closed, and
// that the areas above it are to their left.
func TestIsolines(t *testing.T) {
	circle := func(x []float64) float64 { return -x[0]*x[0] - x[1]*x[1] }
	g := sample(circle, Range{-2, 2}, Range{-2, 2}, 101)
	lines := g.isolines(-1)
	if len(lines) != 1 {
		t.Fatalf("%d lines, want 1", len(lines))
	}
	area := 0.0
	for i, c := range lines[0] {
		next := lines[0][(i+1)%len(lines[0])]
		area += (c.at.x*next.at.y - next.at.x*c.at.y) / 2
		if r := math.Hypot(c.at.x, c.at.y); !c.genuine || math.Abs(r-1) > 1e-3 {
			t.Errorf("a point at radius %v, genuine %v", r, c.genuine)
		}
	}
	if math.Abs(area-math.Pi) > 1e-2 {
		t.Errorf("the line surrounds %v, want π", area)
	}
	// At −5 the circle leaves the square: four arcs and the border.
	parts := 0
	for _, line := range g.isolines(-5) {
		parts += len(genuineParts(line))
	}
	if parts != 4 {
		t.Errorf("%d arcs, want 4", parts)
	}
}

// TestLevels checks the choice of levels for functions of different kinds.
func TestLevels(t *testing.T) {
	for _, c := range []struct {
		name string
		f    func(x []float64) float64
		want []float64
	}{
		{"plane", func(x []float64) float64 { return x[0] }, []float64{-0.8, -0.6, -0.4, -0.2, 0, 0.2, 0.4, 0.6, 0.8}},
		{"loss with decades", func(x []float64) float64 { return math.Exp(10 * x[0]) }, []float64{1e-4, 1e-3, 1e-2, 1e-1, 1, 10, 100, 1000, 10000}},
		{"negative decades", func(x []float64) float64 { return -math.Exp(4 * x[0]) }, []float64{-30, -10, -3, -1, -0.3, -0.1, -0.03}},
		{"constant", func([]float64) float64 { return 7 }, nil},
	} {
		got := levelsFor(sample(c.f, Range{-1, 1}, Range{-1, 1}, 51).finite(), 10)
		same := len(got) == len(c.want)
		for i := range got {
			same = same && math.Abs(got[i]-c.want[i]) <= 1e-9*math.Abs(c.want[i])+1e-15
		}
		if !same {
			t.Errorf("%s: levels %v, want %v", c.name, got, c.want)
		}
	}
}

func TestContourMisuse(t *testing.T) {
	mustPanic(t, func() { Contour{}.SVG() }, "Contour.F must be set")
	mustPanic(t, func() { Contour{F: loss, X: Range{2, 1}}.SVG() }, "Contour.X", "from 2 to 1")
	mustPanic(t, func() { Contour{F: loss, Marks: []Mark{{At: []float64{1}}}}.SVG() }, "1 coordinates", "2 axes")
	mustPanic(t, func() { Contour{F: loss, Paths: []Path{{Name: "a"}}}.SVG() }, `Contour.Paths[0] ("a") has no Points`)
	mustPanic(t, func() {
		Contour{F: loss, Curvatures: []Curvature{{At: []float64{0, 0}, Values: []float64{1, 2, 3}, Vectors: mat.NewDense(3, 3, nil)}}}.SVG()
	}, "is 3×3", "needs 2×3")
	mustPanic(t, func() { Contour{F: loss, Vectors: []Vector{{At: []float64{0, 0}, By: []float64{1}}}}.SVG() }, "has 1 components", "2 coordinates")
	mustPanic(t, func() {
		Contour{F: loss, Curvatures: []Curvature{{At: []float64{0, 0}, Values: []float64{1, 2}, Vectors: mat.NewDense(2, 2, nil), Bounds: []float64{1}}}}.SVG()
	}, "1 bounds for 2 Values")
}
