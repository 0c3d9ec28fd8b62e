package notebooks

// gradientAndJacobian is the example f = (x₁² + x₂, x₁·x₂) at (1, 2) and other
// points. The expected values are exact unless digits are given.
var gradientAndJacobian = []workedExample{
	{"example", "f(1, 2)", "3, 2", `\{(.*)\}`},
	{"gradient", "∇f₁(1, 2)", "[2] [1]", `(?s)(\[2\].*\])`},
	{"directions", "greatest rate, √5", "2.2360679775", `√5 = (\S+)`},
	{"directions", "rate along (2, 1) and against it", "2.2360679775, -2.2360679775", `(?s)26\.57°\s+(\S+).*206\.57°\s+(\S+)`},
	{"directions", "rate across the gradient", "0", `116\.57°\s+(\S+)`},
	{"jacobian", "J(1, 2)", "[2 1] [2 1]", `(?s)(\[.*\])`},
	{"jacobian-checked", "rows of J and gradients of f₁, f₂", "[2 1], [2 1], [2 1], [2 1]",
		`row 1 of J: (\[.*?\]).*f1: (\[.*\])\nrow 2 of J: (\[.*?\]).*f2: (\[.*\])`},
	{"transpose", "shapes of Jacobian and gradient of f₁", "1 × 2, 2 × 1", `(?s)Jacobian of f₁: (.*?)\n.*gradient of f₁: (.*?)\n`},
	{"points", "det J and rank at (1, 2)", "0, 1", `\(1, 2\)\s+\[.*\]\s+(\S+)\s+(\d)`},
	{"points", "singular values at (1, 2)", "3.16227766, 0", `\(1, 2\).*\s(\S+)  (\S+)\s+true`},
	{"points", "J, det J at (1, 1)", "[2 1] [1 1], 1", `\(1, 1\)\s+(\[.*\])\s+(\S+)`},
	{"points", "singular values at (1, 1)", "2.618034, 0.381966", `\(1, 1\).*\s(\S+)  (\S+)\s+false`},
	{"points", "J, det J at (2, 3)", "[4 1] [3 2], 5", `\(2, 3\)\s+(\[.*\])\s+(\S+)`},
	{"jvp", "J (1, -1)", "[1 1], [1 1]", `J v by the matrix:\s+(.*)\nJ v along the line:\s+(.*)\n`},
	{"jvp", "(1, 1) J", "[4 2], [4 2]", `wᵀJ by the matrix:\s+(.*)\nwᵀJ as a gradient:\s+(.*)\n`},
	{"linearisation", "f(1.01, 1.98) predicted, and in fact", "(3, 2), (3.0001, 1.9998)", `predicted = (.*)\nf\(x \+ s\)  = (.*)\n`},
	{"hessians", "Hessians of f₁ and f₂", "[2 0] [0 0], [0 1] [1 0]", `(?s)H_1 =\n(.*?)\nH_2 =\n(\[.*?\]\n\[.*?\])`},
	{"hessians", "their eigenvalues", "[0 2], [-1 1]", `H1: (.*)\n.*H2: (.*)\n`},
	{"saddle", "f₂ at the origin", "strict saddle", `f₂ at the origin: (.*)\n`},
	{"differences", "error of forward differences, h = 0.1 and 1e-3", "0.1, 1e-3", `1e-01\s+(\S+)(?s:.*)1e-03\s+(\S+)`},
	{"differences", "error of both differences at h = 1e-8", "1.2e-8, 1.2e-8", `1e-08\s+(\S+)\s+(\S+)`},
	{"exact", "deviation of the recorded Jacobian", "0", `formulas: (\S+)`},
	{"clipping", "clipped gradient", "[0.894427191] [0.4472135955]", `(?s)(\[0.8.*\])`},
}
