package figure

import (
	"math"
	"testing"
)

func spectra() map[string]figure {
	var many []float64
	for i := range 200 {
		many = append(many, math.Pow(10, float64(i)/20-6))
		if i%4 == 0 {
			many = append(many, -math.Pow(10, float64(i)/25-6))
		}
	}
	return map[string]figure{
		"spectrum_valley":  Spectrum{Title: "Eigenvalues of H at (1, 1)", Values: []float64{4, 4.4e-16}, Band: 1e-15},
		"spectrum_band":    Spectrum{Title: "Eigenvalues of a Hessian", Values: []float64{-3, -1, -0.3, 0.01, 0.3, 1, 2, 5}, Band: 0.1},
		"spectrum_decades": Spectrum{Title: "Two hundred and fifty eigenvalues", Values: many, Band: 1e-4},
		"spectrum_zeros":   Spectrum{Values: []float64{0, 0, math.NaN()}},
		"spectrum_bounds":  Spectrum{Title: "Each with its own error", Values: []float64{0.02, 3, -1, 0}, Bounds: []float64{0.1, 0.5, 0.3, 0}},
		"spectrum_empty":   Spectrum{Label: "singular value"},
	}
}

func TestSpectrumMisuse(t *testing.T) {
	mustPanic(t, func() { Spectrum{Band: -1}.SVG() }, "must not be negative", "−1")
	mustPanic(t, func() { Spectrum{Values: []float64{1, 2}, Bounds: []float64{1}}.SVG() }, "1 bounds for 2 Values")
}
