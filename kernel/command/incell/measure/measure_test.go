package measure

import (
	"math"
	"strings"
	"testing"
	"time"
)

func TestUnits(t *testing.T) {
	for s, want := range map[float64]string{0: "0 ns", 3.2e-10: "0.32 ns", 9.996e-9: "10.0 ns", 123.4e-9: "123 ns", 0.9996e-6: "1.00 µs", 1.5e-3: "1.50 ms", 2: "2.00 s", 1234: "1234 s"} {
		if got := seconds(s); got != want {
			t.Errorf("seconds(%g) = %q, want %q", s, got, want)
		}
	}
	for n, want := range map[uint64]string{0: "0 B", 999: "999 B", 1500: "1.50 kB", 25e6: "25.0 MB", 3e9: "3.00 GB"} {
		if got := size(n); got != want {
			t.Errorf("size(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestReport(t *testing.T) {
	var list []round
	for i := range 10 {
		list = append(list, round{100, time.Duration(1000+10*i) * 100, 200, 6400})
	}
	const want = "1.05 µs/op ± 3%  64 B/op  2 allocs/op  (10 rounds of 100, 1.00 µs to 1.09 µs)"
	if got := report(list); got != want {
		t.Errorf("report = %q, want %q", got, want)
	}
	if got := report(list[:3]); strings.Contains(got, "±") {
		t.Errorf("three rounds have a spread: %q", got)
	}
}

// The chance that all of six values, or all but one of ten, lie on one side of
// the median is 1/64, or 11/1024.
func TestInterval(t *testing.T) {
	for n, want := range map[int][2]int{6: {0, 5}, 8: {0, 7}, 10: {1, 8}, 20: {5, 14}} {
		if low, high, ok := interval(n); !ok || [2]int{low, high} != want {
			t.Errorf("interval(%d) = %d, %d, %v, want %v", n, low, high, ok, want)
		}
	}
	if _, _, ok := interval(5); ok {
		t.Error("five values have an interval")
	}
}

func TestMeasure(t *testing.T) {
	n := 0
	r := measure(7, func() { n++ })
	if n != 7 || r.calls != 7 || math.Signbit(r.took.Seconds()) {
		t.Errorf("%d calls, %+v", n, r)
	}
}
