package notebooks

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A drawing is what an SVG picture shows, as far as a test can say: its texts,
// and its shapes, each with the number of its points. Places and colours may
// change with the library that draws, and so may the order of shapes: contour
// lines of package plotter come in any.
type drawing struct {
	labels []string
	shapes []string // "path 12": element and number of points; sorted
}

// command finds the letters of a path that lead to a point.
var command = regexp.MustCompile(`[MLHVCSQTA]`)

// readDrawing lists the elements of an SVG picture.
func readDrawing(svg string) (drawing, error) {
	var d drawing
	decoder := xml.NewDecoder(strings.NewReader(svg))
	inText := false
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			slices.Sort(d.shapes)
			return d, nil
		}
		if err != nil {
			return d, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if inText = token.Name.Local == "text"; inText {
				d.labels = append(d.labels, "")
			}
			d.addShape(token)
		case xml.EndElement:
			inText = inText && token.Name.Local != "text"
		case xml.CharData:
			if inText {
				d.labels[len(d.labels)-1] += string(token)
			}
		}
	}
}

func (d *drawing) addShape(e xml.StartElement) {
	switch e.Name.Local {
	case "path", "polyline", "polygon":
		for _, a := range e.Attr {
			switch a.Name.Local {
			case "d":
				d.shapes = append(d.shapes, fmt.Sprint(e.Name.Local, " ", len(command.FindAllString(strings.ToUpper(a.Value), -1))))
			case "points":
				d.shapes = append(d.shapes, fmt.Sprint(e.Name.Local, " ", len(strings.Fields(a.Value))))
			}
		}
	case "line", "circle", "ellipse", "rect", "image":
		d.shapes = append(d.shapes, e.Name.Local)
	}
}

// String lists the texts, and shapes that are alike in one word.
func (d drawing) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "labels %q\nshapes", d.labels)
	for i := 0; i < len(d.shapes); {
		n := 1
		for i+n < len(d.shapes) && d.shapes[i+n] == d.shapes[i] {
			n++
		}
		fmt.Fprintf(&b, " %d×(%s)", n, d.shapes[i])
		i += n
	}
	return b.String()
}

// compareDrawings demands the same texts and shapes.
func compareDrawings(was, is string) []string {
	a, err := readDrawing(was)
	if err != nil {
		return []string{"the committed picture: " + err.Error()}
	}
	b, err := readDrawing(is)
	if err != nil {
		return []string{err.Error()}
	}
	if len(b.shapes) < 3 {
		return []string{"an empty picture"}
	}
	var differences []string
	if !slices.Equal(a.labels, b.labels) {
		differences = append(differences, fmt.Sprintf("labels %q, committed are %q", b.labels, a.labels))
	}
	if !slices.Equal(a.shapes, b.shapes) {
		differences = append(differences, fmt.Sprintf("%v\ncommitted is %v", b, a))
	}
	return differences
}

func TestCompareDrawings(t *testing.T) {
	const (
		frame = `<svg xmlns="http://www.w3.org/2000/svg"><rect/><path d="M0,0L1,1"/>`
		curve = `<path d="M0,0L1,1L2,4" style="fill:none"/>`
		text  = `<text x="1">a label</text>`
		end   = `</svg>`
	)
	full := frame + curve + text + end
	for name, test := range map[string]struct {
		svg  string
		same bool
	}{
		"the same":       {full, true},
		"another colour": {strings.Replace(full, "fill:none", "fill:red", 1), true},
		"no curve":       {frame + text + end, false},
		"a shorter one":  {strings.Replace(full, "L2,4", "", 1), false},
		"another label":  {strings.Replace(full, "a label", "NaN", 1), false},
		"not closed":     {frame + curve + text, false},
		"empty":          {`<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>`, false},
	} {
		if got := compareDrawings(full, test.svg) == nil; got != test.same {
			t.Errorf("%s: the same %v, want %v", name, got, test.same)
		}
	}
}
