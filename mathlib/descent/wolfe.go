package descent

import "math"

// trial is a point on the line x + t·p.
type trial struct {
	t     float64
	x     []float64
	f     float64
	g     []float64
	slope float64 // gᵀp
}

func (r *run) try(p []float64, t float64) trial {
	x := along(r.x, t, p)
	g := r.gradient(x)
	return trial{t, x, r.value(x), g, dot(g, p)}
}

func (t trial) known() known { return known{hasValue: true, value: t.f, gradient: t.g} }

// wolfe looks for a step along the descent direction p with the strong Wolfe
// conditions,
//
//	f(x + t·p) ≤ f(x) + 10⁻⁴·t·∇fᵀp   and   |∇f(x + t·p)ᵀp| ≤ 0.9·|∇fᵀp|,
//
// by bracketing and zooming (Nocedal and Wright, alg. 3.5 and 3.6).
func (r *run) wolfe(p []float64, t float64) (trial, bool) {
	from := trial{0, r.x, r.f(), r.g(), dot(r.g(), p)}
	if !(from.slope < 0) {
		return from, false
	}
	previous := from
	for i := range 40 {
		now := r.try(p, t)
		switch {
		case !finite(now.f) || !allFinite(now.g):
			t = (previous.t + t) / 2
			continue
		case !enough(from, now) || i > 0 && now.f > previous.f+slack(from.f):
			return r.zoom(p, from, previous, now)
		case math.Abs(now.slope) <= -flat*from.slope:
			return now, true
		case now.slope >= 0:
			return r.zoom(p, from, now, previous)
		}
		previous = now
		t *= 2
	}
	return previous, previous.t > 0
}

func enough(from, now trial) bool {
	return now.f <= from.f+sufficient*now.t*from.slope+slack(from.f)
}

// zoom narrows the interval between low, the best point so far, and high.
func (r *run) zoom(p []float64, from, low, high trial) (trial, bool) {
	for range 60 {
		now := r.try(p, between(low, high))
		switch {
		case !finite(now.f) || !enough(from, now) || now.f > low.f+slack(from.f):
			high = now
		case math.Abs(now.slope) <= -flat*from.slope:
			return now, true
		default:
			if now.slope*(high.t-low.t) >= 0 {
				high = low
			}
			low = now
		}
		if math.Abs(high.t-low.t) <= epsilon*math.Abs(low.t) {
			break
		}
	}
	return low, low.t > 0 && low.f < from.f
}

// between returns the minimum of the cubic through two points (Nocedal and
// Wright, eq. 3.59), kept away from both.
func between(a, b trial) float64 {
	d1 := a.slope + b.slope - 3*(a.f-b.f)/(a.t-b.t)
	d2 := math.Copysign(math.Sqrt(d1*d1-a.slope*b.slope), b.t-a.t)
	t := b.t - (b.t-a.t)*(b.slope+d2-d1)/(b.slope-a.slope+2*d2)
	low, high := math.Min(a.t, b.t), math.Max(a.t, b.t)
	margin := 0.1 * (high - low)
	if !(t >= low+margin && t <= high-margin) {
		return (low + high) / 2
	}
	return t
}
