package figure

import (
	"fmt"
	"math"
)

// samples are the values of a function on a grid of points: Z[r][c] at
// (X[c], Y[r]).
type samples struct {
	x, y []float64
	z    [][]float64
}

// sample evaluates f on a grid of n by n points.
func sample(f func(x []float64) float64, x, y Range, n int) samples {
	g := samples{x: spread(x, n), y: spread(y, n), z: make([][]float64, n)}
	for r := range g.z {
		g.z[r] = make([]float64, n)
		for c := range g.z[r] {
			g.z[r][c] = f([]float64{g.x[c], g.y[r]})
		}
	}
	return g
}

// spread gives n numbers from the lower to the upper end of a range.
func spread(r Range, n int) []float64 {
	list := make([]float64, n)
	for i := range list {
		list[i] = r[0] + r.width()*float64(i)/float64(n-1)
	}
	list[n-1] = r[1]
	return list
}

// finite gives the values that are numbers.
func (g samples) finite() []float64 {
	var values []float64
	for _, row := range g.z {
		for _, v := range row {
			if isFinite(v) {
				values = append(values, v)
			}
		}
	}
	return values
}

// plane are the ranges of a figure over the plane.
type plane struct {
	figure string // its name, for messages
	x, y   Range
	paths  []Path
	marks  []Mark
}

// ranges checks the ranges that are set, and chooses those that are not such
// that they hold the paths and marks.
func (p plane) ranges() (x, y Range) {
	for _, m := range p.marks {
		if len(m.At) != 2 {
			panic(fmt.Sprintf("figure: a mark of %s has %d coordinates, but the picture has 2 axes", p.figure, len(m.At)))
		}
	}
	axis := func(set Range, field string, coordinate int) Range {
		if set.isSet() {
			set.check(p.figure, field)
			return set
		}
		return p.around(coordinate)
	}
	return axis(p.x, "X", 0), axis(p.y, "Y", 1)
}

// around is a range that holds the paths and marks with some room, −1…1 when
// there are none.
func (p plane) around(coordinate int) Range {
	var values []float64
	for _, path := range p.paths {
		for i := range path.Points.Len() {
			x, y := path.Points.XY(i)
			values = append(values, [2]float64{x, y}[coordinate])
		}
	}
	for _, m := range p.marks {
		values = append(values, m.At[coordinate])
	}
	r, ok := rangeOf(values)
	if !ok {
		return Range{-1, 1}
	}
	room := 0.15 * r.width()
	if room == 0 {
		room = max(1, math.Abs(r[0])/2)
	}
	return Range{r[0] - room, r[1] + room}
}

// checkPaths panics when a path has no points to take.
func checkPaths(figure string, paths []Path) {
	for i, p := range paths {
		if p.Points == nil {
			panic(fmt.Sprintf("figure: %s.Paths[%d] (%q) has no Points", figure, i, p.Name))
		}
	}
}

// pathText says where a path leads.
func pathText(p Path) string {
	n := p.Points.Len()
	if n == 0 {
		return fmt.Sprintf("\npath %s: no points", quoted(p.Name))
	}
	x, y := p.Points.XY(0)
	text := fmt.Sprintf("\npath %s: %d points from (%s, %s)", quoted(p.Name), n, brief(x, 4), brief(y, 4))
	if n == 1 {
		return fmt.Sprintf("\npath %s: the point (%s, %s)", quoted(p.Name), brief(x, 4), brief(y, 4))
	}
	x, y = p.Points.XY(n - 1)
	return text + fmt.Sprintf(" to (%s, %s)", brief(x, 4), brief(y, 4))
}

// markText says what is marked.
func markText(m Mark) string {
	_, name := kindSymbol(m.Kind)
	if name == "" {
		name = "point"
	}
	text := fmt.Sprintf("\n%s at (%s, %s)", name, brief(m.At[0], 4), brief(m.At[1], 4))
	if m.Label != "" {
		text += ": " + m.Label
	}
	return text
}

// quoted is a name in quotes, or a dash.
func quoted(name string) string {
	if name == "" {
		return "without a name"
	}
	return "“" + name + "”"
}
