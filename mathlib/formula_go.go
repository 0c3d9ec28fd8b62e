package mathlib

import (
	"math/big"
	"strconv"
	"strings"
)

// A goWriter writes formulas as Go expressions.
type goWriter struct{}

func (w goWriter) sum(s sumLayout) string {
	if len(s) == 0 {
		return "0"
	}
	var b strings.Builder
	for i, f := range s {
		b.WriteString(joint(i, f.negative))
		over := w.product(f.over)
		if len(f.under) > 0 && constantParts(f.over) && constantParts(f.under) && !strings.ContainsAny(over, ".e") {
			over += ".0" // not a division of integers
		}
		b.WriteString(over)
		switch {
		case len(f.under) == 1 && !strings.ContainsAny(w.part(f.under[0]), "*"):
			b.WriteString("/" + w.part(f.under[0]))
		case len(f.under) > 0:
			b.WriteString("/(" + w.product(f.under) + ")")
		}
	}
	return b.String()
}

func constantParts(parts []part) bool {
	for _, p := range parts {
		if p.number == "" {
			return false
		}
	}
	return true
}

func (w goWriter) product(parts []part) string {
	s := make([]string, len(parts))
	for i, p := range parts {
		s[i] = w.part(p)
	}
	return strings.Join(s, "*")
}

func (w goWriter) part(p part) string {
	var base string
	switch {
	case p.number != "":
		base = goNumber(p.number)
	case p.a != nil:
		base = w.atom(p)
	default:
		base = w.sum(p.sum)
	}
	switch {
	case p.exponent != nil:
		return "math.Pow(" + base + ", " + w.sum(p.exponent) + ")"
	case p.d == 2 && p.n == 1:
		return "math.Sqrt(" + base + ")"
	case p.d == 2:
		return "math.Pow(" + base + ", " + strconv.Itoa(p.n) + ".0/2)"
	case p.n == 2 && p.a != nil && p.a.kind == variableAtom:
		return base + "*" + base
	case p.n > 1:
		return "math.Pow(" + base + ", " + strconv.Itoa(p.n) + ")"
	case p.a == nil && p.number == "":
		return "(" + base + ")"
	}
	return base
}

// goNumber writes an integer that is too long for one as a float.
func goNumber(s string) string {
	if v, ok := new(big.Int).SetString(s, 10); ok && !v.IsInt64() {
		return s + ".0"
	}
	return s
}

// goFunctions are the functions whose name in package math has more than its
// first letter in upper case.
var goFunctions = map[string]string{"roundtoeven": "RoundToEven", "jn": "Jn", "yn": "Yn"}

func (w goWriter) atom(p part) string {
	switch p.a.kind {
	case constantAtom:
		return "math.Pi"
	case variableAtom:
		return p.a.name
	}
	args := make([]string, len(p.args))
	for i, u := range p.args {
		args[i] = w.sum(u)
	}
	u := strings.Join(args, ", ")
	n := p.a.index
	switch p.a.name {
	case "lgamma":
		return "func() float64 { v, _ := math.Lgamma(" + u + "); return v }()"
	case "jn", "yn":
		name := "math." + goFunctions[p.a.name]
		if n < 2 {
			return strings.TrimSuffix(name, "n") + strconv.Itoa(n) + "(" + u + ")"
		}
		return name + "(" + strconv.Itoa(n) + ", " + u + ")"
	case "polygamma":
		if n == 0 {
			return "mathext.Digamma(" + u + ")"
		}
		sign := "-"
		if n%2 == 1 {
			sign = ""
		}
		order := strconv.Itoa(n + 1)
		return "(" + sign + "math.Gamma(" + order + ")*mathext.Zeta(" + order + ", " + u + "))"
	}
	name, ok := goFunctions[p.a.name]
	if !ok {
		name = strings.ToUpper(p.a.name[:1]) + p.a.name[1:]
	}
	return "math." + name + "(" + u + ")"
}
