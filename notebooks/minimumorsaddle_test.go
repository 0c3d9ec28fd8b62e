package notebooks

// minimumOrSaddle is the loss L = (1 - w₁w₂)² and its critical points.
var minimumOrSaddle = []workedExample{
	{"loss", "∇L(0, 0)", "[0] [0]", `(?s)(\[0\].*\])`},
	{"hessian", "H(0, 0)", "[0 -2] [-2 0]", `(?s)(\[.*\])`},
	{"classify-origin", "the origin", "strict saddle", `^(.*?) at`},
	{"classify-origin", "eigenvalues at the origin", "-2, 2", `eigenvalues of the Hessian (.*?), within`},
	{"fd-hessian", "gonum's differences at (1, 1): entry and eigenvalues", "2.0005657054, -0.0005657, 4.0005657",
		`(2\.0005657054)(?s:.*?)(-0\.0005657) and (4\.0005657)`},
	{"newton", "first step of Newton from (0.1, 0.1)", "-0.0020618556701, -0.0020618556701", `\((-0\.00206\d+), (-0\.00206\d+)\)`},
	{"saddle-free", "steps of saddle-free Newton until L = 0", "8", `(8)  \(1\.0000000000000`},
	{"conserved", "w₁² - w₂² at the start and at the end", "0.21, 0.1965", `start: (\S+)\n.*end:\s+(\S+)`},
	{"reduced", "λ, b, c of the reduced quartic", "4, -1.41421356237, 0.25", `λ  = (\S+)\nb  = (\S+).*\nc  = (\S+)`},
	{"peano", "Peano: λ, b, c, c*", "λ = 2, b = -4, c = 3, c* = -1", `(λ = .*)\n`},
	{"three-factors", "H(1, 1, 1) with three factors", "[2 2 2] [2 2 2] [2 2 2]", `(?s)(\[.*\])`},
}
