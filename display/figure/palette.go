package figure

import (
	"image/color"
	"math"
)

// The colours of a picture's frame.
var (
	paper = color.NRGBA{255, 255, 255, 255}
	ink   = color.NRGBA{34, 34, 34, 255}
	pale  = color.NRGBA{96, 96, 96, 255}    // what stands back: ticks, notes
	faint = color.NRGBA{226, 226, 226, 255} // grid lines
	none  = color.NRGBA{}                   // not drawn
)

// The Okabe-Ito palette, in which any two colours can be told apart also by
// those who do not see red, green or blue.
var (
	black      = color.NRGBA{0, 0, 0, 255}
	orange     = color.NRGBA{230, 159, 0, 255}
	skyBlue    = color.NRGBA{86, 180, 233, 255}
	green      = color.NRGBA{0, 158, 115, 255}
	yellow     = color.NRGBA{240, 228, 66, 255}
	blue       = color.NRGBA{0, 114, 178, 255}
	vermilion  = color.NRGBA{213, 94, 0, 255}
	purple     = color.NRGBA{204, 121, 167, 255}
	middleGrey = color.NRGBA{140, 140, 140, 255}
)

// lineColors are those for lines, in the order in which they are taken: first
// the ones that stand out from white.
var lineColors = []color.NRGBA{blue, vermilion, green, purple, black, orange, skyBlue}

// areaColors are those for cells and groups.
var areaColors = []color.NRGBA{blue, orange, green, purple, skyBlue, vermilion, yellow, middleGrey}

// lineDashes go with lineColors once all colours have been taken.
var lineDashes = [][]float64{nil, {6, 3}, {2, 2.5}, {8, 3, 2, 3}}

// lineStroke is how the line number i of a figure is drawn.
func lineStroke(i int, width float64) stroke {
	n := len(lineColors)
	return stroke{color: lineColors[i%n], width: width, dash: lineDashes[i/n%len(lineDashes)]}
}

// viridis is the scale for magnitudes, at equal distances: its lightness grows
// evenly, so it is also read in grey.
var viridis = []color.NRGBA{
	{68, 1, 84, 255}, {72, 36, 117, 255}, {65, 68, 135, 255}, {53, 95, 141, 255},
	{42, 120, 142, 255}, {33, 145, 140, 255}, {34, 168, 132, 255}, {68, 191, 112, 255},
	{122, 209, 81, 255}, {189, 223, 38, 255}, {253, 231, 37, 255},
}

// signs is the scale for values on both sides of 0: blue below, white at 0,
// vermilion above.
var signs = []color.NRGBA{
	{0, 63, 117, 255}, {0, 114, 178, 255}, {96, 165, 209, 255}, {178, 209, 232, 255}, {247, 247, 247, 255},
	{249, 205, 170, 255}, {236, 151, 92, 255}, {213, 94, 0, 255}, {140, 55, 0, 255},
}

// shade gives the colour of a scale at t from 0 to 1.
func shade(scale []color.NRGBA, t float64) color.NRGBA {
	t = min(max(t, 0), 1) * float64(len(scale)-1)
	i := min(int(t), len(scale)-2)
	return mix(scale[i], scale[i+1], t-float64(i))
}

// mix gives the colour between a and b, which is b at t = 1.
func mix(a, b color.NRGBA, t float64) color.NRGBA {
	channel := func(x, y uint8) uint8 {
		return uint8(math.Round(float64(x) + t*(float64(y)-float64(x))))
	}
	return color.NRGBA{channel(a.R, b.R), channel(a.G, b.G), channel(a.B, b.B), channel(a.A, b.A)}
}

// faded is c made nearly transparent, for areas behind lines.
func faded(c color.NRGBA, opacity float64) color.NRGBA {
	c.A = uint8(math.Round(255 * opacity))
	return c
}

// readableOn gives black or white, whichever can be read on c.
func readableOn(c color.NRGBA) color.NRGBA {
	if luminance(c) > 0.36 {
		return ink
	}
	return paper
}

// luminance is the amount of light of a colour, from 0 to 1.
func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 { return math.Pow(float64(v)/255, 2.2) }
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}
