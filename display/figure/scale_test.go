package figure

import (
	"math"
	"testing"
)

// TestInverse checks that a scale undoes itself, and where its ends are.
func TestInverse(t *testing.T) {
	for _, s := range []scale{
		{ends: Range{-3, 5}}, {warp: logarithmic, ends: Range{1e-9, 1e4}}, {warp: symmetric, ends: Range{-100, 1e6}, knee: 1e-3},
	} {
		for _, u := range []float64{0, 0.1, 0.5, 0.9, 1} {
			if got := s.unit(s.inverse(u)); math.Abs(got-u) > 1e-12 {
				t.Errorf("%v: unit(inverse(%v)) = %v", s, u, got)
			}
		}
	}
	if s := (scale{warp: logarithmic, ends: Range{1, 10}}); !math.IsNaN(s.unit(0)) || !math.IsNaN(s.unit(-1)) {
		t.Error("a logarithmic axis has no place for 0 and negative numbers")
	}
}

// TestScalesFor checks which spacing is chosen.
func TestScalesFor(t *testing.T) {
	for _, c := range []struct {
		name   string
		got    scale
		want   warp
		holds  []float64
		beyond []float64
	}{
		{"close losses", magnitudeScale([]float64{1, 2, 5}), linear, []float64{1, 5}, nil},
		{"losses of many decades", magnitudeScale([]float64{1, 1e-9, 0}), logarithmic, []float64{1, 1e-9}, nil},
		{"losses below 0", magnitudeScale([]float64{1, 1e-9, -1}), symmetric, []float64{1, -1}, nil},
		{"nothing", magnitudeScale(), linear, nil, nil},
		{"a constant", linearScale(Range{7, 7}), linear, []float64{7}, []float64{6, 8}},
		{"no positive number", logScale([]float64{-1, math.NaN()}), logarithmic, []float64{1}, nil},
		{"one positive number", logScale([]float64{3}), logarithmic, []float64{3}, []float64{1, 9}},
	} {
		if c.got.warp != c.want {
			t.Errorf("%s: spacing %v, want %v", c.name, c.got.warp, c.want)
		}
		for _, v := range c.holds {
			if u := c.got.unit(v); !(u > 0 && u < 1) {
				t.Errorf("%s: %v is not within %v", c.name, v, c.got.ends)
			}
		}
		for _, v := range c.beyond {
			if u := c.got.unit(v); u > 0 && u < 1 {
				t.Errorf("%s: %v is within %v", c.name, v, c.got.ends)
			}
		}
	}
}
