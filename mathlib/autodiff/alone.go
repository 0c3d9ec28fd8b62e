package autodiff

// Alone returns a recording of its own of what computes the numbers ys from
// the numbers xs, each made by [Tape.Variable]: there xs are the inputs, and
// whatever else was recorded on t is a constant. It is what recording an inner
// function without the outer one would have given, so its sweeps compute what
// an operator outside of other functions does, to the last bit. The new tape
// is to be released; kinks stay with t.
func (t *Tape) Alone(ys, xs []Real) (*Tape, []Real) {
	alone := NewTape()
	first, last := xs[0].I, int32(0)
	for _, x := range xs {
		first = min(first, x.I)
		alone.Input(x.V)
	}
	for _, y := range ys {
		last = max(last, y.I)
	}
	to := make([]uint32, max(0, last-first+1)) // the new number of a node; 0: a constant
	for i, x := range xs {
		if x.I <= last {
			to[x.I-first] = uint32(i + 1)
		}
	}
	number := func(i uint32) uint32 {
		if int32(i) < first {
			return 0
		}
		return to[int32(i)-first]
	}
	for i := range to {
		nd := t.nodes[first+int32(i)]
		a, b := nd.a&operand, nd.b
		na, nb := number(a), number(b)
		if to[i] != 0 || na == 0 && nb == 0 {
			continue
		}
		switch {
		case a != 0 && na == 0:
			nd.aux = t.nodes[a].v
		case b != 0 && nb == 0:
			nd.aux = t.nodes[b].v
		}
		to[i] = uint32(alone.record(nd.op(), nd.v, nd.aux, int32(na), int32(nb)).I)
	}
	list := make([]Real, len(ys))
	for i, y := range ys {
		list[i] = Real{V: y.V, I: int32(number(uint32(y.I)))}
	}
	return alone, list
}
