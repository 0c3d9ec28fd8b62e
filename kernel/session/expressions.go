package session

import (
	"context"
	"go/parser"
	"maps"
	"slices"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/interp"
)

// evaluate gives the expressions of a cell that has ended well their values. Each
// is a cell that no front end has.
func (x *execution) evaluate(ctx context.Context) map[string]interp.Value {
	if len(x.request.Expressions) == 0 {
		return nil
	}
	x.session.mu.Lock()
	x.giveTurn() // a cell of commands has it still
	x.session.mu.Unlock()
	values := map[string]interp.Value{}
	for _, name := range slices.Sorted(maps.Keys(x.request.Expressions)) {
		values[name] = x.value(ctx, name, x.request.Expressions[name])
	}
	return values
}

func (x *execution) value(ctx context.Context, name, text string) interp.Value {
	if _, err := parser.ParseExpr(text); err != nil {
		return interp.Value{Error: plainError("CompileError", err.Error())}
	}
	s := x.session
	e := s.begin(ctx, interp.ExecuteRequest{ID: x.request.ID, Count: x.request.Count, Code: text})
	s.mu.Lock()
	s.units[e.unit].source, e.expression = "expression "+name, true
	s.mu.Unlock()
	failed := e.run()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended(e, false)
	return interp.Value{Bundle: e.bundle, Error: failed}
}

// keeps reports whether a bundle is the value of an expression, which is not shown.
func (s *Session) keeps(cell uint64, b *wire.Bundle) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	x := s.executing(cell)
	if x == nil || !x.expression || !b.Result {
		return false
	}
	x.bundle = b
	return true
}
