package figure

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/vg"
)

// The sizes of letters, in pixels: those of a notebook's text and a little
// smaller.
const (
	titleSize = 15
	labelSize = 13
	textSize  = 12
	smallSize = 11
)

// boldWeight is WeightBold of golang.org/x/image/font.
const boldWeight = 3

// faces are the fonts of gonum's plots. PNG is painted with them; in SVG they
// are only named, and every text is told its width, so that it fits with
// whatever font the browser takes instead.
var faces = sync.OnceValue(func() *font.Cache { return font.NewCache(liberation.Collection()) })

// face gives the font of a size.
func face(size float64, bold bool) font.Face {
	f := font.Font{Typeface: "Liberation", Variant: "Sans"}
	if bold {
		f.Weight = boldWeight
	}
	return faces().Lookup(f, vg.Length(size))
}

// A run is a part of a text at one height.
type run struct {
	text  string
	level int // 1 is superscript, −1 subscript
}

// Sub- and superscripts are set as small letters of the usual kind, for fonts
// have only some of the characters for them.
const (
	superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿᵀ"
	subscripts   = "₀₁₂₃₄₅₆₇₈₉₋₊ₙᵢⱼ"
	asUpper      = "0123456789−+nT"
	asLower      = "0123456789−+nij"
)

// runs splits a text where its height changes.
func runs(text string) []run {
	var list []run
	for _, r := range text {
		level, letter := 0, r
		if at := runeIndex(superscripts, r); at >= 0 {
			level, letter = 1, []rune(asUpper)[at]
		} else if at := runeIndex(subscripts, r); at >= 0 {
			level, letter = -1, []rune(asLower)[at]
		}
		if n := len(list); n > 0 && list[n-1].level == level {
			list[n-1].text += string(letter)
		} else {
			list = append(list, run{string(letter), level})
		}
	}
	return list
}

// runeIndex counts the characters before r.
func runeIndex(s string, r rune) int {
	at := strings.IndexRune(s, r)
	if at < 0 {
		return -1
	}
	return len([]rune(s[:at]))
}

// size is that of a run's letters in a text of a size, and raise how far they
// stand above its baseline.
func (r run) size(size float64) float64 {
	if r.level == 0 {
		return size
	}
	return 0.72 * size
}

func (r run) raise(size float64) float64 {
	switch r.level {
	case 1:
		return 0.38 * size
	case -1:
		return -0.18 * size
	}
	return 0
}

// width of a run's letters in a text of a size.
func (r run) width(size float64, bold bool) float64 {
	f := face(r.size(size), bold)
	return float64(f.Width(nablaAsDelta.Replace(r.text)))
}

// nablaAsDelta replaces a letter that the fonts do not have by the one that
// looks like it upside down.
var nablaAsDelta = strings.NewReplacer("∇", "∆")

// textWidth gives the width of a line of text in pixels.
func textWidth(text string, size float64, bold bool) float64 {
	width := 0.0
	for _, r := range runs(text) {
		width += r.width(size, bold)
	}
	return width
}

// subscript writes a small number below the line.
func subscript(n int) string {
	var text []rune
	for _, r := range fmt.Sprint(n) {
		text = append(text, '₀'+(r-'0'))
	}
	return string(text)
}

// superscript writes an exponent.
func superscript(e int) string {
	return strings.NewReplacer("-", "⁻", "0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴",
		"5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹").Replace(strconv.Itoa(e))
}
