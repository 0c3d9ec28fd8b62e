package descent

// A Method is a way to go down. The types of this package that end in a method
// String are the methods; their zero values work.
type Method interface {
	// String returns the method's name.
	String() string
	// minimize goes down from r's point until r.more says that it is enough.
	minimize(r *run)
}

// Minimize looks for a minimum of the problem by the method and returns what
// happened. It panics when the problem is incomplete, or lacks what the method
// needs.
func Minimize(p Problem, m Method, s Settings) Trace {
	r := newRun(p.completed(), m, s.completed())
	r.down(m)
	r.publish()
	return *r.trace
}
