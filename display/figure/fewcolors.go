package figure

import (
	"cmp"
	"image"
	"image/color"
	"maps"
	"slices"
)

// fewColors gives a picture with a palette of its 256 most frequent colours
// when these are nearly all of it: the others are between two of them at the
// edges of lines and letters. Nothing is half transparent. That makes PNG several times smaller. Pictures
// that are full of shades stay as they are.
func fewColors(picture image.Image) image.Image {
	full, ok := picture.(*image.RGBA)
	if !ok {
		return picture
	}
	counts := map[color.RGBA]int{}
	for i := 0; i < len(full.Pix); { // run by run of equal pixels
		c, from := pixel(full.Pix[i:]), i
		for i < len(full.Pix) && pixel(full.Pix[i:]) == c {
			i += 4
		}
		counts[c] += (i - from) / 4
	}
	byCount := slices.SortedFunc(maps.Keys(counts), func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(bits(a), bits(b)))
	})
	palette, covered := color.Palette{color.RGBA{}}, counts[color.RGBA{}]
	for _, c := range byCount {
		if c.A == 255 && len(palette) < 256 {
			palette = append(palette, c)
			covered += counts[c]
		}
	}
	const nearly = 0.9
	if float64(covered) < nearly*float64(len(full.Pix)/4) {
		return picture
	}
	few := image.NewPaletted(full.Rect, palette)
	index := map[color.RGBA]uint8{}
	for i := range few.Pix {
		c := pixel(full.Pix[4*i:])
		if i > 0 && c == pixel(full.Pix[4*i-4:]) {
			few.Pix[i] = few.Pix[i-1]
			continue
		}
		at, known := index[c]
		if !known {
			if c.A >= 128 {
				at = uint8(1 + palette[1:].Index(c))
			}
			index[c] = at
		}
		few.Pix[i] = at
	}
	return few
}

// pixel reads a colour.
func pixel(p []uint8) color.RGBA { return color.RGBA{p[0], p[1], p[2], p[3]} }

// bits orders colours that are equally frequent.
func bits(c color.RGBA) uint32 {
	return uint32(c.R)<<24 | uint32(c.G)<<16 | uint32(c.B)<<8 | uint32(c.A)
}
