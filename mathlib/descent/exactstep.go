package descent

import "math"

// exactly is the solution of a trust-region subproblem: (H + λI)·p = -g with
// H + λI positive semidefinite, λ ≥ 0, and λ > 0 only on the boundary.
type exactly struct {
	p          []float64
	multiplier float64 // λ
	kind       StepKind
}

// exactStep solves the subproblem by the conditions of Moré and Sorensen (1983)
// in the basis of H's eigenvectors q, where
//
//	p(λ) = -Σ qᵢᵀg/(λᵢ + λ)·qᵢ
//
// and |p(λ)| = Δ is an equation in λ alone, solved by Newton's method on
// 1/Δ - 1/|p(λ)|, which is nearly linear (Nocedal and Wright, ch. 4.3).
//
// In the hard case g has no component along the eigenvectors of the smallest
// eigenvalue λ₁ < 0, and |p(λ)| stays below Δ up to λ = -λ₁: then the rest of the
// way to the boundary goes along q₁.
func exactStep(s *spectrum, g []float64, radius float64) exactly {
	floor := math.Max(0, -s.values[0])
	e := secular{make([]float64, len(g)), make([]float64, len(g))}
	for i, v := range s.values {
		e.components[i] = dot(s.vector(i), g)
		e.eigenvalues[i] = v + floor
	}
	if s.values[0] > 0 && e.length(0) <= radius {
		return exactly{e.step(s, 0), 0, "Newton"}
	}
	if p, ok := e.hard(s, g, floor, radius); ok {
		return exactly{p, floor, "hard case"}
	}
	mu := e.solve(norm(g), radius)
	return exactly{e.step(s, mu), floor + mu, "boundary"}
}

// secular is p(λ) in the basis of the eigenvectors of H - min(0, λ₁)·I, as a
// function of what λ exceeds its least value by: so nothing cancels near that.
type secular struct{ eigenvalues, components []float64 }

func (e secular) length(mu float64) float64 {
	sum := 0.0
	for i, c := range e.components {
		if c != 0 {
			sum = math.Hypot(sum, c/(e.eigenvalues[i]+mu))
		}
	}
	return sum
}

func (e secular) step(s *spectrum, mu float64) []float64 {
	p := make([]float64, len(e.components))
	for i, c := range e.components {
		if c != 0 {
			p = along(p, -c/(e.eigenvalues[i]+mu), s.vector(i))
		}
	}
	return p
}

// hard returns the step of the hard case, if it is one: components along the
// lowest eigenvectors that are only rounding count as none.
func (e secular) hard(s *spectrum, g []float64, floor, radius float64) ([]float64, bool) {
	tiny := 1e-12 * norm(g)
	spread := 1e-12 * s.size()
	rest := secular{e.eigenvalues, append([]float64(nil), e.components...)}
	for i, v := range e.eigenvalues {
		if v > spread {
			break
		}
		if math.Abs(e.components[i]) > tiny {
			return nil, false
		}
		rest.components[i] = 0
	}
	p := rest.step(s, 0)
	if norm(p) > radius {
		return nil, false
	}
	if floor == 0 { // singular and positive semidefinite: p is a minimiser already
		return p, true
	}
	q := s.vector(0)
	if dot(q, g) > 0 {
		q = scaled(-1, q)
	}
	return along(p, cut(p, q, radius), q), true
}

// solve returns the μ > 0 with |p(μ)| = radius.
func (e secular) solve(size, radius float64) float64 {
	low, high := 0.0, size/radius
	mu := high
	for range 200 {
		length, slope := e.length(mu), 0.0
		if math.Abs(length-radius) <= 4*epsilon*radius {
			break
		}
		if length > radius {
			low = mu
		} else {
			high = mu
		}
		for i, c := range e.components {
			if d := e.eigenvalues[i] + mu; c != 0 {
				slope -= c * c / (d * d * d) // of ½|p|²
			}
		}
		next := mu + length*length*(radius-length)/(radius*slope)
		if !(next > low && next < high) {
			next = low + (high-low)/2
		}
		if next == mu {
			break
		}
		mu = next
	}
	return mu
}
