package figure

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// Slices shows a function along lines through a point, and beside it its
// quadratic model, f(x) + t gᵀv + t²/2 vᵀHv. The lines follow the eigenvectors
// of the Hessian H: where the eigenvalue is positive the model is a valley.
type Slices struct {
	Title string
	F     func(x []float64) float64
	At    []float64
	// Gradient is the function's at the point; nil takes it for 0.
	Gradient mat.Vector
	Hessian  mat.Matrix
	// Directions are the lines; nil follows the eigenvectors, of more than
	// three the two with the smallest eigenvalues and the one with the largest.
	Directions [][]float64
	// Reach is how far the lines go on both sides; 0 is 1.
	Reach float64
	// Y is what is shown of the values; the zero Range holds the function's.
	Y Range
}

// A slice is one of the lines.
type slice struct {
	direction     []float64
	slope, bend   float64 // gᵀv and vᵀHv
	values, model Points
	eigen         bool // the direction is an eigenvector
	number        int  // of the eigenvalue or direction, from 1 on
	valueAt       float64
}

// SVG draws the figure.
func (f Slices) SVG() []byte { return f.draw().svg() }

// PNG paints the figure.
func (f Slices) PNG() []byte { return f.draw().png() }

// check panics when parts do not fit together.
func (f Slices) check() {
	n := len(f.At)
	if f.F == nil || n == 0 {
		panic("figure: Slices.F and Slices.At must be set: a function and the point that the lines go through")
	}
	if f.Hessian == nil {
		panic("figure: Slices.Hessian must be set, for the model and the eigenvectors")
	}
	if rows, columns := f.Hessian.Dims(); rows != n || columns != n {
		panic(fmt.Sprintf("figure: Slices.Hessian is %d×%d, but the point has %d coordinates", rows, columns, n))
	}
	if f.Gradient != nil && f.Gradient.Len() != n {
		panic(fmt.Sprintf("figure: Slices.Gradient has %d components, but the point has %d coordinates", f.Gradient.Len(), n))
	}
	for i, d := range f.Directions {
		if len(d) != n {
			panic(fmt.Sprintf("figure: Slices.Directions[%d] has %d components, but the point has %d coordinates", i, len(d), n))
		}
	}
	if f.Reach < 0 || !isFinite(f.Reach) {
		panic("figure: Slices.Reach must be positive, it is " + brief(f.Reach, 4))
	}
	if f.Y.isSet() {
		f.Y.check("Slices", "Y")
	}
}

// slices computes the lines.
func (f Slices) slices() []slice {
	f.check()
	var list []slice
	if f.Directions != nil {
		for i, d := range f.Directions {
			list = append(list, slice{direction: d, number: i + 1})
		}
	} else {
		list = f.eigenSlices()
	}
	for i := range list {
		f.compute(&list[i])
	}
	return list
}

// eigenSlices are the lines along eigenvectors.
func (f Slices) eigenSlices() []slice {
	n := len(f.At)
	h := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			h.SetSym(i, j, (f.Hessian.At(i, j)+f.Hessian.At(j, i))/2)
		}
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(h, true) {
		return nil
	}
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	shown := []int{0, 1, n - 1}
	if n < 3 {
		shown = shown[:n]
	}
	var list []slice
	for _, k := range shown {
		list = append(list, slice{direction: mat.Col(nil, k, &vectors), eigen: true, number: k + 1})
	}
	return list
}

// compute evaluates function and model along a line.
func (f Slices) compute(s *slice) {
	reach := f.Reach
	if reach == 0 {
		reach = 1
	}
	for i, v := range s.direction {
		if f.Gradient != nil {
			s.slope += f.Gradient.AtVec(i) * v
		}
		for j, w := range s.direction {
			s.bend += v * f.Hessian.At(i, j) * w
		}
	}
	s.valueAt = f.F(append([]float64(nil), f.At...))
	const steps = 160
	for k := range steps + 1 {
		t := reach * (2*float64(k)/steps - 1)
		x := append([]float64(nil), f.At...)
		for i, v := range s.direction {
			x[i] += t * v
		}
		s.values = append(s.values, [2]float64{t, f.F(x)})
		s.model = append(s.model, [2]float64{t, s.valueAt + t*s.slope + t*t/2*s.bend})
	}
}

// name says which line it is.
func (s slice) name() string {
	if s.eigen {
		return fmt.Sprintf("along v%s, λ = %s", subscript(s.number), brief(tidy(s.bend), 4))
	}
	return fmt.Sprintf("along d%s, dᵀHd = %s", subscript(s.number), brief(tidy(s.bend), 4))
}

// rounded is 0 for what is nothing but rounding beside another number.
func rounded(v, beside float64) float64 {
	if math.Abs(v) < 1e-13*math.Abs(beside) {
		return 0
	}
	return v
}

// tidy is 0 for what is nothing but rounding.
func tidy(v float64) float64 {
	if math.Abs(v) < 1e-14 {
		return 0
	}
	return v
}

// String says what the figure shows.
func (f Slices) String() string { return explained("slices", f.describe) }

func (f Slices) describe() string {
	list := f.slices()
	text := fmt.Sprintf("slices%s\nthrough a point with %d coordinates, value %s", titled(f.Title), len(f.At), brief(f.F(append([]float64(nil), f.At...)), 4))
	for _, s := range list {
		n := len(s.values) - 1
		text += fmt.Sprintf("\n%s: at t = %s the function is %s and the model %s", s.name(),
			brief(s.values[n][0], 3), brief(rounded(s.values[n][1], s.valueAt), 4), brief(rounded(s.model[n][1], s.valueAt), 4))
	}
	return text
}

// draw puts the figure on a sheet: the lines side by side with one upright
// axis.
func (f Slices) draw() *sheet {
	list := f.slices()
	s := &sheet{width: sheetWidth, height: 300, title: "slices" + titled(f.Title), description: f.describe()}
	function, model := stroke{color: blue, width: 2.2}, stroke{color: vermilion, width: 2, dash: []float64{6, 3.5}}
	top := s.heading(f.Title, []entry{{name: "function", line: function}, {name: "quadratic model", line: model}})
	s.height = top + 270
	y := f.yScale(list)
	left := yAxisRoom(y.ticks(4), "value")
	const gap = 26
	columns := float64(max(len(list), 1))
	width := (s.width - 2*margin - left - gap*(columns-1)) / columns
	for i, l := range list {
		outer := rect{margin + float64(i)*(width+gap), top + 18, 0, s.height}
		p := panel{sheet: s, x: scale{ends: Range{l.values[0][0], l.values[len(l.values)-1][0]}}, y: y, xLabel: "t",
			box: rect{outer.left + left, outer.top, outer.left + left + width, s.height - xTickRoom - labelRoom - 6}}
		p.yTicks, p.xTicks = y.ticks(int(p.box.height()/42)), p.x.ticks(max(2, int(width/60)))
		p.grid()
		s.in("model")
		p.curve(l.model, model)
		s.in("function")
		p.curve(l.values, function)
		s.in("point")
		if at := p.at(0, l.valueAt); p.holds(at) {
			s.symbol(symbol{form: circle, color: black}, at, 4)
		}
		if i == 0 {
			p.yLabel = "value"
		} else {
			p.yTicks = nil
		}
		p.axes()
		s.in("names")
		s.write(lettering{text: l.name(), at: point{(p.box.left + p.box.right) / 2, p.box.top - 7}})
	}
	return s
}

// yScale holds the function, and of the model what is not far beyond.
func (f Slices) yScale(list []slice) scale {
	if f.Y.isSet() {
		return scale{ends: f.Y}
	}
	var function, model []float64
	for _, s := range list {
		function, model = append(function, yValues(s.values)...), append(model, yValues(s.model)...)
	}
	r, ok := rangeOf(function)
	if !ok {
		return linearScale(Range{0, 1})
	}
	m, ok := rangeOf(model)
	if ok {
		room := 0.6*r.width() + 1e-12
		r = Range{min(r[0], max(m[0], r[0]-room)), max(r[1], min(m[1], r[1]+room))}
	}
	return linearScale(r)
}
