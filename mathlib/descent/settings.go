package descent

import "context"

// Settings say when to stop and who is told. The zero value works.
type Settings struct {
	// Context ends the run when it is cancelled, within a step too, between
	// evaluations of the function; nil: nobody cancels. The trace so far is
	// returned.
	Context context.Context
	// Progress is called with every point recorded, k counting from 0; when it
	// returns false the run ends with the trace so far. nil: a run that takes
	// more than a few seconds tells about itself on standard error.
	Progress func(k int, i Iteration) bool
	// GradientTolerance is the 2-norm of the gradient up to which a point is
	// stationary. 0: 1e-8; negative: never.
	GradientTolerance float64
	// Iterations is the most steps taken. 0: 10000.
	Iterations int
	// Kicks is how many times a run that has come to rest at a point with
	// certified negative curvature is pushed on along it. 0: it ends there.
	Kicks int
	// Eigenvalues asks for the smallest eigenvalue of the Hessian at every
	// point, also with methods that do not need the Hessian, and of large
	// problems.
	Eigenvalues bool
	// Trace, when set, is kept up to date during the run, so that something is
	// there when the goroutine is ended from outside, or the cell given up.
	Trace *Trace
}

func (s Settings) completed() Settings {
	if s.Context == nil {
		s.Context = context.Background()
	}
	if s.GradientTolerance == 0 {
		s.GradientTolerance = 1e-8
	}
	if s.Iterations == 0 {
		s.Iterations = 10000
	}
	return s
}
