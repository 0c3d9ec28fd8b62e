package descent

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

func randomSymmetric(rng *rand.Rand, n int) *mat.SymDense {
	h := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			h.SetSym(i, j, rng.NormFloat64())
		}
	}
	return h
}

func randomVector(rng *rand.Rand, n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = rng.NormFloat64()
	}
	return v
}

// checkExact fails unless the conditions of Moré and Sorensen hold, which are
// sufficient for a global minimum of the model in the region.
func checkExact(t *testing.T, h *mat.SymDense, g []float64, radius float64, e exactly) {
	t.Helper()
	s := spectrumOf(h)
	size := s.size() + e.multiplier
	residual := along(along(times(h, e.p), e.multiplier, e.p), 1, g)
	if r := norm(residual); r > 1e-12*(size*norm(e.p)+norm(g)) {
		t.Errorf("%s: (H + λI)p = -g is off by %g", e.kind, r)
	}
	if e.multiplier < 0 || s.values[0]+e.multiplier < -1e-13*size {
		t.Errorf("%s: H + λI is not positive semidefinite: %g + %g", e.kind, s.values[0], e.multiplier)
	}
	if length := norm(e.p); length > radius*(1+1e-12) || e.multiplier > 0 && length < radius*(1-1e-10) {
		t.Errorf("%s: |p| = %g in a region of radius %g, λ = %g", e.kind, length, radius, e.multiplier)
	}
}

func TestExactStep(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		n := 1 + rng.IntN(6)
		h, g := randomSymmetric(rng, n), randomVector(rng, n)
		radius := math.Exp(4 * rng.NormFloat64())
		checkExact(t, h, g, radius, exactStep(spectrumOf(h), g, radius))
	}
}

// TestHardCase takes gradients without, or almost without, a component along
// the eigenvectors of the smallest eigenvalue.
func TestHardCase(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	hard := 0
	for range 1000 {
		n := 2 + rng.IntN(5)
		h, g := randomSymmetric(rng, n), randomVector(rng, n)
		s := spectrumOf(h)
		if s.values[0] >= 0 {
			continue
		}
		g = along(g, -dot(s.vector(0), g), s.vector(0))
		radius := 1e3
		e := exactStep(s, g, radius)
		if e.kind == "hard case" {
			hard++
		}
		checkExact(t, h, g, radius, e)
		for _, component := range []float64{1e-3, 1e-7, 1e-10} {
			nearly := along(g, component, s.vector(0))
			checkExact(t, h, nearly, radius, exactStep(s, nearly, radius))
		}
	}
	if hard < 900 {
		t.Errorf("only %d hard cases", hard)
	}
}

func TestHardCaseByHand(t *testing.T) {
	// diag(-2, 1), g = (0, 3): p2 = -3/(1+2) = -1, and the rest of the way to
	// the boundary goes along the first axis.
	h := mat.NewSymDense(2, []float64{-2, 0, 0, 1})
	e := exactStep(spectrumOf(h), []float64{0, 3}, 2)
	if e.kind != "hard case" || e.multiplier != 2 || math.Abs(e.p[1]+1) > 1e-15 || math.Abs(math.Abs(e.p[0])-math.Sqrt(3)) > 1e-15 {
		t.Errorf("%+v", e)
	}
	// With a smaller region the boundary is reached before.
	if e := exactStep(spectrumOf(h), []float64{0, 3}, 0.5); e.kind != "boundary" || math.Abs(e.p[1]+0.5) > 1e-15 {
		t.Errorf("%+v", e)
	}
	// A double smallest eigenvalue, and no gradient at all.
	h = mat.NewSymDense(3, []float64{-1, 0, 0, 0, -1, 0, 0, 0, 4})
	checkExact(t, h, []float64{0, 0, 0}, 1, exactStep(spectrumOf(h), []float64{0, 0, 0}, 1))
	checkExact(t, h, []float64{0, 0, 5}, 3, exactStep(spectrumOf(h), []float64{0, 0, 5}, 3))
	// A singular, positive semidefinite matrix: the shortest minimiser.
	h = mat.NewSymDense(2, []float64{2, 2, 2, 2})
	checkExact(t, h, []float64{4, 4}, 3, exactStep(spectrumOf(h), []float64{4, 4}, 3))
	checkExact(t, h, []float64{1, -1}, 3, exactStep(spectrumOf(h), []float64{1, -1}, 3))
}

// TestInexactSteps: no approximate solution is worse than the Cauchy point,
// better than the exact one, or outside the region.
func TestInexactSteps(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 1000 {
		n := 1 + rng.IntN(6)
		h, g := randomSymmetric(rng, n), randomVector(rng, n)
		if rng.IntN(2) == 0 {
			h = squared(mat.DenseCopyOf(h), 1)
		}
		radius := math.Exp(2 * rng.NormFloat64())
		value := func(p []float64) float64 { return model(h, g, p) }
		worst, _ := cauchy(h, g, radius)
		best := value(exactStep(spectrumOf(h), g, radius).p)
		steihaug, how := steihaugStep(func(v []float64) []float64 { return times(h, v) }, g, radius)
		dogleg, bend := doglegStep(h, g, radius)
		for kind, p := range map[StepKind][]float64{how: steihaug, bend: dogleg} {
			slack := 1e-10 * (1 + math.Abs(best))
			if m := value(p); m > value(worst)+slack || m < best-slack || norm(p) > radius*(1+1e-12) {
				t.Errorf("%s: %g, Cauchy %g, exact %g; |p| = %g of %g", kind, m, value(worst), best, norm(p), radius)
			}
		}
	}
}

// TestLinearConjugateGradients: the iterates of the tutorial's quadratic.
func TestLinearConjugateGradients(t *testing.T) {
	h := mat.NewSymDense(2, []float64{3, 2, 2, 6})
	hv := func(v []float64) []float64 { return times(h, v) }
	p, _ := newtonDirection(hv, []float64{2, -8}, 1)
	if math.Abs(p[0]+0.40963855421686746) > 1e-15 || math.Abs(p[1]-1.6385542168674698) > 1e-15 {
		t.Error(p)
	}
	p, _ = newtonDirection(hv, []float64{2, -8}, 2)
	if math.Abs(p[0]+2) > 1e-14 || math.Abs(p[1]-2) > 1e-14 {
		t.Error(p)
	}
}

// TestSecantUpdates: the matrices satisfy the secant equation, and on a
// quadratic SR1 finds the Hessian after n independent steps.
func TestSecantUpdates(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	n := 4
	h := squared(mat.DenseCopyOf(randomSymmetric(rng, n)), 1)
	inverse, b := identity(n), identity(n)
	var pairs []pair
	for range n {
		s := randomVector(rng, n)
		y := times(h, s)
		updateInverse(inverse, s, y)
		updateRankOne(b, s, y)
		pairs = append(pairs, pair{s, y, 1 / dot(s, y)})
		if d := norm(difference(times(inverse, y), s)); d > 1e-9*norm(s) {
			t.Errorf("BFGS: My = s is off by %g", d)
		}
		if d := norm(difference(twoLoops(pairs, y), s)); d > 1e-9*norm(s) {
			t.Errorf("L-BFGS: My = s is off by %g", d)
		}
	}
	if !mat.EqualApprox(b, h, 1e-8) {
		t.Errorf("SR1: %v, want %v", mat.Formatted(b), mat.Formatted(h))
	}
}
