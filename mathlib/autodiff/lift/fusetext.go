package lift

import (
	"fmt"
	"strings"
)

// fusedPieces are the functions that fused twins of a file call, one for each
// form of a piece.
type fusedPieces struct {
	names map[string]string // by form
	order []string          // the names
	texts []string          // in this order
}

// callPiece writes the call of the function for a piece. added is the operand
// that is only added to, if any.
func (w *writer) callPiece(t, added *term) string {
	names := map[*term]string{}
	var leaves []*term
	args := []string{"nabla_t"}
	t.each(map[*term]bool{}, func(l *term) {
		if l.l == nil && l.op != literal {
			names[l] = fmt.Sprintf("%s%d", l.op, len(leaves))
			leaves = append(leaves, l)
			args = append(args, l.text)
		}
	})
	form := t.format(func(l *term) string { return names[l] })
	if strings.HasPrefix(form, "(") {
		form = form[1 : len(form)-1]
	}
	key := form
	if added != nil {
		key += " on " + names[added]
	}
	name, ok := w.l.pieces.names[key]
	if !ok {
		name = fmt.Sprintf("nabla_fused%d", len(w.l.pieces.names)+1)
		text := w.pieceText(name, form, t, added, leaves, names)
		if text == "" {
			name = ""
		}
		w.l.pieces.add(key, name, text)
	}
	if name == "" { // some derivative is no float64
		return w.l.onTape(t, func(l *term) string { return l.text })
	}
	return name + "(" + strings.Join(args, ", ") + ")"
}

// pieceText writes the function for a piece; "" if it cannot.
func (w *writer) pieceText(name, form string, t, added *term, leaves []*term, names map[*term]string) string {
	d := &derivation{
		sheet: &sheet{names: map[string]value{}, scaled: map[string]product{}},
		pkg:   w.l.pkg(), names: names, done: map[*term]dual{},
	}
	if t.calls() {
		d.math = w.l.importName("math")
	}
	for _, l := range t.leaves(activeLeaf) {
		switch {
		case l == added:
		case d.x == nil:
			d.x = l
		default:
			d.y = l
		}
	}
	r := d.of(t)
	if d.bad {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "// %s is %s.\nfunc %s(%s) %s {\n", name, form, name, w.l.parameters(leaves, names), w.l.real())
	done := map[string]bool{}
	d.write(&b, done, r.v, r.x, r.y, r.xx, r.xy, r.yy)
	if sum := r.variable(); t.divides() && sum != "" {
		fmt.Fprintf(&b, "\tif d := %s; d-d != 0 {\n\t\treturn %s\n\t}\n", sum, w.l.onTape(t, func(l *term) string { return names[l] }))
	}
	bends := 0
	for i, v := range []value{r.xx, r.xy, r.yy} {
		if !v.is(0) {
			bends |= 1 << i
		}
	}
	id := func(l *term) string {
		if l == nil {
			return "0"
		}
		return names[l] + ".I"
	}
	fmt.Fprintf(&b, "\treturn nabla_t.Fused(%d, %s, %s, %s, %s, %s, %s, %s, %s, %s)\n}\n", bends, r.v.text,
		id(d.x), id(d.y), id(added), r.x.text, r.y.text, r.xx.text, r.xy.text, r.yy.text)
	return b.String()
}

// variable returns the sum of the derivatives that are not known numbers.
func (r *dual) variable() string {
	var list []string
	seen := map[string]bool{}
	for _, v := range []value{r.x, r.y, r.xx, r.xy, r.yy} {
		if !v.known && !seen[v.text] {
			seen[v.text] = true
			list = append(list, v.text)
		}
	}
	return strings.Join(list, " + ")
}

// parameters writes the parameters of the function for a piece.
func (l *lifter) parameters(leaves []*term, names map[*term]string) string {
	text := "nabla_t *" + l.pkg() + ".Tape"
	types := map[string]string{activeLeaf: l.real(), plainLeaf: "float64"}
	for i, leaf := range leaves {
		text += ", " + names[leaf]
		if i+1 == len(leaves) || leaves[i+1].op != leaf.op {
			text += " " + types[leaf.op]
		}
	}
	return text
}

// onTape writes a term as operations of the tape.
func (l *lifter) onTape(t *term, leaf func(*term) string) string {
	constant := func(text string) string { return l.pkg() + ".Constant(" + text + ")" }
	switch {
	case t.op == literal:
		return constant(number(t.k))
	case t.op == plainLeaf:
		return constant(leaf(t))
	case t.l == nil:
		return leaf(t)
	}
	name := map[string]string{"+": "Add", "-": "Sub", "*": "Mul", "/": "Div"}[t.op]
	args := l.onTape(t.l, leaf)
	switch {
	case t.r != nil:
		args += ", " + l.onTape(t.r, leaf)
	case t.op == "-":
		name = "Neg"
	case t.op == power:
		name, args = t.op, args+", "+constant(number(float64(t.n)))
	default:
		name = t.op
	}
	return "nabla_t." + name + "(" + args + ")"
}

// calls reports whether a term has functions of package math.
func (t *term) calls() bool {
	return t.l != nil && (fusedFunctions[t.op] || t.l.calls() || t.r != nil && t.r.calls())
}

// divides reports whether a term has operations with derivatives that can be
// infinite at a finite point. Where they are, the operations are recorded one by
// one: there may be a kink, and what is multiplied by 0 may vanish.
func (t *term) divides() bool {
	switch {
	case t.l == nil:
		return false
	case t.op == "/", t.op == "Exp", t.op == "Log", t.op == "Sqrt", t.op == power && t.n < 0:
		return true
	}
	return t.l.divides() || t.r != nil && t.r.divides()
}
