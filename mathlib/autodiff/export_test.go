package autodiff

// Registered returns how many functions the table holds.
func Registered() int {
	registry.Lock()
	defer registry.Unlock()
	return len(registry.entries)
}
