package autodiff

// Append is append for twins. What it returns has the capacity that a slice of
// the original's elements, of type T, would have: when the same slice is
// appended to twice, that decides whether both write to the same memory.
func Append[T any, S ~[]E, E any](s S, v ...E) S {
	n := len(s) + len(v)
	if n <= cap(s) {
		return append(s, v...)
	}
	grown := append(make([]T, len(s), cap(s)), make([]T, len(v))...)
	r := make(S, n, cap(grown))
	copy(r, s)
	copy(r[len(s):], v)
	return r
}
