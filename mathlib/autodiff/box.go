package autodiff

// A Boxed is what a twin's interface value holds in the place of a T: the
// lifted value, and in its type the name of what it stands for, so that
// methods are found by it. L is the lifted form of T.
type Boxed[T, L any] struct{ Value L }
