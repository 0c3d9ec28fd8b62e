package figure

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// A group is what an SVG has of one class of marks.
type group struct {
	class                  string
	paths, outlines, areas int // outlines counts the parts of paths
	points                 int
	texts                  []string
}

// inspect lists the elements of an SVG by class: it fails on what is not XML,
// on elements that figures do not have and on numbers that are none.
func inspect(t *testing.T, svg []byte) []group {
	t.Helper()
	var groups []group
	decoder := xml.NewDecoder(bytes.NewReader(svg))
	inText := false
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return groups
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			name := token.Name.Local
			for _, a := range token.Attr {
				if strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "Inf") {
					t.Errorf("in <%s> %s is not a number", name, a.Name.Local)
				}
			}
			if name == "g" {
				groups = append(groups, group{class: token.Attr[0].Value})
			}
			if len(groups) > 0 {
				groups[len(groups)-1].add(token)
			}
			inText = name == "text" || inText && name == "tspan"
			if inText && name == "text" {
				last := &groups[len(groups)-1]
				last.texts = append(last.texts, "")
			}
		case xml.EndElement:
			inText = inText && token.Name.Local == "tspan"
		case xml.CharData:
			if inText {
				texts := groups[len(groups)-1].texts
				texts[len(texts)-1] += string(token)
			}
		}
	}
}

// add counts a path.
func (g *group) add(e xml.StartElement) {
	if e.Name.Local != "path" {
		return
	}
	g.paths++
	for _, a := range e.Attr {
		if a.Name.Local == "d" {
			g.outlines += strings.Count(a.Value, "M")
			g.points += strings.Count(a.Value, ",") + 3*strings.Count(a.Value, "v")
		}
		if a.Name.Local == "fill" && a.Value != "none" {
			g.areas++
		}
	}
}

// String is a line of a golden file.
func (g group) String() string {
	text := g.class + ":"
	if g.paths > 0 {
		text += fmt.Sprintf(" %d paths (%d filled), %d parts, %d points", g.paths, g.areas, g.outlines, g.points)
	}
	for _, s := range g.texts {
		text += fmt.Sprintf(" %q", s)
	}
	return text
}

// checkGolden compares a text with the file of a name, or rewrites the file.
func checkGolden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test -update rewrites it); got:\n%s", file, got)
	}
}
