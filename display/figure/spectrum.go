package figure

import (
	"fmt"
	"math"
	"slices"
)

// A Spectrum shows eigenvalues as stems, in ascending order: blue above the
// band, vermilion below it, grey within. The band about 0 holds what an error
// of the matrix could have made of an eigenvalue 0: the signs of stems that
// end in it are not certain.
type Spectrum struct {
	Title  string
	Values []float64
	// Band is the bound of the eigenvalues' error, such as the ErrorBound of
	// mathlib's classification.
	Band float64
	// Label is that of the upright axis; empty it is "eigenvalue".
	Label string
}

// SVG draws the figure.
func (f Spectrum) SVG() []byte { return f.draw().svg() }

// PNG paints the figure.
func (f Spectrum) PNG() []byte { return f.draw().png() }

// String says what the figure shows.
func (f Spectrum) String() string {
	f.check()
	text := "spectrum" + titled(f.Title)
	values, rest := f.sorted()
	if len(values) == 0 {
		return text + "\nno eigenvalues" + notFinite(rest)
	}
	negative, inside, positive := f.signs()
	text += fmt.Sprintf("\n%d eigenvalues %s%s", len(values), rangeText(Range{values[0], values[len(values)-1]}), notFinite(rest))
	text += fmt.Sprintf("\n%d negative, %d positive", negative, positive)
	if f.Band > 0 {
		text += fmt.Sprintf(", %d within the band of ±%s", inside, brief(f.Band, 3))
	} else if inside > 0 {
		text += fmt.Sprintf(", %d zero", inside)
	}
	return text
}

// notFinite counts what cannot be drawn.
func notFinite(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" (%d more not finite)", n)
}

func (f Spectrum) check() {
	if f.Band < 0 || math.IsNaN(f.Band) || math.IsInf(f.Band, 0) {
		panic("figure: Spectrum.Band must not be negative, it is " + brief(f.Band, 4))
	}
}

// sorted gives the finite eigenvalues in ascending order, and the number of
// the others.
func (f Spectrum) sorted() (values []float64, rest int) {
	for _, v := range f.Values {
		if isFinite(v) {
			values = append(values, v)
		}
	}
	slices.Sort(values)
	return values, len(f.Values) - len(values)
}

// signs counts the eigenvalues below, within and above the band.
func (f Spectrum) signs() (negative, inside, positive int) {
	values, _ := f.sorted()
	for _, v := range values {
		switch f.sign(v) {
		case -1:
			negative++
		case 0:
			inside++
		default:
			positive++
		}
	}
	return negative, inside, positive
}

// sign is the certain sign of an eigenvalue, 0 within the band.
func (f Spectrum) sign(v float64) int {
	switch {
	case v > f.Band:
		return 1
	case v < -f.Band:
		return -1
	}
	return 0
}

// scale chooses the upright axis: even spacing where all eigenvalues that are
// not within the band are seen so, else logarithmic on both sides of 0.
func (f Spectrum) scale() scale {
	values, _ := f.sorted()
	r := Range{-f.Band, f.Band}
	smallest, largest := math.Inf(1), f.Band
	for _, v := range values {
		r = Range{min(r[0], v), max(r[1], v)}
		largest = max(largest, math.Abs(v))
		if f.sign(v) != 0 {
			smallest = min(smallest, math.Abs(v))
		}
	}
	const seen = 40 // a stem of a 40th of the axis is still seen
	if largest <= seen*smallest || math.IsInf(smallest, 1) || largest <= seen*f.Band {
		return scaleWithRoom(linearScale(r), 0.06)
	}
	// Beyond 14 decades there is nothing but rounding.
	knee := max(smallest, largest*1e-14)
	if f.Band == 0 {
		knee /= 2
	}
	return scaleWithRoom(symmetricScale(r, knee), 0.05)
}

// draw puts the figure on a sheet.
func (f Spectrum) draw() *sheet {
	f.check()
	s := &sheet{width: sheetWidth, height: 320, title: "spectrum" + titled(f.Title), description: f.String()}
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
	f.band(p)
	f.stems(p, values)
	p.axes()
	if len(values) == 0 {
		p.notice("no eigenvalues")
	}
	return s
}

// legend names what is there, with the counts.
func (f Spectrum) legend() []entry {
	negative, inside, positive := f.signs()
	var legend []entry
	for _, e := range []struct {
		count int
		sign  int
		name  string
	}{{negative, -1, "negative"}, {inside, 0, "sign not certain"}, {positive, 1, "positive"}} {
		if e.count > 0 {
			if e.sign == 0 && f.Band == 0 {
				e.name = "zero"
			}
			what := signSymbol(e.sign)
			legend = append(legend, entry{name: fmt.Sprintf("%s (%d)", e.name, e.count), symbol: &what})
		}
	}
	if f.Band > 0 {
		legend = append(legend, entry{name: "error bound ±" + brief(f.Band, 3), area: bandColor})
	}
	return legend
}

var bandColor = mix(paper, yellow, 0.45)

// signSymbol is the end of a stem: its form tells the sign as well.
func signSymbol(sign int) symbol {
	switch sign {
	case 1:
		return symbol{form: circle, color: blue}
	case -1:
		return symbol{form: diamond, color: vermilion}
	}
	return symbol{form: square, color: middleGrey, hollow: true}
}

// band shades what the error reaches.
func (f Spectrum) band(p panel) {
	p.sheet.in("band")
	if f.Band > 0 {
		low, high := p.at(p.x.ends[0], -f.Band), p.at(p.x.ends[1], f.Band)
		if low.y-high.y < 3 { // else it is not seen
			low.y, high.y = low.y+1.5, high.y-1.5
		}
		area := clipArea(rect{p.box.left, high.y, p.box.right, low.y}.corners(), p.box)
		p.sheet.area(area, bandColor, stroke{})
	}
	p.curve(Points{{p.x.ends[0], 0}, {p.x.ends[1], 0}}, stroke{color: ink, width: 1})
}

// stems draws a line from 0 and a symbol for each eigenvalue; of very many the
// symbols touch, so they get smaller.
func (f Spectrum) stems(p panel, values []float64) {
	radius := min(4.5, max(1.2, 0.45*p.box.width()/float64(len(values)+1)))
	width := min(2, max(0.5, radius*0.6))
	p.sheet.in("stems")
	for i, v := range values {
		what := signSymbol(f.sign(v))
		p.curve(Points{{float64(i + 1), 0}, {float64(i + 1), v}}, stroke{color: what.color, width: width})
	}
	p.sheet.in("eigenvalues")
	for i, v := range values {
		p.sheet.symbol(signSymbol(f.sign(v)), p.at(float64(i+1), v), radius)
	}
	if len(values) > 12 {
		return
	}
	p.sheet.in("numbers")
	for i, v := range values {
		at := p.at(float64(i+1), v)
		at.y += 17
		if v >= 0 {
			at.y -= 26
		}
		at.y = min(max(at.y, p.box.top+11), p.box.bottom-4)
		p.sheet.write(lettering{text: brief(v, 4), at: at, size: smallSize, color: pale})
	}
}

// notice writes into an empty panel why it is empty.
func (p panel) notice(text string) {
	p.sheet.in("notice")
	p.sheet.write(lettering{text: text, color: pale, size: labelSize,
		at: point{(p.box.left + p.box.right) / 2, p.box.top + 0.4*p.box.height()}})
}
