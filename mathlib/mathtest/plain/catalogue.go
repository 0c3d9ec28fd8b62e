package plain

// A Function is a plain Go function of several numbers.
type Function struct {
	Name string
	F    func(x []float64) float64
}

// Functions is the catalogue.
var Functions = []Function{
	// polynomials.go
	{"horner", horner},
	{"tripleRoot", tripleRoot},
	{"wilkinson", wilkinson},
	{"rootProduct", rootProduct},
	{"chebyshev", chebyshev},
	{"legendre", legendre},
	{"powerSum", powerSum},
	{"symmetricPolynomials", symmetricPolynomials},
	{"himmelblau", himmelblau},
	{"beale", beale},
	{"wood", wood},
	{"powellSingular", powellSingular},

	// rational.go
	{"continuedFraction", continuedFraction},
	{"padeExponential", padeExponential},
	{"parallelResistance", parallelResistance},
	{"moebius", moebius},
	{"barycentric", barycentric},
	{"runge", runge},
	{"reciprocalDifference", reciprocalDifference},
	{"michaelisMenten", michaelisMenten},

	// elementary.go
	{"exponentialTower", exponentialTower},
	{"sinc", sinc},
	{"softplus", softplus},
	{"tanhNest", tanhNest},
	{"hyperbolics", hyperbolics},
	{"logTrigonometric", logTrigonometric},
	{"mutualPowers", mutualPowers},
	{"versine", versine},
	{"exponentialRatio", exponentialRatio},
	{"inverseTrigonometric", inverseTrigonometric},
	{"ackley", ackley},
	{"griewank", griewank},
	{"rastrigin", rastrigin},
	{"wavelet", wavelet},

	// special.go
	{"normalProbability", normalProbability},
	{"blackScholes", blackScholes},
	{"beta", beta},
	{"logBinomial", logBinomial},
	{"drum", drum},
	{"besselWronskian", besselWronskian},
	{"diffraction", diffraction},
	{"stirling", stirling},
	{"probit", probit},

	// loops.go
	{"newtonRoot", newtonRoot},
	{"kepler", kepler},
	{"arithmeticGeometric", arithmeticGeometric},
	{"logisticMap", logisticMap},
	{"fibonacci", fibonacci},
	{"simpson", simpson},
	{"compensated", compensated},
	{"halvings", halvings},
	{"pairs", pairs},
	{"taylorExponential", taylorExponential},
	{"zeta", zeta},

	// steps.go
	{"eulerDecay", eulerDecay},
	{"pendulum", pendulum},
	{"predators", predators},
	{"heat", heat},
	{"orbit", orbit},
	{"gradientSteps", gradientSteps},

	// matrices.go
	{"cofactors", cofactors},
	{"determinant", determinant},
	{"hilbertSolution", hilbertSolution},
	{"choleskyLogarithm", choleskyLogarithm},
	{"tridiagonal", tridiagonal},
	{"powerTrace", powerTrace},
	{"rayleigh", rayleigh},
	{"matrixExponential", matrixExponential},

	// networks.go
	{"perceptron", perceptron},
	{"logSumExp", logSumExp},
	{"crossEntropy", crossEntropy},
	{"attention", attention},
	{"convolution", convolution},
	{"normalised", normalised},
	{"gelu", gelu},
	{"recurrent", recurrent},

	// physics.go
	{"lennardJones", lennardJones},
	{"morse", morse},
	{"ionChain", ionChain},
	{"vanDerWaals", vanDerWaals},
	{"planck", planck},
	{"bend", bend},
	{"doublePendulum", doublePendulum},
	{"relativisticEnergy", relativisticEnergy},
	{"haversine", haversine},
	{"arrhenius", arrhenius},
	{"debyeHueckel", debyeHueckel},
	{"lens", lens},

	// statistics.go
	{"normalLikelihood", normalLikelihood},
	{"logisticRegression", logisticRegression},
	{"poissonRegression", poissonRegression},
	{"studentLikelihood", studentLikelihood},
	{"weibullLikelihood", weibullLikelihood},
	{"gammaLikelihood", gammaLikelihood},
	{"gaussianProcess", gaussianProcess},
	{"varianceOnePass", varianceOnePass},
	{"correlation", correlation},
	{"huber", huber},
	{"mixture", mixture},

	// geometry.go
	{"heron", heron},
	{"smallRoot", smallRoot},
	{"polygonArea", polygonArea},
	{"powerNorm", powerNorm},
	{"chainedHypot", chainedHypot},
	{"geometricMean", geometricMean},
	{"triangleWave", triangleWave},
	{"spline", spline},
	{"medianOfThree", medianOfThree},
	{"shiftedSquares", shiftedSquares},
	{"crossRatio", crossRatio},
}
