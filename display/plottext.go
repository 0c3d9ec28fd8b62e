package display

import (
	"strconv"
	"strings"
)

// This file makes the words of a plot fit on machines without the Liberation
// fonts, by whose widths gonum lays a plot out and which it only names in SVG.
// There the browser takes another font, most often a wider one, and words run
// into what stands beside them. So every text is told how long it has to be.
// (The fonts themselves would make each picture half a megabyte larger.)

// fallbackFonts puts similar fonts behind those that gonum's plots ask for.
var fallbackFonts = strings.NewReplacer(
	"font-family:Liberation Serif;", "font-family:'Liberation Serif','Times New Roman',Times,serif;",
	"font-family:Liberation Sans;", "font-family:'Liberation Sans',Arial,Helvetica,sans-serif;",
	"font-family:Liberation Mono;", "font-family:'Liberation Mono','Courier New',monospace;")

// portableTexts gives a plot in SVG with texts that fit with any font.
func portableTexts(svg string) string {
	var out strings.Builder
	out.Grow(len(svg) + len(svg)/8)
	for {
		before, rest, found := strings.Cut(svg, "<text ")
		out.WriteString(before)
		if !found {
			return fallbackFonts.Replace(out.String())
		}
		attributes, rest, _ := strings.Cut(rest, ">")
		content, after, _ := strings.Cut(rest, "</text>")
		out.WriteString("<text ")
		if length, ok := textLength(attributes, content); ok {
			out.WriteString(`textLength="` + strconv.FormatFloat(length, 'f', 2, 64) + `" lengthAdjust="spacingAndGlyphs" `)
		}
		out.WriteString(attributes + ">" + content + "</text>")
		svg = after
	}
}

// textLength computes the length of a text in the upright serif font, in which
// plots are written unless told otherwise. It reports false for other fonts
// and for characters that serifWidths does not have.
func textLength(attributes, content string) (float64, bool) {
	if !strings.Contains(attributes, "font-family:Liberation Serif;font-variant:normal;font-weight:normal;font-style:normal;") {
		return 0, false
	}
	_, size, _ := strings.Cut(attributes, "font-size:")
	size, _, _ = strings.Cut(size, "px")
	points, err := strconv.ParseFloat(size, 64)
	if err != nil {
		return 0, false
	}
	units := 0
	for _, r := range htmlEntities.Replace(content) {
		width, ok := serifWidth(r)
		if !ok {
			return 0, false
		}
		units += width
	}
	return points * float64(units) / unitsPerEm, units > 0
}

// serifWidth gives the width of a character of Liberation Serif, which is also
// that of Times New Roman.
func serifWidth(r rune) (int, bool) {
	if ' ' <= r && r <= '~' {
		return int(serifASCII[r-' ']), true
	}
	i := 0
	for _, other := range serifOthers {
		if other == r {
			return int(serifOtherWidths[i]), true
		}
		i++
	}
	return 0, false
}

// unitsPerEm is the font size in the units of the tables below.
const unitsPerEm = 2048

// serifASCII holds the widths of the characters from space to tilde.
var serifASCII = [...]uint16{
	512, 682, 836, 1024, 1024, 1706, 1593, 369, 682, 682, 1024, 1155, 512, 682, 512, 569,
	1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 569, 569, 1155, 1155, 1155, 909,
	1886, 1479, 1366, 1366, 1479, 1251, 1139, 1479, 1479, 682, 797, 1479, 1251, 1821, 1479, 1479,
	1139, 1479, 1366, 1139, 1251, 1479, 1479, 1933, 1479, 1479, 1251, 682, 569, 682, 961, 1024,
	682, 909, 1024, 909, 1024, 909, 682, 1024, 1024, 569, 569, 1024, 569, 1593, 1024, 1024,
	1024, 1024, 682, 797, 569, 1024, 1024, 1479, 1024, 1024, 909, 983, 410, 983, 1108,
}

// serifOthers are further characters that stand in plots, and
// serifOtherWidths their widths.
const serifOthers = "°±²³µ·×÷äöüÄÖÜßéè–—‘’“”•…⁴⁵⁶⁷⁸ⁿ₀₁₂₃₄₅₆₇₈₉←↑→↓⇔∂∆∏∑−√∞∫≈≠≤≥αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΦΨΩℓ"

var serifOtherWidths = [...]uint16{
	819, 1124, 614, 614, 1180, 682, 1155, 1124, 909, 1024, 1024, 1479, 1479, 1479, 1024, 909,
	909, 1024, 2048, 682, 682, 909, 909, 717, 2048, 614, 614, 1024, 614, 614, 645, 1024,
	1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 2048, 1024, 2048, 1024, 2048, 1012, 1253,
	1686, 1460, 1155, 1124, 1460, 561, 1124, 1124, 1124, 1124, 1073, 1042, 905, 965, 860, 848,
	1071, 981, 551, 1032, 993, 1098, 926, 913, 1024, 1034, 1022, 1104, 823, 1014, 1182, 909,
	1282, 1348, 1184, 1317, 1479, 1485, 1317, 1479, 1192, 1497, 1511, 1522, 981,
}
