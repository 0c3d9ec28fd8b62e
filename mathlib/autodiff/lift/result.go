package lift

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// root asks for the instance that a candidate needs.
func (l *lifter) root(c *candidate) {
	key := instanceKey{forced: everyResult}
	var node ast.Node = c.lit
	if c.lit == nil {
		decl := l.decls[c.fn]
		if isGeneric(c.fn) {
			decl = l.concrete(c.id, c.fn)
		}
		sig := c.fn.Type().(*types.Signature)
		switch {
		case c.refused != "":
		case c.fn.Pkg() != nil && c.fn.Pkg().Path() == "math":
			return
		case decl == nil && isGeneric(c.fn) && c.fn.Pkg() == l.Types:
			c.refused = "generic function, at a type that only a function knows"
		case sig.Recv() != nil && c.method == nil, c.method != nil && c.method.Kind() != types.MethodVal:
			c.refused = "method expression"
		case decl == nil:
			c.refused = fmt.Sprintf("the source of %s is not at hand", c.fn.FullName())
		}
		node = decl
	}
	if c.refused != "" {
		return
	}
	key.node = node
	sig := l.signature(node)
	key.mask = l.mask(sig, func(i int) bool { return c.method == nil || i > 0 })
	c.instance = l.instance(key)
	if c.lit != nil {
		c.instance.of = c.name
	}
}

// result writes all twins and puts the edits together.
func (l *lifter) result(candidates []*candidate) *Result {
	r := &Result{}
	var before, after []Edit
	for _, c := range candidates {
		twin := l.twin(c, r)
		record := l.record(c)
		switch {
		case c.lit != nil:
			start, end := l.offset(c.node.Pos()), l.offset(c.node.End())
			before = append(before, Edit{start, start, l.pkg() + ".Pair("})
			after = append(after, Edit{end, end, ", " + twin + ", " + record + ")" + l.directive(c.node.End())})
		case c.method == nil && isGeneric(c.fn):
			l.pairGeneric(c, twin, record, &before, &after)
		case c.method != nil:
			l.pairMethod(c, twin, record, &before, &after)
		default:
			r.Register += fmt.Sprintf("%s.Register(%s, %s, %s)\n", l.pkg(), l.nameOf(c), twin, record)
		}
	}
	// At one place, what closes an inner literal comes before what closes the
	// one around it, and both before what opens the next.
	slices.Reverse(after)
	r.Edits = append(after, before...)
	sort.SliceStable(r.Edits, func(i, j int) bool { return r.Edits[i].Start < r.Edits[j].Start })
	r.Interfaces = l.interfaces()
	r.Append = l.declarations(candidates)
	text := r.Append + r.Register
	for _, e := range r.Edits {
		text += e.Text
	}
	r.Append += l.pieces.mentioned(text)
	declared := l.declaredTypes(text)
	r.Append += declared + l.unused(text+declared)
	return r
}

// nameOf writes the name of a function as the file uses it.
func (l *lifter) nameOf(c *candidate) string {
	if c.fn.Pkg() != nil && c.fn.Pkg() != l.Types {
		return l.importName(c.fn.Pkg().Path()) + "." + c.fn.Name()
	}
	return c.fn.Name()
}

// twin writes the candidate's twin as an expression, nil if there is none; the
// reason is noted in the candidate and the result.
func (l *lifter) twin(c *candidate, r *Result) string {
	pos := c.node.Pos()
	text := "nil"
	if c.instance == nil && c.refused == "" {
		text, c.refused = l.mathValue(c.fn, pos)
	} else if in := c.instance; in != nil {
		in.writeTwin()
		if c.method != nil && in.lifted(in.params[0]) && in.refusal == nil {
			in.refusal = &refusal{in.node.Pos(), "the method stores active numbers in its receiver"}
		}
		if ref, by := in.blame(map[*instance]bool{}); ref != nil {
			pos, c.refused = ref.pos, ref.reason
			if by != in {
				c.refused = fmt.Sprintf("in %s, which the function calls: %s", by.of, ref.reason)
			}
		} else if text = in.name; c.lit != nil {
			text = in.text
		}
	}
	if c.refused == "" {
		return text
	}
	r.Refusals = append(r.Refusals, Refusal{c.name, l.Fset.Position(pos), c.refused})
	p := l.position(pos)
	c.refused = fmt.Sprintf("%s, %s line %d", c.refused, p.Filename, p.Line)
	return "nil"
}

// blame returns the first refusal among the instance and those it uses.
func (in *instance) blame(seen map[*instance]bool) (*refusal, *instance) {
	if in.refusal != nil {
		return in.refusal, in
	}
	seen[in] = true
	for _, u := range in.uses {
		if seen[u] {
			continue
		}
		if r, by := u.blame(seen); r != nil {
			return r, by
		}
	}
	return nil, nil
}

// record writes the candidate's autodiff.Record.
func (l *lifter) record(c *candidate) string {
	var node ast.Node = c.node
	if c.lit == nil && l.decls[c.fn.Origin()] != nil {
		node = l.decls[c.fn.Origin()]
	}
	p := l.position(node.Pos())
	fields := []string{
		"Name: " + strconv.Quote(c.name),
		"File: " + strconv.Quote(p.Filename),
		"Line: " + strconv.Itoa(p.Line),
		"Source: " + strconv.Quote(l.sourceText(node)),
	}
	if names := l.captured(c); len(names) > 0 {
		fields = append(fields, fmt.Sprintf("Captured: %#v", names))
	}
	if c.refused != "" {
		fields = append(fields, "Refusal: "+strconv.Quote(c.refused))
	}
	if text := c.fused(); text != "" {
		fields = append(fields, "Fused: "+text)
	}
	return "&" + l.pkg() + ".Record{" + strings.Join(fields, ", ") + "}"
}

// sourceText returns the text of a node without line directives.
func (l *lifter) sourceText(n ast.Node) string {
	return withoutDirectives(string(l.source(n.Pos())[l.offset(n.Pos()):l.offset(n.End())]))
}

// captured returns the names of the variables that a literal captures.
func (l *lifter) captured(c *candidate) []string {
	if c.lit == nil {
		return nil
	}
	set := map[string]bool{}
	ast.Inspect(c.lit, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		v, ok := l.Info.Uses[id].(*types.Var)
		if ok && !v.IsField() && v.Pkg() == l.Types && (v.Pos() < c.lit.Pos() || v.Pos() >= c.lit.End()) {
			set[v.Name()] = true
		}
		return true
	})
	var names []string
	for n := range set {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

// declarations writes the twins of named functions, and the additions.
func (l *lifter) declarations(candidates []*candidate) string {
	needed, fused := map[*instance]bool{}, map[*instance]bool{}
	for _, c := range candidates {
		if c.instance != nil && c.refused == "" {
			c.instance.mark(needed)
		}
		if c.fused() != "" {
			c.instance.fusion.mark(c.instance, fused)
		}
	}
	var b strings.Builder
	for _, in := range l.append {
		if needed[in] {
			b.WriteString("\n" + in.text + "\n")
		}
		if fused[in] {
			b.WriteString("\n" + in.fusion.text + "\n")
		}
	}
	if len(needed) > 0 {
		for _, text := range l.additions.texts {
			b.WriteString("\n" + text)
		}
	}
	b.WriteString(l.typeNames(b.String()))
	return b.String()
}

func (in *instance) mark(needed map[*instance]bool) {
	if needed[in] {
		return
	}
	needed[in] = true
	for _, u := range in.uses {
		u.mark(needed)
	}
}
