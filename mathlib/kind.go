package mathlib

// A Kind is the nature of a point of a function.
type Kind int

const (
	// Undecided: critical within the tolerance, but neither proof nor evidence
	// tells what it is.
	Undecided Kind = iota
	// NotCritical: the gradient is not zero.
	NotCritical
	// StrictMinimum: every eigenvalue of the Hessian is positive.
	StrictMinimum
	// StrictMaximum: every eigenvalue of the Hessian is negative.
	StrictMaximum
	// StrictSaddle: the Hessian has positive and negative eigenvalues.
	StrictSaddle
	// DegenerateMinimum: an isolated minimum, by derivatives of higher order.
	DegenerateMinimum
	// DegenerateMaximum: an isolated maximum, by derivatives of higher order.
	DegenerateMaximum
	// DegenerateSaddle: neither a minimum nor a maximum, by derivatives of
	// higher order.
	DegenerateSaddle
	// ValleyOfMinima: a minimum, with others as low next to it.
	ValleyOfMinima
	// RidgeOfMaxima: a maximum, with others as high next to it.
	RidgeOfMaxima
	// Flat: the function is constant.
	Flat
	// NotSmooth: the function is not differentiable there.
	NotSmooth
)

var kindNames = [...]string{
	Undecided: "undecided", NotCritical: "not critical",
	StrictMinimum: "strict minimum", StrictMaximum: "strict maximum", StrictSaddle: "strict saddle",
	DegenerateMinimum: "degenerate minimum", DegenerateMaximum: "degenerate maximum", DegenerateSaddle: "degenerate saddle",
	ValleyOfMinima: "valley of minima", RidgeOfMaxima: "ridge of maxima", Flat: "flat", NotSmooth: "not smooth",
}

// String returns the kind in words: "strict minimum", "valley of minima" and so
// on.
func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindNames) {
		return kindNames[Undecided]
	}
	return kindNames[k]
}
