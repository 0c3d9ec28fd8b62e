package figure

import (
	"fmt"
	"slices"
	"strings"
)

// A Convergence shows how minimisations went: by iteration the value, the norm
// of the gradient and the smallest eigenvalue of the Hessian, each in a panel
// of its own when there is any. Several runs are compared by their colours.
type Convergence struct {
	Title string
	Runs  []Run
	// Minimum is subtracted from the values, so that a logarithmic axis shows
	// how much is left.
	Minimum float64
	// ValueLabel is that of the values' axis; empty it is "value".
	ValueLabel string
}

// SVG draws the figure.
func (f Convergence) SVG() []byte { return f.draw().svg() }

// PNG paints the figure.
func (f Convergence) PNG() []byte { return f.draw().png() }

// A quantity is what a panel of the figure shows.
type quantity struct {
	label string
	of    func(r Run) XYer
	scale func(lists ...[]float64) scale
}

// quantities are those that some run has.
func (f Convergence) quantities() []quantity {
	label := orElse(f.ValueLabel, "value")
	if f.Minimum != 0 {
		sign := " − "
		rest := brief(f.Minimum, 4)
		if f.Minimum < 0 {
			sign, rest = " + ", brief(-f.Minimum, 4)
		}
		label += sign + rest
	}
	all := []quantity{
		{label, func(r Run) XYer { return shifted(r.Values, f.Minimum) }, magnitudeScale},
		{"‖g‖", func(r Run) XYer { return r.GradientNorms }, magnitudeScale},
		{"smallest λ", func(r Run) XYer { return r.SmallestEigenvalues }, evenScale},
	}
	return slices.DeleteFunc(all, func(q quantity) bool {
		return !slices.ContainsFunc(f.Runs, func(r Run) bool { return q.of(r) != nil && q.of(r).Len() > 0 })
	})
}

// shifted subtracts from the second coordinates.
func shifted(points XYer, by float64) XYer {
	if points == nil || by == 0 {
		return points
	}
	moved := make(Points, points.Len())
	for i := range moved {
		x, y := points.XY(i)
		moved[i] = [2]float64{x, y - by}
	}
	return moved
}

// String says what the figure shows.
func (f Convergence) String() string { return explained("convergence", f.describe) }

func (f Convergence) describe() string {
	text := "convergence" + titled(f.Title)
	for _, r := range f.Runs {
		var parts []string
		for _, q := range f.quantities() {
			if y := yValues(q.of(r)); len(y) > 0 {
				parts = append(parts, fmt.Sprintf("%s from %s to %s", q.label, brief(y[0], 3), brief(y[len(y)-1], 3)))
			}
		}
		text += "\n" + orElse(r.Name, "run") + ": " + orElse(strings.Join(parts, ", "), "no iterations")
		if n := r.length(); n > 0 {
			text += fmt.Sprintf(" in %d iterations", n)
		}
	}
	if len(f.Runs) == 0 {
		text += "\nno runs"
	}
	return text
}

// draw puts the figure on a sheet, one panel below the other.
func (f Convergence) draw() *sheet {
	s := &sheet{width: sheetWidth, title: "convergence" + titled(f.Title), description: f.describe()}
	marked := f.stepSymbols()
	top := s.heading(f.Title, f.legend(marked))
	quantities := f.quantities()
	if len(quantities) == 0 {
		quantities = []quantity{{orElse(f.ValueLabel, "value"), func(Run) XYer { return nil }, signedScale}}
	}
	height := map[int]float64{1: 280, 2: 200, 3: 165}[len(quantities)]
	last := 1
	for _, r := range f.Runs {
		last = max(last, r.length())
	}
	panels := make([]panel, len(quantities))
	left := 0.0
	for i, q := range quantities {
		var lists [][]float64
		for _, r := range f.Runs {
			lists = append(lists, yValues(q.of(r)))
		}
		outer := rect{margin, top, s.width, top + height}
		label := ""
		if i == len(quantities)-1 {
			label, outer.bottom = "iteration", top+height+labelRoom
		}
		panels[i] = newPanel(s, outer, scaleWithRoom(scale{ends: Range{0, float64(last)}}, 0.01), q.scale(lists...), label, q.label)
		panels[i].xTicks = wholeOnly(panels[i].xTicks)
		left = max(left, panels[i].box.left)
		top = outer.bottom
	}
	for i, q := range quantities {
		panels[i].box.left = left
		f.panel(panels[i], q, i == 0, marked)
	}
	s.height = top + 4
	return s
}

// panel draws one quantity of all runs.
func (f Convergence) panel(p panel, q quantity, first bool, marked map[string]symbol) {
	p.grid()
	if p.y.warp != logarithmic && p.y.ends[0] < 0 {
		p.sheet.in("zero")
		p.curve(Points{{p.x.ends[0], 0}, {p.x.ends[1], 0}}, stroke{color: ink, width: 1})
	}
	empty := true
	for i, r := range f.Runs {
		points := q.of(r)
		if points == nil || points.Len() == 0 {
			continue
		}
		empty = false
		p.sheet.in("curve")
		how := lineStroke(i, 2)
		p.magnitudes(points, how)
		const dots = 40
		if points.Len() <= dots {
			p.sheet.in("iterations")
			for _, at := range p.places(lifted{points, p.y}) {
				if p.holds(at) {
					p.sheet.area(circle.outline(at, 2.6), how.color, stroke{})
				}
			}
		}
		if first {
			f.steps(p, r, points, marked)
		}
	}
	p.axes()
	if empty {
		p.notice("no iterations")
	}
}

// legend names the runs and the marked kinds of steps.
func (f Convergence) legend(marked map[string]symbol) []entry {
	var legend []entry
	for i, r := range f.Runs {
		legend = append(legend, entry{name: r.Name, line: lineStroke(i, 2)})
	}
	for _, k := range sortedKeys(marked) {
		what := marked[k]
		legend = append(legend, entry{name: "step: " + k, symbol: &what})
	}
	return legend
}
