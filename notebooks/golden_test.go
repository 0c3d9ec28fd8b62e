package notebooks

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

const figures = "testdata/figures.txt"

// TestFigures compares the drawings in the outputs with the golden list of
// their elements.
func TestFigures(t *testing.T) {
	var list strings.Builder
	forEach(t, func(t *testing.T, nb notebook, _ []byte) {
		name := t.Name()[strings.LastIndex(t.Name(), "/")+1:]
		for _, c := range nb.Cells {
			for _, output := range outputs(c) {
				data, _ := output["data"].(map[string]any)
				svg := joined(data["image/svg+xml"])
				if svg == "" {
					continue
				}
				d, err := readDrawing(svg)
				if err != nil {
					t.Errorf("cell %s: %v", c.ID, err)
				}
				fmt.Fprintf(&list, "%s %s\n%v\n\n", name, c.ID, d)
			}
		}
	})
	if *update {
		if err := os.WriteFile(figures, []byte(list.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	golden, err := os.ReadFile(figures)
	if err != nil {
		t.Fatal(err)
	}
	if string(golden) != list.String() {
		t.Errorf("the pictures have other elements than %s lists; look at them, and then: go test ./notebooks -update", figures)
	}
}
