package autodiff

// Registered returns how many functions the table holds.
func Registered() int {
	registry.Lock()
	defer registry.Unlock()
	return len(registry.entries)
}

// Edges returns how many edges the last Hessian needed at a time.
func (t *Tape) Edges() int { return len(t.work.edges) - 1 }

// SetMaxMoves changes how long the program for a Hessian may become; the result
// undoes that.
func SetMaxMoves(n int) (undo func()) {
	was := maxMoves
	maxMoves = n
	return func() { maxMoves = was }
}
