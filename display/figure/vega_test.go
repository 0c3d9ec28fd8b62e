package figure

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// TestVega compares the structure of the interactive twins with the golden
// files: the members, the marks, the fields that are encoded, and how many
// rows the data have. Vega-Lite itself was asked about them when they were
// made: it compiles and draws them without a warning.
func TestVega(t *testing.T) {
	for name, f := range figures() {
		twin, ok := f.(interface{ Vega() []byte })
		if !ok {
			continue
		}
		t.Run(name, func(t *testing.T) {
			spec := twin.Vega()
			if !bytes.Equal(spec, twin.Vega()) {
				t.Error("written twice, it differs")
			}
			const most = 300 << 10
			if len(spec) > most {
				t.Errorf("%d bytes", len(spec))
			}
			var chart map[string]any
			if err := json.Unmarshal(spec, &chart); err != nil {
				t.Fatal(err)
			}
			var list strings.Builder
			outline(&list, "", chart)
			checkGolden(t, "vega_"+name, list.String())
		})
	}
}

// outline writes the members of an object, long lists by their length only.
func outline(b *strings.Builder, path string, v any) {
	switch v := v.(type) {
	case map[string]any:
		var names []string
		for name := range v {
			names = append(names, name)
		}
		sort.Strings(names)
		for _, name := range names {
			if path != "" || name != "config" {
				outline(b, path+"/"+name, v[name])
			}
		}
	case []any:
		const long = 12
		if len(v) > long || strings.HasSuffix(path, "/values") || strings.HasPrefix(path, "/datasets") {
			fmt.Fprintf(b, "%s: %d items\n", path, len(v))
			return
		}
		for i, item := range v {
			outline(b, fmt.Sprintf("%s[%d]", path, i), item)
		}
	case float64:
		fmt.Fprintf(b, "%s: %.6g\n", path, v)
	default:
		fmt.Fprintf(b, "%s: %q\n", path, fmt.Sprint(v))
	}
}

// TestVegaSlider checks that the slider counts the points of the paths.
func TestVegaSlider(t *testing.T) {
	spec := string(Contour{F: loss, Paths: []Path{{"a", Points{{0, 0}, {0.5, 0.5}, {1, 1}}}}}.Vega())
	for _, part := range []string{`"max":2`, `"filter":"datum.k \u003c= iterations"`, `"bind":"scales"`} {
		if !strings.Contains(spec, part) {
			t.Errorf("the specification has no %s", part)
		}
	}
}

// TestVegaMoves checks that the slider of a linear map moves what is drawn.
func TestVegaMoves(t *testing.T) {
	spec := string(LinearMap{Matrix: mat.NewDense(2, 2, []float64{2, 1, 1, 1})}.Vega())
	for _, part := range []string{`"name":"moved"`, `datum.x + moved * (datum.u - datum.x)`, `"σ₁ = 2.618"`} {
		if !strings.Contains(spec, part) {
			t.Errorf("the specification has no %s", part)
		}
	}
}
