package check

import (
	"fmt"
	"go/ast"
	"go/token"
)

// mendUnused returns the replacement in the file that makes a variable used
// which is declared at pos: mostly "_ = x" as the next statement. Where no
// statement may follow, as in the head of a switch, the name gives way.
func mendUnused(c *checked, pos token.Pos, name string) (start, end int, text string) {
	at := func(p token.Pos) (int, int, string) {
		return c.offset(p), c.offset(p), fmt.Sprintf("; _ = %s; ", name)
	}
	path := enclosing(c.file, pos)
	for i := len(path) - 1; i > 0; i-- {
		stmt, ok := path[i].(ast.Stmt)
		if !ok {
			continue
		}
		switch parent := path[i-1].(type) {
		case *ast.BlockStmt, *ast.CaseClause:
			return following(c, stmt, pos, name)
		case *ast.CommClause:
			if parent.Comm == stmt {
				return at(parent.Colon + 1)
			}
			return following(c, stmt, pos, name)
		case *ast.IfStmt:
			if parent.Init == stmt {
				return at(parent.Body.Lbrace + 1)
			}
		case *ast.ForStmt:
			return at(parent.Body.Lbrace + 1)
		case *ast.LabeledStmt:
			if _, ok := stmt.(*ast.RangeStmt); ok {
				return following(c, stmt, pos, name)
			}
		case *ast.TypeSwitchStmt:
			if a, ok := stmt.(*ast.AssignStmt); ok && parent.Assign == stmt {
				return c.offset(a.Pos()), c.offset(a.Rhs[0].Pos()), ""
			}
			return blank(c, stmt, pos)
		case *ast.SwitchStmt:
			return blank(c, stmt, pos)
		}
	}
	return -1, -1, ""
}

// following makes a variable used after the statement that declares it, or in
// the body of the loop or if that does.
func following(c *checked, stmt ast.Stmt, pos token.Pos, name string) (start, end int, text string) {
	use := fmt.Sprintf("; _ = %s", name)
	if r, ok := stmt.(*ast.RangeStmt); ok && pos < r.X.Pos() {
		p := c.offset(r.Body.Lbrace + 1)
		return p, p, use[1:] + "; "
	}
	p := c.offset(stmt.End())
	return p, p, use
}

// blank renames a variable to _ where it is declared.
func blank(c *checked, stmt ast.Stmt, pos token.Pos) (start, end int, text string) {
	a, ok := stmt.(*ast.AssignStmt)
	if !ok {
		return -1, -1, ""
	}
	others := false
	for _, e := range a.Lhs {
		if id, ok := e.(*ast.Ident); ok && id.Name != "_" && id.Pos() != pos {
			others = true
		}
	}
	if others {
		for _, e := range a.Lhs {
			if e.Pos() == pos {
				return c.offset(e.Pos()), c.offset(e.End()), "_"
			}
		}
	}
	text = "_"
	for range a.Lhs[1:] {
		text += ", _"
	}
	return c.offset(a.Pos()), c.offset(a.TokPos) + 2, text + " ="
}

// enclosing returns the nodes that hold pos, outermost first.
func enclosing(f *ast.File, pos token.Pos) []ast.Node {
	var path []ast.Node
	ast.Inspect(f, func(n ast.Node) bool {
		if n == nil || pos < n.Pos() || n.End() <= pos {
			return false
		}
		path = append(path, n)
		return true
	})
	return path
}
