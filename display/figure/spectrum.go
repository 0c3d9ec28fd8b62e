package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// A Spectrum shows eigenvalues as stems, in ascending order: blue above the
// band, vermilion below it, grey within. The band about 0 holds what an error
// of the matrix could have made of an eigenvalue 0: the signs of stems that
// end in it are not certain. An eigenvalue 0 without an error is certainly 0.
type Spectrum struct {
	Title  string
	Values []float64
	// Band is the bound of the eigenvalues' error. Bounds are bounds of their
	// own for each of the Values, such as the Bound of mathlib's critical
	// points; nil takes Band for all.
	Band   float64
	Bounds []float64
	// Label is that of the upright axis; empty it is "eigenvalue".
	Label string
}

// SVG draws the figure.
func (f Spectrum) SVG() []byte { return f.draw().svg() }

// PNG paints the figure.
func (f Spectrum) PNG() []byte { return f.draw().png() }

// String says what the figure shows.
func (f Spectrum) String() string { return explained("spectrum", f.describe) }

func (f Spectrum) describe() string {
	f.check()
	text := "spectrum" + titled(f.Title)
	values, rest := f.sorted()
	if len(values) == 0 {
		return text + "\nno eigenvalues" + notFinite(rest)
	}
	c := f.counts()
	text += fmt.Sprintf("\n%d eigenvalues %s%s", len(values), rangeText(Range{values[0].value, values[len(values)-1].value}), notFinite(rest))
	text += fmt.Sprintf("\n%d negative, %d positive", c.negative, c.positive)
	if c.zero > 0 {
		text += fmt.Sprintf(", %d zero", c.zero)
	}
	if bound := f.widestBound(); bound > 0 {
		text += fmt.Sprintf(", %d within the band of ±%s", c.uncertain, brief(bound, 3))
	}
	return text
}

// check panics when parts do not fit together.
func (f Spectrum) check() {
	if f.Bounds != nil && len(f.Bounds) != len(f.Values) {
		panic(fmt.Sprintf("figure: Spectrum.Bounds has %d bounds for %d Values", len(f.Bounds), len(f.Values)))
	}
	for _, bound := range append([]float64{f.Band}, f.Bounds...) {
		if !(bound >= 0) || math.IsInf(bound, 0) {
			panic("figure: Spectrum.Band and Spectrum.Bounds must not be negative, one is " + brief(bound, 4))
		}
	}
}

// sorted gives the finite eigenvalues in ascending order, and the number of
// the others.
func (f Spectrum) sorted() (list []eigenvalue, rest int) {
	for i, v := range f.Values {
		bound := f.Band
		if f.Bounds != nil {
			bound = f.Bounds[i]
		}
		if isFinite(v) {
			list = append(list, eigenvalue{v, bound})
		}
	}
	slices.SortStableFunc(list, func(a, b eigenvalue) int { return cmp.Compare(a.value, b.value) })
	return list, len(f.Values) - len(list)
}

// widestBound is the largest bound.
func (f Spectrum) widestBound() float64 {
	if f.Bounds == nil {
		return f.Band
	}
	return slices.Max(append([]float64{0}, f.Bounds...))
}

// counts are the numbers of eigenvalues by what is known of them.
type counts struct{ negative, uncertain, zero, positive int }

func (f Spectrum) counts() (c counts) {
	values, _ := f.sorted()
	for _, e := range values {
		switch {
		case e.sign() < 0:
			c.negative++
		case e.sign() > 0:
			c.positive++
		case e.bound == 0:
			c.zero++
		default:
			c.uncertain++
		}
	}
	return c
}

// scale chooses the upright axis: even spacing where all eigenvalues that are
// not within the band are seen so, else logarithmic on both sides of 0.
func (f Spectrum) scale() scale {
	values, _ := f.sorted()
	bound := f.widestBound()
	r := Range{-bound, bound}
	smallest, largest := math.Inf(1), bound
	for _, e := range values {
		r = Range{min(r[0], e.value), max(r[1], e.value)}
		largest = max(largest, math.Abs(e.value))
		if e.sign() != 0 {
			smallest = min(smallest, math.Abs(e.value))
		}
	}
	const seen = 40 // a stem of a 40th of the axis is still seen
	if largest <= seen*smallest || math.IsInf(smallest, 1) || largest <= seen*bound {
		return scaleWithRoom(linearScale(r), 0.06)
	}
	// Beyond 14 decades there is nothing but rounding.
	knee := max(smallest, largest*1e-14)
	if bound == 0 {
		knee /= 2
	}
	return scaleWithRoom(symmetricScale(r, knee), 0.05)
}

// draw puts the figure on a sheet.
func (f Spectrum) draw() *sheet {
	f.check()
	s := &sheet{width: sheetWidth, height: 320, title: "spectrum" + titled(f.Title), description: f.describe()}
	values, _ := f.sorted()
	top := s.heading(f.Title, f.legend())
	label := f.Label
	if label == "" {
		label = "eigenvalue"
	}
	x := scale{ends: Range{0.4, float64(max(len(values), 1)) + 0.6}}
	p := newPanel(s, rect{margin, top, s.width, s.height}, x, f.scale(), "number, in ascending order", label)
	p.xTicks = countTicks(len(values), 12)
	p.grid()
	f.band(p, values)
	f.stems(p, values)
	p.axes()
	if len(values) == 0 {
		p.notice("no eigenvalues")
	}
	return s
}

// legend names what is there, with the counts.
func (f Spectrum) legend() []entry {
	c := f.counts()
	var legend []entry
	for _, e := range []struct {
		count  int
		name   string
		symbol symbol
	}{
		{c.negative, "negative", signSymbol(-1)}, {c.uncertain, "sign not certain", signSymbol(0)},
		{c.zero, "zero", zeroSymbol}, {c.positive, "positive", signSymbol(1)},
	} {
		if e.count > 0 {
			legend = append(legend, entry{name: fmt.Sprintf("%s (%d)", e.name, e.count), symbol: &e.symbol})
		}
	}
	if bound := f.widestBound(); bound > 0 {
		legend = append(legend, entry{name: "error bound ±" + brief(bound, 3), area: bandColor})
	}
	return legend
}

var bandColor = mix(paper, yellow, 0.45)

// band shades what the errors reach: one area, or one for each eigenvalue
// where they differ.
func (f Spectrum) band(p panel, values []eigenvalue) {
	p.sheet.in("band")
	if f.Bounds == nil {
		p.bandPart(p.x.ends[0], p.x.ends[1], f.Band)
	} else {
		for _, i := range some(len(values), mostStems) {
			e := values[i]
			p.bandPart(float64(i)+0.5, float64(i)+1.5, e.bound)
		}
	}
	p.curve(Points{{p.x.ends[0], 0}, {p.x.ends[1], 0}}, stroke{color: ink, width: 1})
}

// bandPart shades ±bound between two numbers; what is thinner than 3 pixels is
// drawn so, else it would not be seen.
func (p panel) bandPart(from, to, bound float64) {
	if bound == 0 {
		return
	}
	low, high := p.at(from, -bound), p.at(to, bound)
	if low.y-high.y < 3 {
		low.y, high.y = low.y+1.5, high.y-1.5
	}
	p.sheet.area(clipArea(rect{low.x, high.y, high.x, low.y}.corners(), p.box), bandColor, stroke{})
}

// mostStems is how many stems can be told apart.
const mostStems = 600

// stems draws a line from 0 and a symbol for each eigenvalue. Of many the
// symbols touch, so they get smaller; of very many some are drawn, among them
// the smallest and the largest.
func (f Spectrum) stems(p panel, values []eigenvalue) {
	radius := min(4.5, max(1.2, 0.45*p.box.width()/float64(len(values)+1)))
	width := min(2, max(0.5, radius*0.6))
	shown := some(len(values), mostStems)
	p.sheet.in("stems")
	for _, i := range shown {
		e := values[i]
		what := e.symbol()
		p.curve(Points{{float64(i + 1), 0}, {float64(i + 1), e.value}}, stroke{color: what.color, width: width})
	}
	p.sheet.in("eigenvalues")
	for _, i := range shown {
		e := values[i]
		p.sheet.symbol(e.symbol(), p.at(float64(i+1), e.value), radius)
	}
	if len(values) > 12 {
		return
	}
	p.sheet.in("numbers")
	for i, e := range values {
		at := p.at(float64(i+1), e.value)
		at.y += 17
		if e.value >= 0 {
			at.y -= 26
		}
		at.y = min(max(at.y, p.box.top+11), p.box.bottom-4)
		p.sheet.write(lettering{text: brief(e.value, 4), at: at, size: smallSize, color: pale})
	}
}

// notice writes into an empty panel why it is empty.
func (p panel) notice(text string) {
	p.sheet.in("notice")
	p.sheet.write(lettering{text: text, color: pale, size: labelSize,
		at: point{(p.box.left + p.box.right) / 2, p.box.top + 0.4*p.box.height()}})
}
