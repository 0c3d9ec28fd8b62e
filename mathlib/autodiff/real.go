package autodiff

// A Real is the number that twins compute with: a value and the node of the
// tape that produced it.
type Real struct {
	V float64 // the value
	I int32   // the node on the tape; 0: a constant, never recorded
}

// Constant returns v as a number that does not depend on the inputs.
func Constant(v float64) Real { return Real{V: v} }
