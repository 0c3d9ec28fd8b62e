package descent

// A Reason says why a run ended.
type Reason int

const (
	// Unfinished: the run has not ended.
	Unfinished Reason = iota
	// Minimum: the gradient vanishes and every eigenvalue of the Hessian is
	// positive by more than its error.
	Minimum
	// Stationary: the gradient vanishes, and the Hessian has no negative
	// eigenvalue, but not only positive ones, within its error and what it
	// changes by up to the critical point itself: second order does not decide.
	Stationary
	// NegativeCurvature: the gradient vanishes at a point that is no minimum:
	// there is a direction along which the second derivative is below 0 by
	// more than its proven error.
	NegativeCurvature
	// ApparentNegativeCurvature is NegativeCurvature with a Hessian by finite
	// differences, whose error is an estimate.
	ApparentNegativeCurvature
	// Unexamined: the gradient vanishes; the Hessian is too large to be looked
	// at, or not finite.
	Unexamined
	// NotSmooth: the gradient vanishes by convention only, at a point where
	// the function is not differentiable.
	NotSmooth
	// Stalled: the method found no better point, though the gradient is not
	// within the tolerance. The trace's Detail says more.
	Stalled
	// WrongGradient: the run came to rest where the problem's Gradient says so,
	// but that is not the gradient of F.
	WrongGradient
	// Diverged: the value or the gradient is no longer finite, or beyond all
	// bounds.
	Diverged
	// IterationLimit: as many steps were taken as the settings allow.
	IterationLimit
	// Cancelled: the context was cancelled.
	Cancelled
	// Stopped: the progress callback returned false.
	Stopped
	// Interrupted: the user of a notebook has interrupted the run.
	Interrupted
)

var reasons = map[Reason]string{
	Unfinished:                "not finished",
	Minimum:                   "stationary, and the Hessian is positive definite",
	Stationary:                "stationary; the Hessian has no certain negative eigenvalue, but may be singular",
	NegativeCurvature:         "stationary, but the Hessian has certified negative curvature",
	ApparentNegativeCurvature: "stationary, but the Hessian by finite differences has negative curvature",
	Unexamined:                "stationary; the Hessian was not examined",
	NotSmooth:                 "stationary by convention; the function is not differentiable here",
	Stalled:                   "no better point found",
	WrongGradient:             "the gradient given with the problem is not that of its function",
	Diverged:                  "diverged",
	IterationLimit:            "as many steps as allowed",
	Cancelled:                 "cancelled",
	Stopped:                   "stopped by the progress callback",
	Interrupted:               "interrupted",
}

// String returns the reason in words.
func (r Reason) String() string { return reasons[r] }

// Success reports whether the run ended at a point that may be a minimum as far
// as second derivatives can tell.
func (r Reason) Success() bool { return r == Minimum || r == Stationary }
