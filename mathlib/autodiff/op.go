package autodiff

// An op is the kind of a recorded operation. The rules for its value's error
// and its partial derivatives are in the files rule_*.go.
type op uint8

const (
	opInput op = iota

	opAdd
	opSub
	opMul
	opDiv
	opNeg
	opFMA // product + addend, rounded once

	opSelect // Abs, Max, Min with the winner as first operand, the loser as second
	opAbs
	opCopy // Float32, Nextafter: the derivative is that of the operand
	opStep // Floor and kin: the derivative is 0; aux is the step function
	opMod  // x - n·y with a whole n, which follows from the values
	opRemainder

	opSqrt
	opCbrt
	opHypot
	opPow

	opExp
	opExp2
	opExpm1
	opLog
	opLog2
	opLog10
	opLog1p

	opSin // aux: the cosine
	opCos // aux: the sine
	opTan
	opAsin
	opAcos
	opAtan
	opAtan2

	opSinh
	opCosh
	opTanh
	opAsinh
	opAcosh
	opAtanh

	opErf
	opErfc
	opErfinv
	opErfcinv
	opGamma
	opLgamma
	opJn // aux: the order
	opYn // aux: the order

	opPolygamma // a derivative of the logarithm of Gamma; aux: the order, 0 for ψ
)

// linear reports whether every second partial derivative of the operation is
// identically zero. It depends on the kind alone, never on values: a curvature
// that vanishes at one point must not vanish from the structure.
func (o op) linear() bool {
	switch o {
	case opInput, opAdd, opSub, opNeg, opFMA, opSelect, opAbs, opCopy, opStep, opMod, opRemainder:
		return true
	}
	return false
}
