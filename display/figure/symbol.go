package figure

import (
	"fmt"
	"image/color"
	"math"
	"strings"
)

// A symbol is the form and colour of a marked point.
type symbol struct {
	form   form
	color  color.NRGBA
	hollow bool
}

// A form is an outline about a point. Paths have circles, so that marks of a
// kind have others.
type form int

const (
	circle form = iota
	square
	diamond
	upright  // a triangle on its side
	inverted // a triangle on its tip
	cross
	star
)

// kindSymbol gives the symbol of a kind of point, and its name.
func kindSymbol(kind any) (symbol, string) {
	if kind == nil {
		return symbol{form: circle, color: black}, ""
	}
	name := fmt.Sprint(kind)
	word := strings.ToLower(name)
	switch {
	case strings.Contains(word, "not critical"):
		return symbol{form: circle, color: middleGrey}, name
	case strings.Contains(word, "not smooth"):
		return symbol{form: diamond, color: middleGrey}, name
	case strings.Contains(word, "saddle"):
		return symbol{form: cross, color: vermilion}, name
	case strings.Contains(word, "minim"), strings.Contains(word, "valley"):
		strict := strings.Contains(word, "strict") && !strings.Contains(word, "non-strict")
		return symbol{form: star, color: blue, hollow: !strict && word != "minimum"}, name
	case strings.Contains(word, "maxim"):
		return symbol{form: upright, color: purple}, name
	case strings.Contains(word, "undecided"), strings.Contains(word, "flat"), strings.Contains(word, "degenerate"):
		return symbol{form: square, color: middleGrey, hollow: true}, name
	}
	return symbol{form: circle, color: middleGrey, hollow: true}, name
}

// symbol draws a symbol at a place with a white rim, so that it is seen on
// any ground.
func (s *sheet) symbol(what symbol, at point, radius float64) {
	outline := what.form.outline(at, radius)
	if what.hollow {
		s.area(outline, paper, stroke{color: what.color, width: 1.7})
		return
	}
	s.area(outline, what.color, stroke{color: paper, width: 1.2})
}

// outline gives the points of a form; all have about the same area.
func (f form) outline(at point, r float64) []point {
	switch f {
	case square:
		r *= 0.9
		return rect{at.x - r, at.y - r, at.x + r, at.y + r}.corners()
	case diamond:
		return polygon(at, 1.25*r, 4, 0)
	case upright:
		return polygon(at, 1.3*r, 3, -math.Pi/2)
	case inverted:
		return polygon(at, 1.3*r, 3, math.Pi/2)
	case cross:
		return crossOutline(at, 1.3*r)
	case star:
		return starOutline(at, 1.6*r)
	}
	return polygon(at, r, 24, 0)
}

// polygon has n corners on a circle.
func polygon(at point, r float64, n int, turn float64) []point {
	points := make([]point, n)
	for i := range points {
		sin, cos := math.Sincos(turn + 2*math.Pi*float64(i)/float64(n))
		points[i] = point{at.x + r*cos, at.y + r*sin}
	}
	return points
}

// starOutline has five tips, one of them on top.
func starOutline(at point, r float64) []point {
	const inner = 0.46
	points := make([]point, 10)
	for i := range points {
		sin, cos := math.Sincos(math.Pi * (float64(i)/5 - 0.5))
		length := r
		if i%2 == 1 {
			length *= inner
		}
		points[i] = point{at.x + length*cos, at.y + length*sin}
	}
	return points
}

// crossOutline is that of two bars across each other, standing obliquely.
func crossOutline(at point, r float64) []point {
	const half = 0.3 // of the bars' width, for a radius of 1
	var points []point
	for i := range 4 {
		sin, cos := math.Sincos(math.Pi/4 + float64(i)*math.Pi/2)
		for _, q := range []point{{half, half}, {1, half}, {1, -half}} { // an inner corner, then the end of an arm
			points = append(points, point{at.x + r*(q.x*cos+q.y*sin), at.y + r*(q.x*sin-q.y*cos)})
		}
	}
	return points
}
