package notebooks

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// tolerance is how far numbers in the outputs of two runs may be apart: beside
// the larger one, or beside 1 when both are smaller.
const tolerance = 1e-9

// compareCells reports how the outputs of a cell differ from those that are
// committed. Of a cell that is tagged "varies" only the kinds are compared.
func compareCells(committed, executed cell) []string {
	was, is := outputs(committed), outputs(executed)
	if len(was) != len(is) {
		return []string{fmt.Sprintf("%d outputs, committed are %d", len(is), len(was))}
	}
	var differences []string
	for i := range was {
		for _, d := range compareOutputs(was[i], is[i], tagged(committed, "varies")) {
			differences = append(differences, fmt.Sprintf("output %d: %s", i+1, d))
		}
	}
	return differences
}

func outputs(c cell) []map[string]any {
	if c.Outputs == nil {
		return nil
	}
	return *c.Outputs
}

// tagged reports whether a cell has the tag.
func tagged(c cell, tag string) bool {
	if c.Metadata == nil {
		return false
	}
	tags, _ := (*c.Metadata)["tags"].([]any)
	return slices.Contains(tags, any(tag))
}

func compareOutputs(was, is map[string]any, onlyKinds bool) []string {
	if a, b := kind(was), kind(is); a != b {
		return []string{fmt.Sprintf("%s, committed is %s", b, a)}
	}
	if onlyKinds {
		return nil
	}
	if was["data"] == nil {
		return compareTexts(joined(was["text"]), joined(is["text"]))
	}
	var differences []string
	committed, executed := was["data"].(map[string]any), is["data"].(map[string]any)
	for _, format := range formats(was) {
		for _, d := range compareForm(format, joined(committed[format]), joined(executed[format])) {
			differences = append(differences, format+": "+d)
		}
	}
	return differences
}

// kind is an output's type with its stream or formats.
func kind(output map[string]any) string {
	return fmt.Sprint(output["output_type"], " ", output["name"], " ", strings.Join(formats(output), " "))
}

// formats returns the MIME types of an output, sorted.
func formats(output map[string]any) []string {
	data, _ := output["data"].(map[string]any)
	var names []string
	for name := range data {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// compareForm compares one form of an output.
func compareForm(format, was, is string) []string {
	switch format {
	case "image/svg+xml":
		return compareDrawings(was, is)
	case "image/png":
		return comparePictures(was, is)
	}
	return compareTexts(withoutPictures.ReplaceAllString(was, ""), withoutPictures.ReplaceAllString(is, ""))
}

// withoutPictures finds pictures in a text: they are there in their own form,
// too.
var withoutPictures = regexp.MustCompile(`data:image/[a-z+]+;base64,[A-Za-z0-9+/=]*`)

// numberPattern finds what is compared as a number.
var numberPattern = regexp.MustCompile(`[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?`)

// compareTexts demands the same words, and numbers that are the same up to the
// tolerance.
func compareTexts(was, is string) []string {
	if a, b := numberPattern.ReplaceAllString(was, "#"), numberPattern.ReplaceAllString(is, "#"); a != b {
		return []string{fmt.Sprintf("it says\n%s\ncommitted is\n%s", is, was)}
	}
	a, b := numberPattern.FindAllString(was, -1), numberPattern.FindAllString(is, -1)
	for i := range a {
		if !sameNumber(a[i], b[i]) {
			return []string{fmt.Sprintf("the number %s, committed is %s, in\n%s", b[i], a[i], is)}
		}
	}
	return nil
}

func sameNumber(a, b string) bool {
	if a == b {
		return true
	}
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return errX == nil && errY == nil && math.Abs(x-y) <= tolerance*max(1, math.Abs(x), math.Abs(y))
}

func TestCompareTexts(t *testing.T) {
	for _, test := range []struct {
		was, is string
		same    bool
	}{
		{"x = 1.5", "x = 1.5", true},
		{"x = 1.5", "y = 1.5", false},
		{"1.0000000001", "1.0000000002", true},
		{"1.00000001", "1.00000002", false},
		{"6.02e23", "6.0200000001e23", true},
		{"6.02e23", "6.021e23", false},
		{"0.1 2", "0.1", false},
		{"-1", "1", false},
	} {
		if got := compareTexts(test.was, test.is) == nil; got != test.same {
			t.Errorf("%q and %q: the same %v, want %v", test.was, test.is, got, test.same)
		}
	}
}

func TestCompareCells(t *testing.T) {
	text := func(s string) map[string]any {
		return map[string]any{"output_type": "execute_result", "data": map[string]any{"text/plain": s}}
	}
	stream := map[string]any{"output_type": "stream", "name": "stdout", "text": "1\n"}
	made := func(tags []any, list ...map[string]any) cell {
		return cell{Metadata: &map[string]any{"tags": tags}, Outputs: &list}
	}
	varies := []any{"varies"}
	for name, test := range map[string]struct {
		was, is cell
		same    bool
	}{
		"equal":              {made(nil, stream, text("1")), made(nil, stream, text("1")), true},
		"another text":       {made(nil, text("a")), made(nil, text("b")), false},
		"a text that varies": {made(varies, text("a")), made(varies, text("b")), true},
		"another kind":       {made(varies, text("a")), made(varies, stream), false},
		"one output more":    {made(varies, stream), made(varies, stream, stream), false},
	} {
		if got := compareCells(test.was, test.is) == nil; got != test.same {
			t.Errorf("%s: the same %v, want %v", name, got, test.same)
		}
	}
}
