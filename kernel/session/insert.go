package session

import (
	"errors"
	"go/ast"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/command"
	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/check"
	"github.com/gonabla/nabla/kernel/session/scope"
)

// insert puts the Go of commands into the cell.
func (x *execution) insert(c *cell.Cell) error {
	list, err := x.insertions(c)
	if err != nil {
		return err
	}
	// From the end, so that what is inserted does not move what is to be.
	slices.SortStableFunc(list, func(a, b insertion) int { return a.at - b.at })
	for _, n := range slices.Backward(list) {
		if x.plan.Browser {
			n = inBrowser(n)
		}
		text := n.Before + n.After
		if n.Package != "" {
			text = n.Before + check.Alias(n.Package) + "." + n.After
			x.made = append(x.made, n.Package)
		}
		if err := c.Insert(n.at, text, n.Line); err != nil {
			return err
		}
	}
	return nil
}

// An insertion goes before the piece of index at.
type insertion struct {
	command.Insertion
	at int
}

// insertions finds the places of what is to be inserted.
func (x *execution) insertions(c *cell.Cell) ([]insertion, error) {
	all := slices.Clone(x.plan.Insertions)
	for n, line := range x.plan.Timed {
		at := c.From(line)
		switch {
		case at == len(c.Pieces) || c.Pieces[at].Start() != line || c.Pieces[at].Kind != cell.Statement:
			return nil, &command.Error{Line: line, Name: "%time", Err: errors.New("what follows on its line is no statement")}
		case c.From(line+1) == len(c.Pieces):
			all = append(all, command.TimeUntilEnd(line)) // its value is that of the cell
		default:
			around := command.TimeAround(line, n)
			all = append(all, around[0], around[1])
		}
	}
	if t := x.plan.Tests; t != nil {
		call, err := t.Call(functions(c), names(x.state.Defs(scope.Func)))
		if err != nil {
			return nil, &command.Error{Line: t.Line, Name: "%test", Err: err}
		}
		all = append(all, call)
	}
	list := make([]insertion, len(all))
	for i, n := range all {
		list[i] = insertion{n, place(c, n)}
	}
	return list, nil
}

// place is the index of the piece before which an insertion goes.
func place(c *cell.Cell, n command.Insertion) int {
	switch n.Place {
	case command.Start:
		return 0
	case command.Above:
		return c.From(n.Line)
	case command.Below:
		return c.From(n.Line + 1)
	}
	return len(c.Pieces)
}

// functions names the functions that a cell declares.
func functions(c *cell.Cell) (list []string) {
	for _, p := range c.Pieces {
		if f, ok := p.Decl.(*ast.FuncDecl); ok && f.Recv == nil {
			list = append(list, f.Name.Name)
		}
	}
	return list
}

func names(defs []*scope.Def) (list []string) {
	for _, d := range defs {
		list = append(list, d.Name)
	}
	return list
}

// wrap puts the Go below a command into a call, which begins on the command's
// line so that everything stays in its place.
func wrap(text string, w *command.Wrapping) string {
	lines := strings.Split(text, "\n")
	lines[w.Line-1] = check.Alias(w.Package) + "." + w.Open
	return strings.Join(lines, "\n") + "\n" + w.Close
}
