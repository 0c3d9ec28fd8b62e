package figure

import (
	"strings"
	"testing"
)

// TestRuns checks how sub- and superscripts are taken apart.
func TestRuns(t *testing.T) {
	var got []string
	for _, r := range runs("x₁² = 10⁻⁸, ∇f") {
		got = append(got, []string{"↓", "", "↑"}[r.level+1]+r.text)
	}
	if text := strings.Join(got, "|"); text != "x|↓1|↑2| = 10|↑−8|, ∇f" {
		t.Errorf("runs %s", text)
	}
}

// TestTextWidth checks widths against those of Arial, which are the same.
func TestTextWidth(t *testing.T) {
	if got := textWidth("Hello", 2048, false); got != 1479+1139+455+455+1139 {
		t.Errorf("width %v", got)
	}
	if textWidth("10⁻⁸", 12, false) >= textWidth("10−8", 12, false) {
		t.Error("superscripts are not smaller")
	}
	if textWidth("∇", 12, false) != textWidth("∆", 12, false) {
		t.Error("∇ is not as wide as ∆")
	}
}

// TestWrapped checks that titles break at spaces.
func TestWrapped(t *testing.T) {
	lines := wrapped("a title that is too long for one line of this width", titleSize, true, 160)
	if len(lines) < 3 {
		t.Errorf("lines %q", lines)
	}
	for _, l := range lines {
		if textWidth(l, titleSize, true) > 160 {
			t.Errorf("%q is too wide", l)
		}
	}
}
