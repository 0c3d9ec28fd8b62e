package display

import (
	"math"
	"strings"
	"testing"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
)

// TestSerifWidths compares the tables with the font by which gonum lays out.
func TestSerifWidths(t *testing.T) {
	face := font.NewCache(liberation.Collection()).Lookup(font.Font{Typeface: "Liberation", Variant: "Serif"}, unitsPerEm)
	var all []rune
	for r := ' '; r <= '~'; r++ {
		all = append(all, r)
	}
	for _, r := range append(all, []rune(serifOthers)...) {
		got, ok := serifWidth(r)
		if want := face.Width(string(r)).Points(); !ok || math.Abs(float64(got)-want) > 1 {
			t.Errorf("%q: width %d, want %.0f", r, got, want)
		}
	}
	if len([]rune(serifOthers)) != len(serifOtherWidths) {
		t.Errorf("%d characters have %d widths", len([]rune(serifOthers)), len(serifOtherWidths))
	}
}

func TestPortableTexts(t *testing.T) {
	const upright = `style="font-family:Liberation Serif;font-variant:normal;font-weight:normal;font-style:normal;font-size:12px"`
	bold := strings.Replace(upright, "weight:normal", "weight:bold", 1)
	portable := fallbackFonts.Replace(upright)
	for _, test := range []struct{ in, want string }{
		{"<svg></svg>", "<svg></svg>"},
		{"<text x=\"1\"\n\t" + upright + ">a &lt; b</text><g/>", "<text textLength=\"24.09\" lengthAdjust=\"spacingAndGlyphs\" x=\"1\"\n\t" + portable + ">a &lt; b</text><g/>"},
		{"<text " + upright + ">漢</text>", "<text " + portable + ">漢</text>"},
		{"<text " + upright + "></text>", "<text " + portable + "></text>"},
		{"<text " + bold + ">a</text>", "<text " + fallbackFonts.Replace(bold) + ">a</text>"},
	} {
		if got := portableTexts(test.in); got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}
