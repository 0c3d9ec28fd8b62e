package figure

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// A LinearMap shows what a 2×2 matrix, such as a Jacobian, makes of the plane:
// the unit grid and circle on the left, their images on the right. The circle
// becomes an ellipse of which the half axes are the left singular vectors,
// times the singular values.
type LinearMap struct {
	Title  string
	Matrix mat.Matrix
	// F and At add the image under the function itself of which the matrix is
	// the Jacobian at a point: dashed, (f(at + r x) − f(at))/r of the circle
	// with radius r = Radius; 0 is 1. The smaller it is, the closer they are.
	F      func(x []float64) []float64
	At     []float64
	Radius float64
}

// SVG draws the figure.
func (f LinearMap) SVG() []byte { return f.draw().svg() }

// PNG paints the figure.
func (f LinearMap) PNG() []byte { return f.draw().png() }

// check panics when parts do not fit together.
func (f LinearMap) check() {
	if f.Matrix == nil {
		panic("figure: LinearMap.Matrix must be set")
	}
	if rows, columns := f.Matrix.Dims(); rows != 2 || columns != 2 {
		panic(fmt.Sprintf("figure: LinearMap.Matrix is %d×%d, but a map of the plane needs 2×2", rows, columns))
	}
	if f.F != nil && len(f.At) != 2 {
		panic(fmt.Sprintf("figure: LinearMap.At has %d coordinates, but F is a map of the plane", len(f.At)))
	}
}

// A decomposition is the singular value decomposition of a 2×2 matrix.
type decomposition struct {
	values [2]float64    // descending
	from   [2][2]float64 // right singular vectors
	to     [2][2]float64 // left singular vectors times the values: their images
}

// decompose computes it; ok is false for entries that are not finite.
func (f LinearMap) decompose() (d decomposition, ok bool) {
	for i := range 2 {
		for j := range 2 {
			if !isFinite(f.Matrix.At(i, j)) {
				return d, false
			}
		}
	}
	var svd mat.SVD
	if !svd.Factorize(f.Matrix, mat.SVDFull) {
		return d, false
	}
	var v mat.Dense
	svd.VTo(&v)
	values := svd.Values(nil)
	for k := range 2 {
		x, y := v.At(0, k), v.At(1, k)
		if y < -1e-12 || math.Abs(y) <= 1e-12 && x < 0 { // the sign is free: up, or to the right
			x, y = -x, -y
		}
		d.values[k] = values[k]
		d.from[k] = [2]float64{x, y}
		d.to[k] = f.image([2]float64{x, y})
	}
	return d, true
}

// image is the matrix times a vector.
func (f LinearMap) image(x [2]float64) [2]float64 {
	return [2]float64{
		f.Matrix.At(0, 0)*x[0] + f.Matrix.At(0, 1)*x[1],
		f.Matrix.At(1, 0)*x[0] + f.Matrix.At(1, 1)*x[1],
	}
}

// determinant of the matrix: the area of the image of the unit square.
func (f LinearMap) determinant() float64 {
	return tidy(f.Matrix.At(0, 0)*f.Matrix.At(1, 1) - f.Matrix.At(0, 1)*f.Matrix.At(1, 0))
}

// String says what the figure shows.
func (f LinearMap) String() string { return explained("linear map", f.describe) }

func (f LinearMap) describe() string {
	f.check()
	text := fmt.Sprintf("linear map%s\nmatrix [%s %s; %s %s], determinant %s", titled(f.Title), brief(f.Matrix.At(0, 0), 4), brief(f.Matrix.At(0, 1), 4),
		brief(f.Matrix.At(1, 0), 4), brief(f.Matrix.At(1, 1), 4), brief(f.determinant(), 4))
	d, ok := f.decompose()
	if !ok {
		return text + "\nno image: an entry is not finite"
	}
	for k := range 2 {
		text += fmt.Sprintf("\nsingular value %s: (%s, %s) becomes (%s, %s)", brief(tidy(d.values[k]), 4),
			brief(d.from[k][0], 3), brief(d.from[k][1], 3), brief(tidy(d.to[k][0]), 3), brief(tidy(d.to[k][1]), 3))
	}
	return text
}

// The colours of the figure.
var (
	squareColor  = mix(paper, yellow, 0.55)
	circleStroke = stroke{color: ink, width: 2}
	trueStroke   = stroke{color: purple, width: 2, dash: []float64{5, 3}}
)

// draw puts the figure on a sheet: two panels of the same height.
func (f LinearMap) draw() *sheet {
	f.check()
	s := &sheet{width: sheetWidth, title: "linear map" + titled(f.Title), description: f.describe()}
	d, ok := f.decompose()
	top := s.heading(f.Title, f.legend(d, ok))
	const gap, height = 20.0, 270.0
	side := (s.width - 2*margin - gap) / 2
	s.height = top + height + 24
	reach := 1.3 * max(d.values[0], 1e-3)
	if !ok {
		reach = 1
	}
	for i, half := range []float64{1.5, reach} {
		outer := rect{margin + float64(i)*(side+gap), top + 18, 0, s.height}
		outer.right = outer.left + side + sideRoom
		label := []string{"x", "J x"}[i]
		p := squarePanel(s, outer, half, label)
		f.plane(p, i == 1, d, ok)
		p.axes()
		s.in("names")
		name := "the plane, with a unit circle"
		if i == 1 {
			name = "its image, det = " + brief(f.determinant(), 4)
		}
		s.write(lettering{text: name, at: point{(p.box.left + p.box.right) / 2, p.box.top - 7}})
	}
	return s
}

// squarePanel is a panel with the same unit on both axes, about the origin.
func squarePanel(s *sheet, outer rect, half float64, label string) panel {
	around := scale{ends: Range{-half, half}}
	p := newPanel(s, outer, around, around, "first component of "+label, "second component of "+label)
	ratio := p.box.width() / p.box.height()
	if ratio >= 1 {
		p.x.ends = Range{-half * ratio, half * ratio}
	} else {
		p.y.ends = Range{-half / ratio, half / ratio}
	}
	p.xTicks, p.yTicks = p.x.ticks(5), p.y.ticks(5)
	return p
}

// legend names what is drawn.
func (f LinearMap) legend(d decomposition, ok bool) []entry {
	legend := []entry{{name: "unit square", area: squareColor}}
	if ok {
		for k := range 2 {
			legend = append(legend, entry{name: fmt.Sprintf("σ%s = %s", subscript(k+1), brief(tidy(d.values[k]), 4)), line: singularStroke(k)})
		}
	}
	if f.F != nil {
		legend = append(legend, entry{name: "under f itself, r = " + brief(f.radius(), 3), line: trueStroke})
	}
	return legend
}

func (f LinearMap) radius() float64 {
	if f.Radius == 0 {
		return 1
	}
	return f.Radius
}

// singularStroke is how the singular vector k is drawn.
func singularStroke(k int) stroke {
	return stroke{color: lineColors[k], width: 2.6}
}

// plane draws square, grid, circle and singular vectors, or the images of all.
func (f LinearMap) plane(p panel, image bool, d decomposition, ok bool) {
	via := func(x [2]float64) [2]float64 { return x }
	if image {
		via = f.image
	}
	s := p.sheet
	if image && !ok {
		p.notice("an entry is not finite")
		return
	}
	s.in("square")
	var square []point
	for _, c := range [][2]float64{{0, 0}, {1, 0}, {1, 1}, {0, 1}} {
		q := via(c)
		square = append(square, p.at(q[0], q[1]))
	}
	s.area(clipArea(square, p.box), squareColor, stroke{})
	s.in("unit grid")
	const lines = 14
	for k := -lines; k <= lines; k++ {
		how := stroke{color: mix(paper, skyBlue, 0.55), width: 1}
		if k == 0 {
			how = stroke{color: pale, width: 1.2}
		}
		for _, ends := range [][2][2]float64{{{float64(k), -lines}, {float64(k), lines}}, {{-lines, float64(k)}, {lines, float64(k)}}} {
			a, b := via(ends[0]), via(ends[1])
			p.curve(Points{a, b}, how)
		}
	}
	s.in("circle")
	p.curve(circlePoints(via), circleStroke)
	if image && f.F != nil {
		s.in("true image")
		p.curve(circlePoints(f.trueImage()), trueStroke)
	}
	s.in("singular vectors")
	origin := p.at(0, 0)
	for k := range 2 {
		to := d.from[k]
		if image {
			to = d.to[k]
		}
		if ok {
			s.arrow(origin, p.at(to[0], to[1]), singularStroke(k))
		}
	}
	s.symbol(symbol{form: circle, color: black}, origin, 3)
}

// circlePoints is the unit circle, or its image.
func circlePoints(via func([2]float64) [2]float64) Points {
	const steps = 120
	points := make(Points, steps+1)
	for i := range points {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / steps)
		points[i] = via([2]float64{cos, sin})
	}
	return points
}

// trueImage is what the function makes of small vectors, enlarged again.
func (f LinearMap) trueImage() func([2]float64) [2]float64 {
	r := f.radius()
	value := func(x []float64) []float64 {
		y := f.F(x)
		if len(y) != 2 {
			panic(fmt.Sprintf("figure: LinearMap.F gives %d components, but the matrix has 2 rows", len(y)))
		}
		return y
	}
	middle := value([]float64{f.At[0], f.At[1]})
	a, b := middle[0], middle[1]
	return func(x [2]float64) [2]float64 {
		y := value([]float64{f.At[0] + r*x[0], f.At[1] + r*x[1]})
		return [2]float64{(y[0] - a) / r, (y[1] - b) / r}
	}
}
