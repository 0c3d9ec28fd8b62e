package session

import (
	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/check"
	"github.com/gonabla/nabla/kernel/session/emit"
)

// emit writes the file to be compiled.
//
// A cell that mentions a variable of an interface type does not mention the
// types of the values that it may hold. If a method of the interface is called
// in a derivative, their methods need twins: the cell is checked again in a file
// that has these types too. Cells without such a call pay nothing.
func (x *execution) emit(c *cell.Cell, r *check.Result) (*check.Result, *emit.File, error) {
	f, err := emitCell(r)
	if err != nil {
		return nil, nil, err
	}
	var also []string
	for more := x.implementers(r, f); len(more) > 0; more = x.implementers(r, f) {
		also = append(also, more...)
		with, err := x.session.checkCell(c, x.state, check.Env{Unit: x.unit, Made: x.made, Program: x.program, Also: also})
		if err != nil {
			return r, f, nil // a method does not compile any more: no twins, which the operator reports
		}
		withFile, err := emitCell(with)
		if err != nil {
			return r, f, nil
		}
		r, f = with, withFile
	}
	return r, f, nil
}

// implementers returns the types of earlier cells that have the methods of an
// interface in f, and that r's file does not hold.
func (x *execution) implementers(r *check.Result, f *emit.File) (list []string) {
	for _, methods := range f.Interfaces {
		for _, name := range x.state.Having(methods) {
			if r.Types.Scope().Lookup(name) == nil {
				list = append(list, name)
			}
		}
	}
	return list
}
