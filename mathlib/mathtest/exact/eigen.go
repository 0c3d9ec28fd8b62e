package exact

// Eigenvalues returns the eigenvalues of a symmetric matrix in no particular
// order, by Jacobi's rotations. It changes h.
func Eigenvalues(h [][]Number) []Number {
	n := len(h)
	for range 60 {
		size, off := zero(), zero()
		for i := range n {
			for j := range n {
				q := mul(h[i][j], h[i][j])
				size = add(size, q)
				if i != j {
					off = add(off, q)
				}
			}
		}
		if off.Sign() == 0 || off.MantExp(nil) < size.MantExp(nil)-precision {
			break
		}
		for i := range n {
			for j := i + 1; j < n; j++ {
				rotate(h, i, j)
			}
		}
	}
	values := make([]Number, n)
	for i := range n {
		values[i] = h[i][i]
	}
	return values
}

// rotate makes h[p][q] zero (Golub and Van Loan, 8.4.2).
func rotate(h [][]Number, p, q int) {
	if h[p][q].Sign() == 0 {
		return
	}
	tau := div(sub(h[q][q], h[p][p]), shift(h[p][q], 1))
	root := zero().Sqrt(add(New(1), mul(tau, tau)))
	if tau.Sign() < 0 {
		root.Neg(root)
	}
	t := div(New(1), add(tau, root))
	c := div(New(1), zero().Sqrt(add(New(1), mul(t, t))))
	s := mul(t, c)
	for k := range h {
		a, b := h[k][p], h[k][q]
		h[k][p], h[k][q] = sub(mul(c, a), mul(s, b)), add(mul(s, a), mul(c, b))
	}
	for k := range h {
		a, b := h[p][k], h[q][k]
		h[p][k], h[q][k] = sub(mul(c, a), mul(s, b)), add(mul(s, a), mul(c, b))
	}
}
