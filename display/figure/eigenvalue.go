package figure

// An eigenvalue is one with the bound of its error.
type eigenvalue struct{ value, bound float64 }

// sign is the certain sign of an eigenvalue, 0 within the band.
func (e eigenvalue) sign() int {
	switch {
	case e.value > e.bound:
		return 1
	case e.value < -e.bound:
		return -1
	}
	return 0
}

// signSymbol is the end of a stem: its form tells the sign as well.
func signSymbol(sign int) symbol {
	switch sign {
	case 1:
		return symbol{form: circle, color: blue}
	case -1:
		return symbol{form: diamond, color: vermilion}
	}
	return symbol{form: square, color: middleGrey, hollow: true}
}

// zeroSymbol is for eigenvalues that are certainly 0.
var zeroSymbol = symbol{form: square, color: pale}

// symbol is that of an eigenvalue.
func (e eigenvalue) symbol() symbol {
	if e.sign() == 0 && e.bound == 0 {
		return zeroSymbol
	}
	return signSymbol(e.sign())
}
