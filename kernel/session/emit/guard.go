package emit

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strings"

	"github.com/gonabla/nabla/kernel/session/edit"
)

// A guard puts checks for interrupts into a text.
type guard struct {
	fset    *token.FileSet
	text    string
	check   string // what looks at the flag
	known   map[int]manner
	list    []edit.Replacement
	numbers int // of names that were made up
}

// guard puts a check into every loop, in the manner that is known for it, and
// before every goto.
func (p *printer) guard(text string, known map[int]manner) (string, error) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "", text, parser.SkipObjectResolution)
	if err != nil {
		return "", fmt.Errorf("the cell was put together wrongly, please report it: %w", err)
	}
	name := p.alias(Interrupt)
	g := &guard{fset: fset, text: text, known: known, check: fmt.Sprintf("if %s.Flag != 0 { %s.Check() }; ", name, name)}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ForStmt:
			g.forLoop(n)
		case *ast.RangeStmt:
			g.rangeLoop(n)
		case *ast.BranchStmt:
			if n.Tok == token.GOTO && g.manner(n.Pos()) != never {
				g.insert(n.Pos(), " "+g.check)
			}
		}
		return true
	})
	if len(g.list) > 0 {
		p.importName(Interrupt)
	}
	return edit.Apply(text, g.list), nil
}

func (g *guard) offset(pos token.Pos) int { return g.fset.PositionFor(pos, false).Offset }

func (g *guard) manner(pos token.Pos) manner { return g.known[g.offset(pos)] }

func (g *guard) source(n ast.Node) string { return g.text[g.offset(n.Pos()):g.offset(n.End())] }

func (g *guard) insert(pos token.Pos, text string) {
	g.list = append(g.list, edit.Insertion(g.offset(pos), text))
}

func (g *guard) replace(from, to token.Pos, text string) {
	g.list = append(g.list, edit.Replacement{Start: g.offset(from), End: g.offset(to), Text: text})
}

// made makes up a name.
func (g *guard) made(stem string) string {
	g.numbers++
	return fmt.Sprintf("nabla_%s%d", stem, g.numbers)
}

// everyTurn checks at the start of the body.
func (g *guard) everyTurn(body *ast.BlockStmt) { g.insert(body.Lbrace+1, " "+g.check) }

// manyTurns checks at the start of the body when the counter is a multiple of turns.
func (g *guard) manyTurns(body *ast.BlockStmt, counter string) {
	g.insert(body.Lbrace+1, fmt.Sprintf(" if %s&%d == 0 { %s}; ", counter, turns-1, g.check))
}

func (g *guard) forLoop(n *ast.ForStmt) {
	switch m := g.manner(n.For); {
	case m == never:
	case m == inBlocks && g.oneLine(n.For, n.Body.Lbrace):
		counter := n.Init.(*ast.AssignStmt).Lhs[0].(*ast.Ident).Name
		cond := n.Cond.(*ast.BinaryExpr)
		begin, end := g.block(counter, counter, cond.Op, g.source(cond.Y))
		g.replace(n.Cond.End(), n.Body.Lbrace+1, "; {"+begin)
		g.insert(n.Body.Rbrace+1, end)
		g.breaks(n.For, n.Body)
	case m == seldom || m == inBlocks:
		g.manyTurns(n.Body, n.Init.(*ast.AssignStmt).Lhs[0].(*ast.Ident).Name)
	default:
		g.everyTurn(n.Body)
	}
}

// block is the beginning of a loop over the next turns, in which the counter has the
// given name, and what follows its end.
func (g *guard) block(counter, name string, op token.Token, bound string) (begin, end string) {
	until, init := g.made("end"), ""
	if end = " }"; name != counter {
		init, end = name+" := "+counter, "; "+counter+" = "+until+" }"
	}
	return fmt.Sprintf(" %s%s := %s + %d; if (%s)-%s <= %d { %s = %s }; for %s; %s %s %s; %s++ {",
		g.check, until, counter, turns, bound, counter, turns, until, bound, init, name, op, until, name), end
}

func (g *guard) rangeLoop(n *ast.RangeStmt) {
	switch m := g.manner(n.For); {
	case m == never:
	case m == inBlocks && g.oneLine(n.For, n.Body.Lbrace):
		g.rangeBlocks(n)
	case m == seldom || m == inBlocks:
		g.manyTurns(n.Body, g.key(n))
	default:
		g.everyTurn(n.Body)
	}
}

// rangeBlocks splits a loop over a number, which is looked at once.
func (g *guard) rangeBlocks(n *ast.RangeStmt) {
	counter, bound := g.made("i"), g.made("n")
	name := counter
	if id, ok := n.Key.(*ast.Ident); ok && id.Name != "_" {
		name = id.Name
	}
	begin, end := g.block(counter, name, token.LSS, bound)
	head := fmt.Sprintf("for %s, %s := 0, %s; %s < %s; {", counter, bound, g.source(n.X), counter, bound)
	g.replace(n.For, n.Body.Lbrace+1, head+begin)
	g.insert(n.Body.Rbrace+1, end)
	g.breaks(n.For, n.Body)
}

// key is the name of the index of a loop, which gets one if it has none.
func (g *guard) key(n *ast.RangeStmt) string {
	id, ok := n.Key.(*ast.Ident)
	if ok && id.Name != "_" {
		return id.Name
	}
	name := g.made("i")
	if ok {
		g.replace(id.Pos(), id.End(), name)
	} else {
		g.insert(n.Range, name+" := ")
	}
	return name
}

// oneLine reports whether the head of a loop is on one line, so that no line moves
// when it is written anew.
func (g *guard) oneLine(from, to token.Pos) bool {
	return !strings.Contains(g.text[g.offset(from):g.offset(to)], "\n")
}

// breaks makes the break statements of a loop that is split end both loops.
func (g *guard) breaks(loop token.Pos, body *ast.BlockStmt) {
	label := ""
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SwitchStmt, *ast.TypeSwitchStmt: // whose breaks are their own
			return false
		case *ast.BranchStmt:
			if n.Tok == token.BREAK && n.Label == nil {
				if label == "" {
					label = g.made("loop")
				}
				g.insert(n.End(), " "+label)
			}
		}
		return true
	})
	if label != "" {
		g.insert(loop, label+": ")
	}
}
