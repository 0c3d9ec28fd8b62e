package mathlib

import "math"

// The steps of the difference table: from firstStep, halved each time.
const (
	firstStep = 0.125
	steps     = 20
)

// extrapolated is a derivative by differences and an estimate of its error.
type extrapolated struct{ v, err float64 }

// richardson extrapolates the difference quotient d(h), whose error is a series
// in h², to h = 0: each row of the table starts with a quotient at half the
// step before and eliminates one power of h² after the other, with the change
// as error (Ridders). rounding(h) is what rounding in f may make of d(h). Steps
// at which d is not finite (outside f's domain) are passed over.
func richardson(scale float64, d, rounding func(h float64) float64) extrapolated {
	var rows []extrapolated
	var previous []float64
	h := scale * firstStep
	for range steps {
		q := d(h)
		floor := rounding(h)
		h /= 2
		if math.IsNaN(q) || math.IsInf(q, 0) {
			previous = nil
			continue
		}
		row := []float64{q}
		best := extrapolated{q, math.Inf(1)}
		factor := 4.0
		for j, p := range previous {
			next := row[j] + (row[j]-p)/(factor-1)
			err := math.Max(math.Abs(next-row[j]), math.Abs(next-p))
			if e := 2*err + floor + math.Abs(next)*roundoff; e < best.err {
				best = extrapolated{next, e}
			}
			row = append(row, next)
			factor *= 4
		}
		previous = row
		rows = append(rows, best)
	}
	return consistent(rows)
}

// consistent returns the row with the smallest error that no later row, with
// smaller steps, contradicts: steps longer than f's oscillations can agree by
// accident.
func consistent(rows []extrapolated) extrapolated {
	best := extrapolated{math.NaN(), math.Inf(1)}
	for i, r := range rows {
		ok := r.err < best.err
		for _, later := range rows[i+1:] {
			ok = ok && math.Abs(r.v-later.v) <= r.err+later.err
		}
		if ok {
			best = r
		}
	}
	return best
}

// stepScale is the length over which f is supposed to vary in a coordinate.
func stepScale(x float64) float64 {
	if a := math.Abs(x); a > 0 {
		return a
	}
	return 1
}

// spacing makes x+h and x-h differ from x by exactly h.
func spacing(x, h float64) float64 { return (x + h) - x }

// roundoff is what an evaluation of f loses at least, relative to its value.
const roundoff = 0x1p-50

// noise estimates how far computed values of the function scatter around a
// smooth one near 0, from fourth differences at several spacings: what
// cancels inside f shows there, not in the size of its value.
func noise(f func(h float64) float64, scale float64) float64 {
	level := math.Abs(f(0)) * roundoff
	// No powers of two: steps of which nothing is rounded show no rounding.
	for _, spacing := range []float64{1.3e-11, 3.7e-9, 0.9e-6, 1.3e-4} {
		var d [9]float64
		for k := range d {
			d[k] = f(float64(k-4) * spacing * scale)
		}
		for order := range 4 {
			for k := range len(d) - 1 - order {
				d[k] = d[k+1] - d[k]
			}
		}
		for _, v := range d[:5] { // √70 is the norm of 1, -4, 6, -4, 1
			if v = 3 * math.Abs(v) / math.Sqrt(70); v > level {
				level = v
			}
		}
	}
	return level
}

// jacobianDifferences fills the m×n matrix jac and the estimates bound by
// central differences.
func jacobianDifferences(f func([]float64) []float64, x []float64, m int, jac, bound []float64) {
	p := append([]float64(nil), x...)
	n := len(x)
	for j := range x {
		for i := range m {
			at := func(h float64) float64 {
				p[j] = x[j] + h
				v := f(p)[i]
				p[j] = x[j]
				return v
			}
			level := noise(at, stepScale(x[j]))
			e := richardson(stepScale(x[j]), func(h float64) float64 {
				h = spacing(x[j], h)
				return (at(h) - at(-h)) / (2 * h)
			}, func(h float64) float64 { return level / h })
			jac[i*n+j], bound[i*n+j] = e.v, e.err
		}
	}
}

// hessianDifferences fills the symmetric n×n matrix h and the estimates bound
// by central differences.
func hessianDifferences(f func([]float64) []float64, x, h, bound []float64) {
	n := len(x)
	for i := range n {
		for j := i; j < n; j++ {
			e := secondDifference(f, x, i, j)
			h[i*n+j], bound[i*n+j] = e.v, e.err
			h[j*n+i], bound[j*n+i] = e.v, e.err
		}
	}
}

// secondDifference extrapolates
//
//	(f(x+s+t) - f(x+s-t) - f(x-s+t) + f(x-s-t)) / 4st
//
// with s along coordinate i and t along coordinate j; for i = j that is the
// usual difference with step 2s.
func secondDifference(f func([]float64) []float64, x []float64, i, j int) extrapolated {
	p := append([]float64(nil), x...)
	at := func(s, t float64) float64 {
		p[i] += s
		p[j] += t
		v := f(p)[0]
		p[i], p[j] = x[i], x[j]
		return v
	}
	si, sj := stepScale(x[i]), stepScale(x[j])
	level := noise(func(h float64) float64 { return at(h*si, h*sj) }, 1)
	return richardson(1, func(h float64) float64 {
		s, t := spacing(x[i], h*si), spacing(x[j], h*sj)
		if i == j {
			return ((at(s, s) - at(0, 0)) - (at(0, 0) - at(-s, -s))) / (4 * s * s)
		}
		return ((at(s, t) - at(s, -t)) - (at(-s, t) - at(-s, -t))) / (4 * s * t)
	}, func(h float64) float64 { return level / (h * h * si * sj) })
}
