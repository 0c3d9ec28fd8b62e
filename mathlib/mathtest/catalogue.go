package mathtest

// A Problem is a function of n numbers with its exact value, gradient and
// Hessian (row by row) at a point.
type Problem struct {
	Name     string
	F        func(x []float64) float64
	X        []float64
	Value    float64
	Gradient []float64
	Hessian  []float64
}

// A FieldProblem is a function with several results and its exact Jacobian (row
// by row) at a point.
type FieldProblem struct {
	Name     string
	F        func(x []float64) []float64
	X        []float64
	Value    []float64
	Jacobian []float64
}

// A Truth is what a critical point really is.
type Truth string

const (
	NotCritical Truth = "not critical"
	Minimum     Truth = "strict minimum"
	Maximum     Truth = "strict maximum"
	Saddle      Truth = "strict saddle"
	Valley      Truth = "valley of minima"
	Ridge       Truth = "ridge of maxima"
	Degenerate  Truth = "degenerate minimum"    // strict, by higher order
	Peak        Truth = "degenerate maximum"    // strict, by higher order
	Pass        Truth = "degenerate saddle"     // neither, by higher order
	Flat        Truth = "flat"                  // constant
	NotSmooth   Truth = "not smooth"            // at a kink
	Shallow     Truth = "hard strict minimum"   // strict, with a tiny eigenvalue
	Hidden      Truth = "minimum beyond proof"  // a strict minimum that terms up to some degree do not show
	Crooked     Truth = "saddle in a zero mode" // strict saddle with zero eigenvalues
)

// Verdict returns what a classification must say.
func (t Truth) Verdict() string {
	switch t {
	case Shallow:
		return string(Minimum)
	case Crooked:
		return string(Saddle)
	case Hidden:
		return "undecided"
	}
	return string(t)
}

// A CriticalPoint is a point of a function and the truth about it.
type CriticalPoint struct {
	Name        string
	F           func(x []float64) float64
	X           []float64
	Eigenvalues []float64 // of the Hessian, ascending; nil where there is none
	Truth       Truth
}
