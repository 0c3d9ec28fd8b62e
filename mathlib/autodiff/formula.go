package autodiff

// An Operation is one recorded operation, for those who replay a recording on
// something else than numbers.
type Operation struct {
	// Func is the function of package math that was recorded, or one of
	// "Input", "Add", "Sub", "Mul", "Div", "Neg" and "Polygamma". "Select" picks X, the
	// winner of a Max, Min or Dim, over Y; "Copy" is X,
	// and "Rounded" X in another format.
	Func  string
	X, Y  Real // the operands, constants among them; Y only of functions of two
	Order int  // of "Jn", "Yn" and "Polygamma", the derivatives of [Digamma]
	Value float64
}

// operationNames are the names of the kinds whose name tells everything.
var operationNames = [...]string{
	opInput: "Input", opAdd: "Add", opSub: "Sub", opMul: "Mul", opDiv: "Div", opNeg: "Neg", opFMA: "Add",
	opSelect: "Select", opAbs: "Abs", opMod: "Mod", opRemainder: "Remainder",
	opSqrt: "Sqrt", opCbrt: "Cbrt", opHypot: "Hypot", opPow: "Pow",
	opExp: "Exp", opExp2: "Exp2", opExpm1: "Expm1",
	opLog: "Log", opLog2: "Log2", opLog10: "Log10", opLog1p: "Log1p",
	opSin: "Sin", opCos: "Cos", opTan: "Tan", opAsin: "Asin", opAcos: "Acos", opAtan: "Atan", opAtan2: "Atan2",
	opSinh: "Sinh", opCosh: "Cosh", opTanh: "Tanh", opAsinh: "Asinh", opAcosh: "Acosh", opAtanh: "Atanh",
	opErf: "Erf", opErfc: "Erfc", opErfinv: "Erfinv", opErfcinv: "Erfcinv",
	opGamma: "Gamma", opLgamma: "Lgamma", opJn: "Jn", opYn: "Yn", opPolygamma: "Polygamma",
}

// stepNames are the names of the step functions by their aux values.
var stepNames = [...]string{
	stepFloor: "Floor", stepCeil: "Ceil", stepTrunc: "Trunc", stepRound: "Round", stepRoundToEven: "RoundToEven",
	stepLogb: "Logb",
}

// Operation returns the i-th operation that was recorded, 1 ≤ i ≤ [Tape.Len];
// the inputs come first. Its operands were recorded before it.
func (t *Tape) Operation(i int) Operation {
	nd := &t.nodes[i]
	o := Operation{X: t.operandOf(nd, nd.a&operand), Value: nd.v}
	switch k := nd.op(); k {
	case opStep:
		o.Func = stepNames[int(nd.aux)]
	case opJn, opYn, opPolygamma:
		o.Func, o.Order = operationNames[k], int(nd.aux)
	case opCopy:
		if o.Func = "Rounded"; nd.aux == nd.v { // as Nextafter and Float32 do not record it
			o.Func = "Copy"
		}
	case opInput:
		o.Func, o.X = operationNames[k], Real{}
	case opAdd, opSub, opMul, opDiv, opFMA, opSelect, opMod, opRemainder, opHypot, opPow, opAtan2:
		o.Func, o.Y = operationNames[k], t.operandOf(nd, nd.b)
	default:
		o.Func = operationNames[k]
	}
	return o
}

// operandOf returns the operand with the node number i of a node; 0 stands for
// the constant in aux.
func (t *Tape) operandOf(nd *node, i uint32) Real {
	if i == 0 {
		return Real{V: nd.aux}
	}
	return Real{V: t.nodes[i].v, I: int32(i)}
}

// Digamma returns the derivative of log Γ at x, which package math does not
// have.
func Digamma(x float64) float64 { return digamma(exact(x)).v }
