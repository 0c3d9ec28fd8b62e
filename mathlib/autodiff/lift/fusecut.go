package lift

// maxPiece is the most operations of a piece.
const maxPiece = 24

// operations returns how many different operations a term has.
func (t *term) operations() (n int) {
	t.each(map[*term]bool{}, func(t *term) {
		if t.l != nil {
			n++
		}
	})
	return n
}

// each calls part for every different part of a term, in the order in which
// they first occur in its text.
func (t *term) each(seen map[*term]bool, part func(*term)) {
	if seen[t] {
		return
	}
	seen[t] = true
	if t.l != nil {
		t.l.each(seen, part)
	}
	if t.r != nil {
		t.r.each(seen, part)
	}
	part(t)
}

// leaves returns the different leaves of a kind, in the order of the text.
func (t *term) leaves(op string) (list []*term) {
	t.each(map[*term]bool{}, func(l *term) {
		if l.op == op {
			list = append(list, l)
		}
	})
	return list
}

// active reports whether the term depends on the arguments.
func (t *term) active() bool { return len(t.leaves(activeLeaf)) > 0 }

// pieces writes a term as calls of pieces.
func (w *writer) pieces(t *term) string { return w.piece(t).text }

// piece writes an active term as the call of a piece, which is a leaf of what
// is around it.
func (w *writer) piece(t *term) *term {
	if t.l == nil {
		return t
	}
	t, added := w.cut(t)
	w.fusedAway += t.operations() - 1
	return &term{op: activeLeaf, text: w.callPiece(t, added)}
}

// cut replaces parts of a term by pieces of their own until at most two active
// leaves are left, not counting the returned one, which is only added to.
func (w *writer) cut(t *term) (_, added *term) {
	for t.operations() > maxPiece || len(t.leaves(activeLeaf)) > 2 {
		if cut, z := w.cutSum(t); z != nil {
			return cut, z
		}
		c := *t
		if c.r == nil || len(c.l.leaves(activeLeaf)) > len(c.r.leaves(activeLeaf)) ||
			len(c.l.leaves(activeLeaf)) == len(c.r.leaves(activeLeaf)) && c.l.operations() >= c.r.operations() {
			c.l = w.piece(c.l)
		} else {
			c.r = w.piece(c.r)
		}
		t = &c
	}
	return t, nil
}

// cutSum makes a part that the rest is only added to a piece of its own, so
// that the rest, as large as possible, has at most two active leaves.
func (w *writer) cutSum(t *term) (_, added *term) {
	best := []*term(nil) // from t down to the part
	addends(t, nil, func(path []*term) {
		rest, _ := replaced(t, path, &term{op: activeLeaf})
		n := len(rest.leaves(activeLeaf)) - 1
		size := rest.operations()
		if part := path[len(path)-1]; n <= 2 && size <= maxPiece && part.active() {
			if best == nil || part.operations() < best[len(best)-1].operations() {
				best = append([]*term(nil), path...)
			}
		}
	})
	if best == nil {
		return nil, nil
	}
	return replaced(t, best, w.fresh(best[len(best)-1]))
}

// fresh returns a term's piece as a leaf that is no other one.
func (w *writer) fresh(t *term) *term {
	leaf := *w.piece(t)
	return &leaf
}

// addends calls part for every part that the rest of t is only added to, with
// the path to it: the left operands of sums and differences, the right ones of
// sums.
func addends(t *term, path []*term, part func(path []*term)) {
	if t.r == nil || t.op != "+" && t.op != "-" {
		return
	}
	part(append(path, t.l))
	addends(t.l, append(path, t.l), part)
	if t.op == "+" {
		part(append(path, t.r))
		addends(t.r, append(path, t.r), part)
	}
}

// replaced returns t with the part at the end of the path replaced by leaf.
func replaced(t *term, path []*term, leaf *term) (_, added *term) {
	if len(path) == 0 {
		return leaf, leaf
	}
	c := *t
	if c.l == path[0] && (c.r != path[0] || c.op == "-") {
		c.l, _ = replaced(c.l, path[1:], leaf)
	} else {
		c.r, _ = replaced(c.r, path[1:], leaf)
	}
	return &c, leaf
}
