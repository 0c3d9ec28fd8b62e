package mathlib

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A textWriter writes formulas as plain text: 6xy, 2·w1·(w2 - 1), x²/(y + 1).
type textWriter struct {
	tight bool // all names have one letter, so that they may stand side by side
}

func (w textWriter) sum(s sumLayout) string {
	if len(s) == 0 {
		return "0"
	}
	var b strings.Builder
	for i, f := range s {
		b.WriteString(joint(i, f.negative))
		b.WriteString(w.product(f.over))
		switch {
		case len(f.under) == 1:
			b.WriteString("/" + w.part(f.under[0]))
		case len(f.under) > 1:
			b.WriteString("/(" + w.product(f.under) + ")")
		}
	}
	return b.String()
}

// joint is what stands before the i-th term of a sum.
func joint(i int, negative bool) string {
	switch {
	case i > 0 && negative:
		return " - "
	case i > 0:
		return " + "
	case negative:
		return "-"
	}
	return ""
}

func (w textWriter) product(parts []part) string {
	var b strings.Builder
	for i, p := range parts {
		if i > 0 && !(w.tight && sideBySide(parts[i-1], p)) {
			b.WriteString("·")
		}
		b.WriteString(w.part(p))
	}
	return b.String()
}

// sideBySide reports whether two factors need nothing between them.
func sideBySide(p, q part) bool {
	if p.exponent != nil || strings.Contains(p.number, "e") || p.number == "" && (p.a == nil || p.a.kind == functionAtom) {
		return false
	}
	return q.a != nil && q.a.kind != functionAtom || q.a == nil && q.sum != nil
}

func (w textWriter) part(p part) string {
	base := p.number
	switch {
	case p.a == nil && p.sum != nil:
		base = "(" + w.sum(p.sum) + ")"
	case p.a == piAtom:
		base = "π"
	case p.a != nil:
		base = w.atom(p)
	}
	switch {
	case p.exponent != nil:
		e := w.sum(p.exponent)
		if p.a != nil && p.a.kind == functionAtom {
			base = "(" + base + ")"
		}
		if utf8.RuneCountInString(e) > 1 {
			e = "(" + e + ")"
		}
		return base + "^" + e
	case p.d == 2 && p.n == 1:
		return "√" + base
	case p.d == 2:
		return base + "^(" + strconv.Itoa(p.n) + "/2)"
	}
	return base + exponentText(p.n)
}

func (w textWriter) atom(p part) string {
	name := p.a.name
	switch {
	case p.a.kind == variableAtom:
		return name
	case name == "abs":
		return "|" + w.sum(p.args[0]) + "|"
	case name == "jn", name == "yn":
		name = strings.ToUpper(name[:1]) + subscript(p.a.index)
	case name == "polygamma" && p.a.index == 0:
		name = "digamma"
	case name == "polygamma" && p.a.index == 1:
		name = "trigamma"
	case name == "polygamma":
		name += subscript(p.a.index)
	}
	args := make([]string, len(p.args))
	for i, u := range p.args {
		args[i] = w.sum(u)
	}
	return name + "(" + strings.Join(args, ", ") + ")"
}

var (
	superscripts = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")
	subscripts   = strings.NewReplacer("0", "₀", "1", "₁", "2", "₂", "3", "₃", "4", "₄", "5", "₅", "6", "₆", "7", "₇", "8", "₈", "9", "₉")
)

// exponentText writes an exponent; nothing for 1.
func exponentText(n int) string {
	if n <= 1 {
		return ""
	}
	return superscripts.Replace(strconv.Itoa(n))
}

func subscript(n int) string { return subscripts.Replace(strconv.Itoa(n)) }
