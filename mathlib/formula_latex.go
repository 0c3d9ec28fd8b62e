package mathlib

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A latexWriter writes formulas as LaTeX, without delimiters.
type latexWriter struct{}

func (w latexWriter) sum(s sumLayout) string {
	if len(s) == 0 {
		return "0"
	}
	var b strings.Builder
	for i, f := range s {
		b.WriteString(joint(i, f.negative))
		over := w.product(f.over, len(f.under) > 0)
		if len(f.under) > 0 {
			over = `\frac{` + over + `}{` + w.product(f.under, true) + `}`
		}
		b.WriteString(over)
	}
	return b.String()
}

// product writes factors; bare: a single sum needs no parentheses.
func (w latexWriter) product(parts []part, bare bool) string {
	if bare && len(parts) == 1 && parts[0].a == nil && parts[0].sum != nil && parts[0].exponent == nil &&
		parts[0].n <= 1 && parts[0].d <= 1 {
		return w.sum(parts[0].sum)
	}
	s := make([]string, len(parts))
	for i, p := range parts {
		s[i] = w.part(p)
	}
	return strings.Join(s, " ")
}

func (w latexWriter) part(p part) string {
	if p.d == 2 && p.n == 1 {
		if p.a != nil || p.number != "" {
			p.d = 1
			return `\sqrt{` + w.part(p) + `}`
		}
		return `\sqrt{` + w.sum(p.sum) + `}`
	}
	exponent := ""
	switch {
	case p.exponent != nil:
		exponent = `^{` + w.sum(p.exponent) + `}`
	case p.d == 2:
		exponent = `^{` + strconv.Itoa(p.n) + `/2}`
	case p.n > 1:
		exponent = `^{` + strconv.Itoa(p.n) + `}`
	}
	switch {
	case p.number != "":
		return latexText(p.number) + exponent
	case p.a != nil:
		return w.atom(p, exponent)
	}
	return parenthesised(w.sum(p.sum)) + exponent
}

func parenthesised(s string) string { return `\left(` + s + `\right)` }

// latexFunctions are the functions that LaTeX, or a sign, has a name for.
var latexFunctions = map[string]string{
	"sin": `\sin`, "cos": `\cos`, "tan": `\tan`, "asin": `\arcsin`, "acos": `\arccos`, "atan": `\arctan`,
	"sinh": `\sinh`, "cosh": `\cosh`, "tanh": `\tanh`, "log": `\ln`, "log2": `\log_{2}`, "log10": `\log_{10}`,
	"gamma": `\Gamma`, "erfinv": `\operatorname{erf}^{-1}`, "erfcinv": `\operatorname{erfc}^{-1}`,
	"asinh": `\operatorname{arsinh}`, "acosh": `\operatorname{arcosh}`, "atanh": `\operatorname{artanh}`,
}

// atom writes an atom with its exponent.
func (w latexWriter) atom(p part, exponent string) string {
	if p.a.kind == constantAtom {
		return `\pi` + exponent
	}
	if p.a.kind == variableAtom {
		return latexName(p.a.name) + exponent
	}
	u := w.sum(p.args[0])
	arguments := parenthesised(u)
	name := `\operatorname{` + p.a.name + `}`
	switch p.a.name {
	case "abs":
		return `\left|` + u + `\right|` + exponent
	case "cbrt":
		return wrap(`\sqrt[3]{`+u+`}`, exponent)
	case "exp":
		return wrap(`e^{`+u+`}`, exponent)
	case "exp2":
		return wrap(`2^{`+u+`}`, exponent)
	case "expm1":
		return parenthesised(`e^{`+u+`} - 1`) + exponent
	case "log1p":
		return wrap(`\ln`+parenthesised("1 + "+u), exponent)
	case "lgamma":
		return wrap(`\ln\left|\Gamma`+arguments+`\right|`, exponent)
	case "floor":
		return `\left\lfloor ` + u + `\right\rfloor` + exponent
	case "ceil":
		return `\left\lceil ` + u + `\right\rceil` + exponent
	case "jn", "yn":
		name = strings.ToUpper(p.a.name[:1]) + `_{` + strconv.Itoa(p.a.index) + `}`
		return wrap(name+arguments, exponent)
	case "polygamma":
		name = `\psi`
		if p.a.index > 0 {
			name += `^{(` + strconv.Itoa(p.a.index) + `)}`
		}
		return wrap(name+arguments, exponent)
	case "atan2", "mod", "remainder":
		return wrap(name+parenthesised(u+", "+w.sum(p.args[1])), exponent)
	}
	if n, ok := latexFunctions[p.a.name]; ok {
		name = n
	}
	if strings.HasSuffix(name, "}") || p.exponent != nil {
		return wrap(name+arguments, exponent)
	}
	return name + exponent + arguments
}

// wrap puts an exponent to what has one of its own.
func wrap(s, exponent string) string {
	if exponent == "" {
		return s
	}
	return parenthesised(s) + exponent
}

// greek are the names of letters that LaTeX has signs for.
var greek = strings.Fields("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi rho sigma tau upsilon phi chi psi omega " +
	"Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega pi")

// latexName sets a name: digits at its end, and what follows an underscore,
// are its subscript.
func latexName(name string) string {
	base, sub, _ := strings.Cut(name, "_")
	if digits := strings.TrimRightFunc(base, unicode.IsDigit); digits != "" && digits != base && sub == "" {
		base, sub = digits, base[len(digits):]
	}
	s := base
	switch {
	case slices.Contains(greek, base):
		s = `\` + base
	case len([]rune(base)) != 1:
		s = `\mathit{` + strings.ReplaceAll(base, "_", `\_`) + `}`
	}
	if sub != "" {
		s += `_{` + strings.ReplaceAll(sub, "_", `\_`) + `}`
	}
	return s
}
