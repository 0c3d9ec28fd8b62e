package figure

import "image/color"

// barRoom is the width that a colour bar and its numbers take.
const barRoom = 84

// colorBar draws the colours of a scale from bottom to top, with its numbers
// to the right.
func (s *sheet) colorBar(box rect, values scale, colorOf func(v float64) color.NRGBA) {
	s.in("color bar")
	const steps = 48
	for i := range steps {
		u := (float64(i) + 0.5) / steps
		high := box.bottom - box.height()*float64(i+1)/steps
		// Each reaches a little under the next one, so that no gap shines through.
		low := min(box.bottom, box.bottom-box.height()*float64(i)/steps+0.6)
		s.area(rect{box.left, high, box.right, low}.corners(), colorOf(values.inverse(u)), stroke{})
	}
	s.area(box.corners(), none, stroke{color: pale, width: 1})
	for _, t := range values.ticks(max(2, int(box.height()/42))) {
		if t.label == "" {
			continue
		}
		y := box.bottom - values.unit(t.at)*box.height()
		s.line([]point{{box.right, y}, {box.right + 4, y}}, stroke{color: pale, width: 1})
		s.write(lettering{text: t.label, at: point{box.right + 7, y}, anchor: start}.centred())
	}
}
