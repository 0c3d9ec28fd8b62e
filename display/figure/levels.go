package figure

import (
	"math"
	"slices"
)

// This file chooses the levels of a contour map.

// levelsFor gives levels that tell much about the values: evenly spaced ones,
// or, where most of the values are small against the largest, as those of
// losses are, ones of equal ratios.
func levelsFor(values []float64, n int) []float64 {
	if len(values) == 0 {
		return nil
	}
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	at := func(part float64) float64 { return sorted[int(part*float64(len(sorted)-1))] }
	low, high := sorted[0], sorted[len(sorted)-1]
	if high-low <= 1e-12*max(math.Abs(low), math.Abs(high)) {
		return nil // constant but for rounding
	}
	const skewed = 6 // evenly spread values have a ratio of 2
	switch {
	case high-low < skewed*(at(0.5)-low) || math.IsInf(high-low, 0):
		if high-low >= skewed*(high-at(0.5)) && high <= 0 {
			return mirrored(ratioLevels(-high, -low, -at(0.97), -at(0.5), n))
		}
		return evenLevels(at(0.01), high, n)
	case low < 0 && -low > 0.01*high:
		return evenLevels(low, at(0.99), n)
	}
	return ratioLevels(low, high, at(0.03), at(0.5), n)
}

// evenLevels are the multiples of a nice step between low and high.
func evenLevels(low, high float64, n int) []float64 {
	step := niceStep((high - low) / float64(n))
	var levels []float64
	for k := math.Floor(low/step) + 1; k*step < high && len(levels) < 4*n; k++ {
		if v := k*step + 0; v > low { // + 0 makes −0 positive
			levels = append(levels, v)
		}
	}
	return levels
}

// ratioLevels are base + nice numbers of about equal ratios, from where there
// is a small part of the values on. The base is 0 or, for values most of which
// are close to the smallest, or below 0, the smallest value.
func ratioLevels(low, high, small, median float64, n int) []float64 {
	base := 0.0
	if small <= 0 || median < 3*low {
		base = low
	}
	top := high - base
	bottom := max(small-base, top*1e-12)
	decades := math.Log10(top / bottom)
	mantissas := []float64{1}
	switch {
	case decades*3 <= float64(n):
		mantissas = []float64{1, 2, 5}
	case decades*2 <= float64(n):
		mantissas = []float64{1, 3}
	}
	stride := max(1, int(math.Ceil(decades/float64(n))))
	var levels []float64
	for e := int(math.Floor(math.Log10(bottom))); e <= int(math.Floor(math.Log10(top))); e++ {
		if e%stride != 0 {
			continue
		}
		for _, m := range mantissas {
			if v := decimal(m, e); v >= bottom*0.999 && v < top {
				levels = append(levels, base+v)
			}
		}
	}
	return levels
}

// decimal is m·10ᵉ, rounded once.
func decimal(m float64, e int) float64 {
	if e < 0 {
		return m / math.Pow(10, float64(-e))
	}
	return m * math.Pow(10, float64(e))
}

// mirrored turns the levels of −f into those of f.
func mirrored(levels []float64) []float64 {
	for i := range levels {
		levels[i] = -levels[i]
	}
	slices.Reverse(levels)
	return levels
}
