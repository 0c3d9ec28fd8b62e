package figure

import (
	"fmt"
	"math"
)

// A Scatter shows critical points by their loss: on the left against the
// index, the part of the eigenvalues that are negative, on the right against
// the minimum ratio, the part that are positive. Points that coincide are
// drawn as a larger one.
type Scatter struct {
	Title  string
	Points []CriticalPoint
	// Label is that of the losses; empty it is "loss".
	Label string
}

// A CriticalPoint is a value of a function, and how many eigenvalues of the
// Hessian have which sign there.
type CriticalPoint struct {
	Value                    float64
	Negative, Zero, Positive int
	// Kind chooses the symbol, as that of a [Mark] does; nil is told from the
	// eigenvalues.
	Kind any
}

// kind is that given, or the one that the signs tell.
func (c CriticalPoint) kind() any {
	switch {
	case c.Kind != nil:
		return c.Kind
	case c.Negative > 0 && c.Positive > 0:
		return "saddle"
	case c.Zero > 0:
		return "undecided"
	case c.Negative > 0:
		return "maximum"
	}
	return "minimum"
}

// parts are the index and the minimum ratio.
func (c CriticalPoint) parts() (index, ratio float64) {
	n := float64(c.Negative + c.Zero + c.Positive)
	return float64(c.Negative) / n, float64(c.Positive) / n
}

// SVG draws the figure.
func (f Scatter) SVG() []byte { return f.draw().svg() }

// PNG paints the figure.
func (f Scatter) PNG() []byte { return f.draw().png() }

func (f Scatter) check() {
	for i, c := range f.Points {
		if c.Negative < 0 || c.Zero < 0 || c.Positive < 0 || c.Negative+c.Zero+c.Positive == 0 {
			panic(fmt.Sprintf("figure: Scatter.Points[%d] has %d negative, %d zero and %d positive eigenvalues; it must have at least one",
				i, c.Negative, c.Zero, c.Positive))
		}
	}
}

// values are the losses.
func (f Scatter) values() []float64 {
	var list []float64
	for _, c := range f.Points {
		list = append(list, c.Value)
	}
	return list
}

// String says what the figure shows.
func (f Scatter) String() string { return explained("index and minimum ratio", f.describe) }

func (f Scatter) describe() string {
	f.check()
	text := fmt.Sprintf("index and minimum ratio against %s%s\n%d critical points", orElse(f.Label, "loss"), titled(f.Title), len(f.Points))
	if r, ok := rangeOf(f.values()); ok {
		text += fmt.Sprintf(" with %s %s", orElse(f.Label, "loss"), rangeText(r))
	}
	counts := map[string]int{}
	for _, c := range f.Points {
		counts[fmt.Sprint(c.kind())]++
	}
	for _, name := range sortedKeys(counts) {
		text += fmt.Sprintf("\n%s: %d", name, counts[name])
	}
	return text
}

// draw puts the figure on a sheet.
func (f Scatter) draw() *sheet {
	f.check()
	s := &sheet{width: sheetWidth, title: "index and minimum ratio" + titled(f.Title), description: f.describe()}
	marks := make([]Mark, len(f.Points))
	for i, c := range f.Points {
		marks[i].Kind = c.kind()
	}
	top := s.heading(f.Title, markEntries(marks))
	s.height = top + 290
	y := magnitudeScale(f.values())
	const gap = 6.0
	half := (s.width - 2*margin - gap) / 2
	parts := scale{ends: Range{-0.06, 1.06}}
	for i, label := range []string{"index n₋/n", "minimum ratio n₊/n"} {
		outer := rect{margin + float64(i)*(half+gap), top, margin + float64(i)*(half+gap) + half + sideRoom - 4, s.height}
		p := newPanel(s, outer, parts, y, label, orElse(f.Label, "loss"))
		p.grid()
		f.panel(p, i == 1)
		p.axes()
		if len(f.Points) == 0 {
			p.notice("no critical points")
		}
	}
	return s
}

// panel draws the points of one panel, the larger ones first.
func (f Scatter) panel(p panel, ratio bool) {
	p.sheet.in("points")
	type place struct {
		x, y float64
		kind string
	}
	counts := map[place]int{}
	var order []place
	kinds := map[string]any{}
	for _, c := range f.Points {
		index, positive := c.parts()
		if ratio {
			index = positive
		}
		at := p.at(lifted{Points{{index, c.Value}}, p.y}.XY(0))
		if !at.isFinite() {
			continue
		}
		name := fmt.Sprint(c.kind())
		kinds[name] = c.kind()
		where := place{math.Round(at.x), math.Round(at.y), name}
		if counts[where] == 0 {
			order = append(order, where)
		}
		counts[where]++
	}
	const most = 800 // beyond, they lie on each other anyway
	for _, i := range some(len(order), most) {
		where := order[i]
		what, _ := kindSymbol(kinds[where.kind])
		p.sheet.symbol(what, point{where.x, where.y}, min(9, 3.6+1.2*math.Log2(float64(counts[where]))))
	}
}
