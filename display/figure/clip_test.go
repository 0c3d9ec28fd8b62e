package figure

import (
	"math"
	"testing"
)

var unitBox = rect{0, 0, 1, 1}

// TestClipLine checks lines that leave a box, come back and have gaps.
func TestClipLine(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name   string
		line   []point
		points []int // of each part
	}{
		{"inside", []point{{0.1, 0.1}, {0.5, 0.5}, {0.9, 0.1}}, []int{3}},
		{"across", []point{{-1, 0.5}, {2, 0.5}}, []int{2}},
		{"out and in", []point{{0.5, 0.5}, {0.5, 2}, {0.6, 2}, {0.6, 0.5}}, []int{2, 2}},
		{"a gap", []point{{0.1, 0.1}, {0.2, 0.2}, {nan, 0}, {0.3, 0.3}, {0.4, 0.4}}, []int{2, 2}},
		{"outside", []point{{2, 2}, {3, 3}}, nil},
		{"past a corner", []point{{-1, 0.5}, {0.5, 2}}, nil},
	} {
		parts := clipLine(c.line, unitBox)
		if len(parts) != len(c.points) {
			t.Errorf("%s: %d parts, want %d", c.name, len(parts), len(c.points))
			continue
		}
		for i, part := range parts {
			if len(part) != c.points[i] {
				t.Errorf("%s: part %d has %d points, want %d", c.name, i, len(part), c.points[i])
			}
			for _, p := range part {
				if p.x < 0 || p.x > 1 || p.y < 0 || p.y > 1 {
					t.Errorf("%s: %v is outside", c.name, p)
				}
			}
		}
	}
}

func TestClipArea(t *testing.T) {
	triangle := clipArea([]point{{0, 0}, {2, 0}, {0, 2}}, unitBox)
	area := 0.0
	for i, p := range triangle {
		q := triangle[(i+1)%len(triangle)]
		area += (p.x*q.y - q.x*p.y) / 2
	}
	if math.Abs(area-1) > 1e-15 { // its hypotenuse touches the far corner
		t.Errorf("area %v, want 1", area)
	}
	if outside := clipArea([]point{{2, 2}, {3, 2}, {3, 3}}, unitBox); len(outside) != 0 {
		t.Errorf("%v is left of an area outside", outside)
	}
}

// TestThinned checks that what is left out is near what is left.
func TestThinned(t *testing.T) {
	var circle []point
	for i := range 1001 {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / 1000)
		circle = append(circle, point{100 * cos, 100 * sin})
	}
	thin := thinned(circle, 0.1)
	if len(thin) > 140 || len(thin) < 40 {
		t.Errorf("%d points are left of a circle", len(thin))
	}
	for _, p := range circle {
		nearest := math.Inf(1)
		for i := 1; i < len(thin); i++ {
			nearest = min(nearest, segmentDistance(p, thin[i-1], thin[i]))
		}
		if nearest > 0.1+1e-12 {
			t.Errorf("%v is %v from the line", p, nearest)
		}
	}
}
