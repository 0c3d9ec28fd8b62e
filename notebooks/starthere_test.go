package notebooks

// startHere has no tutorial behind it: these are its own numbers.
var startHere = []workedExample{
	{"first", "x++ and 2x", "42", `(\d+)`},
	{"counter", "a closure that goes on counting", "123, 123", `(.*)`},
	{"redefine", "a method replaced", "7, 5", `(.*)`},
	{"after", "a variable after a panic", "7", `(.*)`},
	{"loss", "∇L(0, 0) of the line through four points", "[-35] [-12]", `(?s)(\[-35\].*\])`},
	{"hessian", "its Hessian", "[15 5] [5 2]", `(?s)(\[.*\])`},
	{"formula-of", "its gradient as a formula", "[15w + 5b - 35] [5w + 2b - 12]", `(?s)(\[.*\])`},
	{"classify", "the point (2, 1)", "strict minimum, 0.299390, 16.7006", `(?s)^(.*?) at.*Hessian (\S+), (\S+), within`},
	{"minimize", "where BFGS ends", "(2, 1)", `minimum at (\(.*?\))`},
}
