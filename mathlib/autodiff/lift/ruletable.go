package lift

// This file says what has a counterpart on recording numbers.

// The packages that have a counterpart on recording numbers, with the same
// names, in which every function and method takes the tape first.
const (
	floatsPath  = "gonum.org/v1/gonum/floats"
	matPath     = "gonum.org/v1/gonum/mat"
	mathlibPath = "github.com/gonabla/nabla/mathlib"
	slicesPath  = "slices"
	sortPath    = "sort"
	rulesPath   = "github.com/gonabla/nabla/mathlib/rules/"
)

// counterparts are the names of the packages' counterparts, which are below
// rulesPath, and what each certainly has.
var counterparts = map[string]struct{ name, mention string }{
	floatsPath:  {"floats", "Dot"},
	matPath:     {"mat", "Dot"},
	mathlibPath: {"operators", "Derivative"},
	slicesPath:  {"slices", "Max"},
	sortPath:    {"sort", "Float64s"},
}

// ruleTypes are the types with a counterpart, and their methods.
var ruleTypes = map[string]map[string]map[string]bool{
	matPath: {
		"Matrix":    setOf("At Dims T"),
		"Vector":    setOf("At AtVec Dims Len T"),
		"Symmetric": setOf("At Dims SymmetricDim T"),
		"Dense": setOf("Add Apply At Augment CloneFrom ColView Copy Dims DivElem Exp Inverse IsEmpty Kronecker Mul MulElem Norm Outer " +
			"Pow Product RankOne RawMatrix RawRowView Reset ReuseAs RowView Scale Set SetCol SetRow Slice Solve Stack Sub T Trace Zero"),
		"VecDense": setOf("AddScaledVec AddVec At AtVec CloneFromVec CopyVec Dims DivElemVec IsEmpty Len MulElemVec MulVec Norm " +
			"RawVector Reset ReuseAsVec ScaleVec SetVec SliceVec SolveVec SubVec T TVec Zero"),
		"SymDense": setOf("AddSym At CopySym Dims IsEmpty Norm RankTwo Reset ReuseAsSym ScaleSym SetSym SymOuterK SymRankK SymRankOne " +
			"SymmetricDim T Trace Zero"),
		"Cholesky": setOf("Det Factorize InverseTo IsEmpty LogDet SolveTo SolveVecTo SymmetricDim"),
		"LU":       setOf("Det Dims Factorize LogDet SolveTo SolveVecTo"),
		"QR":       setOf("Dims Factorize SolveTo SolveVecTo"),
	},
	mathlibPath: {
		"Number": {}, "Vector": {}, "Matrix": {}, "Symmetric": {},
		"Series": setOf("At Derivative Order"),
	},
}

// ruleFields are the fields that the counterparts of mathlib's types have.
var ruleFields = setOf("Value Method VecDense Dense SymDense Coefficients")

// ruleFunctions are the functions with a counterpart.
var ruleFunctions = map[string]map[string]bool{
	floatsPath: setOf("Add AddConst AddScaled AddScaledTo AddTo Argsort Count CumProd CumSum Distance Div DivTo Dot Equal EqualApprox " +
		"HasNaN LogSpan LogSumExp Max MaxIdx Min MinIdx Mul MulTo NearestIdx Norm Prod Reverse Scale ScaleTo Span Sub SubTo Sum " +
		"SumCompensated Within"),
	matPath: setOf("Col DenseCopyOf Det Dot Inner LogDet Max Min NewDense NewSymDense NewVecDense Norm Row Sum Trace VecDenseCopyOf"),
	mathlibPath: setOf("Derivative DerivativeFunc Directional Gradient GradientFunc GradientTo Hessian HessianDiag HessianDiagTo " +
		"HessianTo HessianVec HessianVecTo Jacobian JacobianTo JacobianVec JacobianVecTo Laplacian Taylor TaylorAlong " +
		"ValueAndDerivative ValueAndDirectional ValueAndGradient ValueAndHessian ValueAndHessianDiag ValueAndHessianVec " +
		"ValueAndJacobian ValueAndLaplacian ValueAndVecJacobian VecJacobian VecJacobianTo"),
	slicesPath: setOf("All Backward Clip Clone Concat Contains ContainsFunc Delete Equal Grow Index IndexFunc Insert IsSorted Max " +
		"MaxFunc Min MinFunc Repeat Reverse Sort SortFunc SortStableFunc Values"),
	sortPath: setOf("Float64s"),
}

// ruleOfNumbers are the functions of package slices that have a counterpart for
// slices of numbers alone.
var ruleOfNumbers = setOf("All Backward Contains Equal Index IsSorted Max Min Sort Values")

// ruleGrows are those that make or grow a slice.
var ruleGrows = setOf("Clone Concat Grow Insert")

// ruleTargets are the methods that store in their first argument, not in their
// receiver.
var ruleTargets = setOf("InverseTo SolveTo SolveVecTo")

// ruleWrites are the functions that store in an argument, and which.
var ruleWrites = map[string]int{
	"floats.Add": 0, "floats.AddConst": 1, "floats.AddScaled": 0, "floats.AddScaledTo": 0, "floats.AddTo": 0, "floats.CumProd": 0,
	"floats.Argsort": 0, "floats.CumSum": 0, "floats.LogSpan": 0, "floats.Span": 0, "floats.Div": 0, "floats.DivTo": 0, "floats.Mul": 0, "floats.MulTo": 0, "floats.Reverse": 0, "floats.Scale": 1,
	"floats.ScaleTo": 0, "floats.Sub": 0, "floats.SubTo": 0, "mat.Col": 0, "mat.Row": 0,
	"mathlib.GradientTo": 0, "mathlib.HessianTo": 0, "mathlib.HessianDiagTo": 0, "mathlib.HessianVecTo": 0, "mathlib.JacobianTo": 0,
	"mathlib.JacobianVecTo": 0, "mathlib.VecJacobianTo": 0,
	"slices.Delete": 0, "slices.Insert": 0, "slices.Reverse": 0, "slices.Sort": 0, "slices.SortFunc": 0, "slices.SortStableFunc": 0,
	"sort.Float64s": 0,
}

// ruleReads are the methods that do not store in their receiver.
var ruleReads = setOf("At AtVec ColView Derivative Det Dims IsEmpty Len LogDet Norm Order RawMatrix RawRowView RawVector RowView Slice " +
	"SliceVec SymmetricDim T TVec Trace")

// ruleShares are the functions and methods whose results share memory with
// their arguments or receivers. Those that return where they stored share too.
var ruleShares = setOf("Clip ColView Grow NewDense NewSymDense NewVecDense RawMatrix RawRowView RawVector RowView Slice SliceVec T TVec")

// ruleCopies are those that copy the elements of all slices they are given.
var ruleCopies = setOf("Clone Concat Repeat")
