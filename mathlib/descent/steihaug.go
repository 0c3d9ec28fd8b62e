package descent

import "math"

// steihaugStep minimises the model by conjugate gradients from p = 0, and ends
// at the boundary when an iterate leaves the region or meets a direction of
// negative curvature (Steihaug 1983; Nocedal and Wright, alg. 7.2).
func steihaugStep(hv func([]float64) []float64, g []float64, radius float64) ([]float64, StepKind) {
	size := norm(g)
	tolerance := math.Min(0.5, math.Sqrt(size)) * size
	p := make([]float64, len(g))
	res, d := clone(g), scaled(-1, g)
	for range 2 * len(g) {
		hd := hv(d)
		bend, rr := dot(d, hd), dot(res, res)
		if bend <= 0 {
			return along(p, cut(p, d, radius), d), "negative curvature, boundary"
		}
		t := rr / bend
		next := along(p, t, d)
		if norm(next) >= radius {
			return along(p, cut(p, d, radius), d), "boundary"
		}
		p, res = next, along(res, t, hd)
		if norm(res) <= tolerance {
			break
		}
		d = along(scaled(-1, res), dot(res, res)/rr, d)
	}
	return p, "inside"
}
