package figure

import (
	"bytes"
	"image/color"
	"image/png"
	"math"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// dotsPerInch paints two dots for each pixel, of which 72 make an inch here,
// so that pictures are sharp on fine screens and in print.
const dotsPerInch = 144

// png paints a sheet.
func (s *sheet) png() []byte {
	p := painter{vgimg.NewWith(
		vgimg.UseWH(vg.Length(s.width), vg.Length(s.height)),
		vgimg.UseDPI(dotsPerInch),
		vgimg.UseBackgroundColor(color.Transparent),
	), s.height}
	p.canvas.SetColor(paper)
	p.canvas.Fill(p.card(s.width, s.height))
	for _, m := range s.marks {
		if m.text != nil {
			p.text(*m.text)
		} else {
			p.path(m)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, fewColors(p.canvas.Image())); err != nil {
		panic("figure: " + err.Error()) // a buffer takes everything
	}
	return b.Bytes()
}

// A painter puts marks on one of gonum's canvases, on which y points up.
type painter struct {
	canvas *vgimg.Canvas
	height float64
}

// at turns a place on the sheet into one on the canvas.
func (p painter) at(q point) vg.Point {
	return vg.Point{X: vg.Length(q.x), Y: vg.Length(p.height - q.y)}
}

// card is the outline of the picture, with round corners.
func (p painter) card(width, height float64) vg.Path {
	const r = cardRadius
	var card vg.Path
	for i, corner := range []point{{width - r, r}, {r, r}, {r, height - r}, {width - r, height - r}} {
		const steps = 12
		for k := 0; k <= steps; k++ {
			sin, cos := math.Sincos((float64(i) + float64(k)/steps) * math.Pi / 2)
			at := p.at(point{corner.x + r*cos, corner.y - r*sin})
			if i == 0 && k == 0 {
				card.Move(at)
			} else {
				card.Line(at)
			}
		}
	}
	card.Close()
	return card
}

// path paints a line or area.
func (p painter) path(m mark) {
	var path vg.Path
	for _, line := range m.lines {
		for i, q := range line {
			if i == 0 {
				path.Move(p.at(q))
			} else {
				path.Line(p.at(q))
			}
		}
		if m.closed {
			path.Close()
		}
	}
	if m.fill.A > 0 {
		p.canvas.SetColor(m.fill)
		p.canvas.Fill(path)
	}
	if m.stroke.width > 0 && m.stroke.color.A > 0 {
		dashes := make([]vg.Length, len(m.stroke.dash))
		for i, d := range m.stroke.dash {
			dashes[i] = vg.Length(d)
		}
		p.canvas.SetLineDash(dashes, 0)
		p.canvas.SetLineWidth(vg.Length(m.stroke.width))
		p.canvas.SetColor(m.stroke.color)
		p.canvas.Stroke(path)
	}
}

// text paints a text.
func (p painter) text(l lettering) {
	x := 0.0
	switch l.anchor {
	case middle:
		x = -textWidth(l.text, l.size, l.bold) / 2
	case end:
		x = -textWidth(l.text, l.size, l.bold)
	}
	p.canvas.SetColor(l.color)
	p.canvas.Push()
	p.canvas.Translate(p.at(l.at))
	p.canvas.Rotate(-l.turn * math.Pi / 180)
	for _, r := range runs(l.text) {
		size, y := r.size(l.size), r.raise(l.size)
		before, after, nabla := strings.Cut(r.text, "∇")
		x = p.letters(x, y, before, size, l.bold)
		for nabla {
			x = p.nabla(x, y, size, l.bold)
			before, after, nabla = strings.Cut(after, "∇")
			x = p.letters(x, y, before, size, l.bold)
		}
	}
	p.canvas.Pop()
}

// letters paints letters from x on and returns where they end.
func (p painter) letters(x, y float64, text string, size float64, bold bool) float64 {
	f := face(size, bold)
	p.canvas.FillString(f, vg.Point{X: vg.Length(x), Y: vg.Length(y)}, text)
	return x + float64(f.Width(text))
}

// nabla paints ∇, which the font does not have, as a triangle of lines, as wide
// as ∆.
func (p painter) nabla(x, y, size float64, bold bool) float64 {
	f := face(size, bold)
	width, thick := float64(f.Width("∆")), 0.08*size
	if bold {
		thick = 0.115 * size
	}
	const height, side = 0.72, 0.03 // of the letter and beside it, for a size of 1
	at := func(dx, dy float64) vg.Point { return vg.Point{X: vg.Length(x + dx), Y: vg.Length(y + dy)} }
	left, top := side*size+thick/2, height*size-thick/2
	var triangle vg.Path
	triangle.Move(at(left, top))
	triangle.Line(at(width-left, top))
	triangle.Line(at(width/2, thick))
	triangle.Close()
	p.canvas.SetLineDash(nil, 0)
	p.canvas.SetLineWidth(vg.Length(thick))
	p.canvas.Stroke(triangle)
	return x + width
}
