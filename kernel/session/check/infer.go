package check

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// infer type-checks the statements as the body of a function, where := means
// what it means in Go. Most errors are not reported yet: the second check finds
// them again, in their final form.
func (k *checker) infer() {
	if !k.needsTypes() {
		return
	}
	for {
		d := k.composeBodyAlone()
		c, err := k.typecheck(d.Bytes())
		if err != nil {
			return // the second check says so
		}
		stmts := k.statements(c.body(k.runName()))
		if len(stmts) != len(k.items) {
			return
		}
		if k.startAfresh(c) || k.restoreMeanings(c) {
			continue
		}
		for i, it := range k.items {
			k.decideShow(c, it, stmts[i])
		}
		k.declareVariables(c, k.declarations(c, stmts))
		k.early = append(k.earlyErrors(c), k.refuseBothMeanings(c)...)
		k.renamePackages(c, d)
		for i, it := range k.items {
			k.rewrite(c, it, stmts[i])
		}
		return
	}
}

// needsTypes reports whether there is anything to infer.
func (k *checker) needsTypes() bool {
	for _, it := range k.items {
		if len(it.names) > 0 || it.show != plain {
			return true
		}
	}
	return false
}

// composeBodyAlone writes the file of the first check. Where a name is declared
// a second time, a block begins that goes on to the end, so that Go takes it
// for another variable.
func (k *checker) composeBodyAlone() *draft {
	d := &draft{}
	defs := k.unshadow(append(k.earlier(k.defs), k.defs...))
	d.header(k.importsOf(defs))
	for _, x := range append(defs, k.consts...) {
		d.def(x)
	}
	fmt.Fprintf(d, "func %s() {\n", k.runName())
	blocks := 1
	declared := map[string]bool{}
	for _, it := range k.items {
		if it.fresh = it.fresh || it.redeclares(declared); it.fresh {
			d.WriteString("{\n")
			clear(declared)
			blocks++
		}
		for _, name := range it.names {
			declared[name] = true
		}
		lead, after := it.lead, "\n"
		if it.list {
			lead, after = "_ = []any{", "}\n"
		}
		d.place(lead, k.cell.Name, it.line, it.column)
		it.start = d.Len()
		d.WriteString(it.text)
		d.WriteString(after)
	}
	d.WriteString(strings.Repeat("}\n", blocks))
	return d
}

// redeclares reports whether Go would refuse the item because the names are
// declared already: := needs a new one, var only new ones.
func (it *item) redeclares(declared map[string]bool) bool {
	old, fresh := false, false
	for _, name := range it.names {
		if name != "_" {
			old, fresh = old || declared[name], fresh || !declared[name]
		}
	}
	return old && (it.spec || !fresh)
}

// startAfresh finds declarations like x, y := "a", 1 that give an older x a
// value of another type. It is another x then, as it would be in a later cell.
func (k *checker) startAfresh(c *checked) (found bool) {
	for _, e := range c.errs {
		it := k.itemAt(c.offset(e.Pos))
		if it != nil && len(it.names) > 1 && !it.spec && !it.fresh && strings.Contains(e.Msg, "in assignment") && outsideLiterals(c, e.Pos) {
			it.fresh, found = true, true
		}
	}
	return found
}

// itemAt returns the item that holds an offset of the file of the first check.
func (k *checker) itemAt(offset int) *item {
	for _, it := range k.items {
		if it.start <= offset && offset <= it.start+len(it.text) {
			return it
		}
	}
	return nil
}

// statements returns the statement of each item, going into the blocks that
// begin with one.
func (k *checker) statements(list []ast.Stmt) []ast.Stmt {
	var stmts []ast.Stmt
	for _, it := range k.items {
		if it.fresh && len(list) == 1 {
			if b, ok := list[0].(*ast.BlockStmt); ok {
				list = b.List
			}
		}
		if len(list) == 0 {
			return nil
		}
		stmts, list = append(stmts, list[0]), list[1:]
	}
	return stmts
}

// earlyErrors returns what only the first check can see, since variables at
// package level have no order: names that are used above their declaration, and
// what keeps a variable's type from being known. Within function literals a
// later variable may be used: they run later.
func (k *checker) earlyErrors(c *checked) Diagnostics {
	var errs []types.Error
	for _, e := range c.errs {
		it := k.itemAt(c.offset(e.Pos))
		if it == nil || strings.Contains(e.Msg, "declared and not used") {
			continue
		}
		name, undefined := strings.CutPrefix(e.Msg, "undefined: ")
		later := k.declaredBelow(it, name)
		switch {
		case undefined && later != nil && outsideLiterals(c, e.Pos):
			if e.Msg += fmt.Sprintf(" here: it is declared on line %d", later.line); it.spec && later.spec {
				e.Msg = fmt.Sprintf("initialization cycle: %s needs %s", name, strings.Join(it.names, ", "))
			}
			errs = append(errs, e)
		case it.hidden && (!undefined || later == nil):
			errs = append(errs, e)
		}
	}
	return report(c.fset, errs)
}

func (k *checker) declaredBelow(it *item, name string) *item {
	at := slices.Index(k.items, it)
	for _, later := range k.items[at:] {
		if slices.Contains(later.names, name) {
			return later
		}
	}
	return nil
}

// outsideLiterals reports whether no function literal holds pos.
func outsideLiterals(c *checked, pos token.Pos) bool {
	return !slices.ContainsFunc(enclosing(c.file, pos), func(n ast.Node) bool {
		_, ok := n.(*ast.FuncLit)
		return ok
	})
}
