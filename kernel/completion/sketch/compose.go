package sketch

import (
	"go/token"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/session/cell"
)

// writeBody writes the cell's file below its imports: declarations, variables at
// package level, then the other statements.
func (m *maker) writeBody() {
	lifted := m.lifts()
	for _, p := range m.pieces {
		switch {
		case p.Kind == cell.Const, p.Kind == cell.Type, p.Kind == cell.Func, p.Kind == cell.Var && lifted:
			m.copy(&m.body, p)
		case p.Kind == cell.Statement && lifted && defines(p.Text) != nil:
			m.lift(p)
		}
	}
	m.body.WriteString("func " + Function + "() {\n")
	m.writeStatements(lifted)
	m.body.WriteString("}\n")
}

// lifts reports whether the variables of the cell are to be written at package
// level, where its functions see them. A function body, where := means what it
// says, is the better place otherwise, and the only one where a name is declared
// twice.
func (m *maker) lifts() bool {
	funcs, twice := false, false
	seen := map[string]bool{}
	for _, p := range m.pieces {
		funcs = funcs || p.Kind == cell.Func
		for _, name := range defines(p.Text) {
			twice = twice || seen[name]
			seen[name] = true
		}
	}
	return funcs && !twice
}

// lift writes x, y := f() as the declaration var x, y = f().
func (m *maker) lift(p *cell.Piece) {
	first := -1
	for t := range tokens(p.Text, 0) {
		if first < 0 {
			first = t.Start
		}
		if t.Kind != token.DEFINE {
			continue
		}
		m.body.copy(m.text, p.At, p.At+first) // comments
		m.body.WriteString("var ")
		m.body.copy(m.text, p.At+first, p.At+t.Start)
		m.body.WriteString("=")
		m.body.copy(m.text, p.At+t.End, p.At+len(p.Text))
		m.body.WriteString("\n")
		return
	}
}

// writeStatements writes the statements. As in a session, a name may be declared
// again: a block begins then that goes on to the end.
func (m *maker) writeStatements(lifted bool) {
	declared := map[string]bool{}
	blocks := 0
	for _, p := range m.pieces {
		names := defines(p.Text)
		if p.Kind != cell.Statement && p.Kind != cell.Var || lifted && (p.Kind == cell.Var || names != nil) {
			continue
		}
		if len(names) > 0 && !slices.ContainsFunc(names, func(n string) bool { return !declared[n] }) {
			m.body.WriteString("{\n")
			blocks++
			clear(declared)
		}
		for _, name := range names {
			declared[name] = true
		}
		if n := values(p.Text); n > 1 && p.Kind == cell.Statement {
			m.body.WriteString(strings.Repeat("_, ", n-1) + "_ = ")
		}
		m.copy(&m.body, p)
	}
	m.body.WriteString(strings.Repeat("}\n", blocks))
}

// defines returns the names before the := with which a statement begins; nil if
// it does not.
func defines(text string) (names []string) {
	name := true
	for t := range tokens(text, 0) {
		switch {
		case name && t.Kind == token.IDENT:
			names = append(names, t.Text)
		case !name && t.Kind == token.DEFINE:
			return names
		case name || t.Kind != token.COMMA:
			return nil
		}
		name = !name
	}
	return nil
}

// values is the number of expressions in a statement that is a list of them; 0
// when it is something else.
func values(text string) int {
	n, depth := 1, 0
	for t := range tokens(text, 0) {
		switch t.Kind {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth--
		case token.COMMA:
			if depth == 0 {
				n++
			}
		default:
			if depth == 0 && (t.Kind.IsKeyword() && t.Kind != token.FUNC || t.Kind == token.ASSIGN || t.Kind == token.DEFINE || t.Kind == token.COLON ||
				token.ADD_ASSIGN <= t.Kind && t.Kind <= token.AND_NOT_ASSIGN) {
				return 0
			}
		}
	}
	return n
}
