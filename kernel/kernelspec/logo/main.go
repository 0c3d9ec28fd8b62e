// Command logo draws nabla's logo: the sign ∇, a triangle on its point with one
// heavy stroke, in the blues of Go. It writes logo-svg.svg, logo-32x32.png and
// logo-64x64.png into the folder given; package kernelspec embeds them.
//
// The shapes are given once, in a square of 64 by 64, so that the vector and
// the pixel pictures cannot differ.
package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"log"
	"os"
	"path/filepath"
	"strings"
)

// side is the width and height of the square the shapes are given in.
const side = 64

// A point is a place in the square, y downwards.
type point struct{ x, y float64 }

// A shape is a polygon in one colour.
type shape struct {
	fill   color.NRGBA
	points []point
}

// The sign is cut into its strokes: the heavy one on the left, then the bar and
// the light one on the right. They share the edges from (2, 8) to (19, 15) and
// from (35.5, 43.6) to (32, 60).
var sign = []shape{
	{color.NRGBA{0x00, 0x7d, 0x9c, 0xff}, []point{{2, 8}, {19, 15}, {35.5, 43.6}, {32, 60}}},
	{color.NRGBA{0x00, 0xad, 0xd8, 0xff}, []point{{2, 8}, {62, 8}, {32, 60}, {35.5, 43.6}, {52, 15}, {19, 15}}},
}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: logo FOLDER")
	}
	files, err := draw()
	if err != nil {
		log.Fatal(err)
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(os.Args[1], name), content, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// draw gives the content of every logo file by its name.
func draw() (map[string][]byte, error) {
	files := map[string][]byte{"logo-svg.svg": vector()}
	for _, size := range []int{32, 64} {
		var b bytes.Buffer
		if err := png.Encode(&b, raster(size)); err != nil {
			return nil, err
		}
		files[fmt.Sprintf("logo-%dx%d.png", size, size)] = b.Bytes()
	}
	return files, nil
}

// vector is the logo as SVG.
func vector() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\">\n", side, side)
	for _, s := range sign {
		fmt.Fprintf(&b, "  <polygon fill=\"#%02x%02x%02x\" points=\"", s.fill.R, s.fill.G, s.fill.B)
		for i, p := range s.points {
			if i > 0 {
				b.WriteByte(' ')
			}
			fmt.Fprintf(&b, "%g,%g", p.x, p.y)
		}
		b.WriteString("\"/>\n")
	}
	b.WriteString("</svg>\n")
	return []byte(b.String())
}

// raster is the logo as size by size pixels. Each pixel is the mean of samples
// by samples points, weighted by what is covered, so that edges are smooth.
func raster(size int) *image.NRGBA {
	const samples = 16
	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	step := float64(side) / float64(size*samples)
	for py := range size {
		for px := range size {
			var r, g, b, covered int
			for i := range samples * samples {
				x := (float64(px*samples+i%samples) + 0.5) * step
				y := (float64(py*samples+i/samples) + 0.5) * step
				if c, ok := colourAt(x, y); ok {
					r, g, b, covered = r+int(c.R), g+int(c.G), b+int(c.B), covered+1
				}
			}
			if covered > 0 {
				img.SetNRGBA(px, py, color.NRGBA{
					uint8(r / covered), uint8(g / covered), uint8(b / covered), uint8(255 * covered / (samples * samples)),
				})
			}
		}
	}
	return img
}

// colourAt gives the colour of the topmost shape over a point.
func colourAt(x, y float64) (color.NRGBA, bool) {
	for i := len(sign) - 1; i >= 0; i-- {
		if inside(sign[i].points, x, y) {
			return sign[i].fill, true
		}
	}
	return color.NRGBA{}, false
}

// inside counts how often a ray to the right crosses the polygon's edges.
func inside(polygon []point, x, y float64) bool {
	in := false
	for i, a := range polygon {
		b := polygon[(i+1)%len(polygon)]
		if (a.y > y) != (b.y > y) && x < a.x+(y-a.y)*(b.x-a.x)/(b.y-a.y) {
			in = !in
		}
	}
	return in
}
