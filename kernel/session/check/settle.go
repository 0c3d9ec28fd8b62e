package check

import (
	"fmt"
	"go/ast"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/gonabla/nabla/kernel/session/edit"
	"github.com/gonabla/nabla/kernel/session/scope"
)

// settle composes the file and checks it until nothing is left to mend.
func (k *checker) settle() (*Result, error) {
	// Every round leaves out or mends something; no cell needs many.
	for range 100 {
		d := k.compose()
		c, err := k.typecheck(d.Bytes())
		if err != nil {
			return nil, Diagnostics{{Message: "the cell was put together wrongly, please report it: " + err.Error()}}
		}
		own, mended := k.mend(d, c)
		if len(own) > 0 || len(k.early) > 0 {
			return nil, k.diagnose(d, c, own)
		}
		if !mended {
			if errs := k.refuseUntyped(); errs != nil {
				return nil, errs
			}
			return k.result(d, c), nil
		}
	}
	return nil, Diagnostics{{Message: "the cell was put together wrongly, please report it: mending it does not end"}}
}

// refuseUntyped reports variables whose type the first check did not find,
// though nothing else is wrong.
func (k *checker) refuseUntyped() Diagnostics {
	var errs Diagnostics
	for _, it := range k.items {
		if it.hidden {
			errs = append(errs, Diagnostic{k.cell.Name, it.line, it.column,
				"the type of " + strings.Join(it.names, ", ") + " depends on something that this cell declares later; write the type"})
		}
	}
	if errs == nil {
		return nil
	}
	return errs
}

// compose writes the file: what is needed of earlier cells, the variables, the
// definitions of the cell, and one function with its statements.
func (k *checker) compose() *draft {
	d := &draft{}
	k.useFlags()
	k.useStandIns()
	own := slices.Concat(k.was, k.vars, k.defs)
	defs := k.unshadow(slices.Concat(k.earlier(own), own))
	d.header(k.importsOf(defs))
	for _, x := range slices.Concat(defs, k.consts) {
		d.def(x)
	}
	for _, it := range k.items {
		if it.hidden {
			h := *it
			h.lead, h.text = "var ", strings.Replace(it.text, ":=", " =", 1)
			d.item(&h, k.cell.Name)
		}
	}
	fmt.Fprintf(d, "func %s() {\n", k.runName())
	k.resetFlags(d)
	k.writeStandIns(d)
	k.composeBody(d)
	d.WriteString("}\n")
	return d
}

// composeBody writes the statements; init functions run after the variables
// that stand first, main after everything, as in a program.
func (k *checker) composeBody(d *draft) {
	rest := k.items
	for len(rest) > 0 && rest[0].spec {
		k.composeItem(d, rest[0])
		rest = rest[1:]
	}
	for _, name := range k.inits {
		fmt.Fprintf(d, "%s()\n", name)
	}
	for _, it := range rest {
		k.composeItem(d, it)
	}
	if k.main != "" {
		fmt.Fprintf(d, "%s()\n", k.main)
	}
}

func (k *checker) composeItem(d *draft, it *item) {
	if !it.hidden {
		d.item(it, k.cell.Name)
	}
}

// mend removes the errors that are none in a notebook. It returns those that
// remain, and whether it changed anything.
func (k *checker) mend(d *draft, c *checked) (own []types.Error, mended bool) {
	var unused []types.Error
	broken := map[string]types.Error{}
	for _, e := range c.errs {
		seg := d.at(c.offset(e.Pos))
		switch {
		case strings.HasPrefix(e.Msg, "label "):
			if k.dropLabel(d, c, e) {
				mended = true
			} else {
				own = append(own, e)
			}
		case strings.Contains(e.Msg, "declared and not used"):
			unused = append(unused, e)
		case strings.Contains(e.Msg, " imported ") && strings.HasSuffix(e.Msg, "and not used"):
			mended = k.dropImport(c, e) || mended
		case seg != nil && seg.def != nil && seg.def.Unit != k.env.Unit && !k.wants(seg.def):
			broken[seg.def.Name] = e
		default:
			own = append(own, e)
		}
	}
	if len(own) > 0 {
		return own, false
	}
	for _, name := range slices.Sorted(maps.Keys(broken)) {
		k.setAside(name, broken[name])
		mended = true
	}
	if len(broken) > 0 {
		return nil, true // places have moved: unused variables come up again
	}
	for _, e := range unused {
		if !k.use(d, c, e) {
			return []types.Error{e}, false
		}
		mended = true
	}
	for i := range d.segments {
		d.segments[i].write()
	}
	return nil, mended
}

// wants reports whether the cell itself names an earlier definition.
func (k *checker) wants(d *scope.Def) bool {
	for _, p := range k.cell.Pieces {
		if slices.Contains(p.Uses, d.Name) {
			return true
		}
	}
	return false
}

// oneLine makes one line of a message with details below it.
var oneLine = strings.NewReplacer("\n\thave ", ": have ", "\n\twant ", ", want ", "\n\t", " ", "\n", " ")

func (k *checker) setAside(name string, e types.Error) {
	if _, told := k.aside[name]; !told {
		k.aside[name] = e
	}
}

// dropLabel leaves out a label that nothing uses.
func (k *checker) dropLabel(d *draft, c *checked, e types.Error) bool {
	if !strings.HasSuffix(e.Msg, " declared and not used") {
		return false
	}
	at := c.offset(e.Pos)
	seg := d.at(at)
	path := enclosing(c.file, e.Pos)
	for i := len(path) - 1; i >= 0 && seg != nil; i-- {
		if l, ok := path[i].(*ast.LabeledStmt); ok {
			colon := c.offset(l.Colon)
			seg.edits = append(seg.edits, edit.Replacement{Start: at - seg.start, End: colon + 1 - seg.start, Text: strings.Repeat(" ", colon+1-at)})
			return true
		}
	}
	return false
}

// dropImport leaves out an import that nothing uses.
func (k *checker) dropImport(c *checked, e types.Error) bool {
	for _, s := range c.file.Imports {
		if s.Pos() <= e.Pos && e.Pos <= s.End() {
			path, _ := strconv.Unquote(s.Path.Value)
			k.dropped[s.Name.Name+" "+path] = true
			return true
		}
	}
	return false
}

// use mends an unused variable.
func (k *checker) use(d *draft, c *checked, e types.Error) bool {
	at := c.offset(e.Pos)
	seg := d.at(at)
	if seg == nil {
		return false
	}
	name := strings.TrimSuffix(strings.TrimPrefix(e.Msg, "declared and not used: "), " declared and not used")
	start, end, text := mendUnused(c, e.Pos, name)
	if start < seg.start || end > seg.end {
		return false
	}
	seg.edits = append(seg.edits, edit.Replacement{Start: start - seg.start, End: end - seg.start, Text: text})
	return true
}

// result says what the cell means and what it adds.
func (k *checker) result(d *draft, c *checked) *Result {
	r := &Result{
		Src: d.Bytes(), Fset: c.fset, File: c.file, Types: c.pkg, Info: c.info,
		Run: k.runName(), Alias: k.alias, Called: k.written,
	}
	for _, s := range d.segments {
		if s.def != nil && s.def.Kind != scope.Var && s.def.Unit != k.env.Unit {
			r.Sound = append(r.Sound, s.def.Name)
		}
		if s.def != nil && s.def.Kind == scope.Var && s.def.Unit != k.env.Unit && k.alias[s.def.Name] == "" {
			r.Carry = append(r.Carry, s.def.Name)
		}
	}
	for _, x := range k.defs {
		if x.Name != k.main && !slices.Contains(k.inits, x.Name) && x.Name != "_" {
			r.Change.Defs = append(r.Change.Defs, x)
		}
	}
	for _, v := range k.vars {
		if v.Unit == k.env.Unit {
			r.Change.Defs = append(r.Change.Defs, v)
		} else {
			r.Change.Kept = append(r.Change.Kept, v.Name)
		}
	}
	r.Change.Defs = append(r.Change.Defs, k.constDefs(c.info, c.pkg)...)
	r.Change.Imports = slices.Clone(k.imports)
	for _, d := range r.Change.Defs {
		if d.Kind != scope.Var {
			describe(d, c.pkg)
		}
	}
	for a, path := range k.spelled {
		r.Change.Imports = append(r.Change.Imports, scope.Import{Name: a, Path: path})
	}
	k.noteBroken(r)
	r.Aside = map[string]string{}
	for name, e := range k.aside {
		p := e.Fset.Position(e.Pos)
		r.Aside[name] = fmt.Sprintf("%s (%s, line %d) no longer compiles and is left out: %s", name, p.Filename, p.Line, oneLine.Replace(e.Msg))
	}
	return r
}
