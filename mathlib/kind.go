package mathlib

// A Kind is the nature of a point of a function.
type Kind int

const (
	// Undecided: critical within the tolerance, but second order does not tell
	// what it is, or cannot be trusted to.
	Undecided Kind = iota
	// NotCritical: the gradient is not zero.
	NotCritical
	// StrictMinimum: every eigenvalue of the Hessian is positive.
	StrictMinimum
	// StrictMaximum: every eigenvalue of the Hessian is negative.
	StrictMaximum
	// StrictSaddle: the Hessian has positive and negative eigenvalues.
	StrictSaddle
)

// String returns "not critical", "strict minimum", "strict maximum", "strict
// saddle" or "undecided".
func (k Kind) String() string {
	switch k {
	case NotCritical:
		return "not critical"
	case StrictMinimum:
		return "strict minimum"
	case StrictMaximum:
		return "strict maximum"
	case StrictSaddle:
		return "strict saddle"
	}
	return "undecided"
}
