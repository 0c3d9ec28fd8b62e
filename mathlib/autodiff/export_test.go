package autodiff

// Registered returns how many functions the table holds.
func Registered() int {
	registry.Lock()
	defer registry.Unlock()
	return len(registry.entries)
}

// Edges returns how many edges the last Hessian needed at a time.
func (t *Tape) Edges() int { return len(t.work.edges) - 1 }
