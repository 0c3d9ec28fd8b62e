package autodiff

// The accuracy of package math's functions, in units of roundoff (2⁻⁵³) of the
// result. They are twice or more what was the worst over two hundred thousand
// arguments each against 40-digit values; Go documents no bound.
const (
	ulpsExp     = 4
	ulpsLog     = 4
	ulpsTrig    = 4
	ulpsHyper   = 8
	ulpsPlain   = 4
	ulpsPow     = 4
	ulpsSpecial = 64
)

func libraryUlps(o op) float64 {
	switch o {
	case opExp, opExp2, opExpm1:
		return ulpsExp
	case opLog, opLog2, opLog10, opLog1p:
		return ulpsLog
	case opSinh, opCosh, opTanh, opAsinh, opAcosh, opAtanh:
		return ulpsHyper
	case opErf, opErfc:
		return ulpsSpecial
	}
	return ulpsPlain
}
