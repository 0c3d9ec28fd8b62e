package session

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/gonabla/nabla/kernel/command"
	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/check"
	"github.com/gonabla/nabla/kernel/session/program"
)

// A ProgramCell is a cell that becomes part of a program.
type ProgramCell struct {
	Code string
	// MayPanic says that the program goes on when the cell panics.
	MayPanic bool
}

// WriteProgram writes a Go module into a folder that does, when it is run by
// go run, what the cells do in a session. Nothing is run to write it, and
// nothing is written that does not build. Cells with errors are left out; the
// notes say which, and why.
func WriteProgram(ctx context.Context, c Config, cells []ProgramCell, module, dir string) (notes []string, err error) {
	s, err := prepare(c)
	if err != nil {
		return nil, err
	}
	defer s.folder.Close()
	text, imports, notes, err := s.makeProgram(ctx, cells)
	notes = append(s.takeNotes(), notes...)
	if err != nil {
		return notes, err
	}
	return notes, s.module.Standalone(dir, module, text, imports)
}

// makeProgram makes one file of cells, in a session that has run none. It
// builds.
func (s *Session) makeProgram(ctx context.Context, cells []ProgramCell) (text []byte, imports, notes []string, err error) {
	list, notes, err := s.meanings(ctx, cells)
	if err != nil {
		return nil, nil, notes, err
	}
	// The twins of differentiated functions need what the cells did not import.
	if err := s.module.Resolve(ctx, []string{"fmt", "os", "github.com/gonabla/nabla/mathlib/autodiff"}); err != nil {
		return nil, nil, notes, err
	}
	text, imports, err = program.Check(program.Write(list), s.importer)
	if err != nil {
		return nil, nil, notes, err
	}
	object, err := s.module.Compile(ctx, "program", text, imports)
	if err != nil {
		return nil, nil, notes, fmt.Errorf("the cells do not make one program: %w", err)
	}
	return text, imports, notes, os.Remove(object)
}

// meanings checks cells one after the other.
func (s *Session) meanings(ctx context.Context, cells []ProgramCell) (list []program.Cell, notes []string, err error) {
	list = make([]program.Cell, len(cells))
	var with []string
	for i, text := range cells {
		list[i] = program.Cell{Number: i + 1, MayPanic: text.MayPanic}
		commands, code := cell.Cut(text.Code, command.Form)
		if len(commands) > 0 {
			with = append(with, strconv.Itoa(i+1))
		}
		list[i].Result, err = s.meaning(ctx, i+1, code)
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		if err != nil {
			list[i].LeftOut = err.Error()
			notes = append(notes, fmt.Sprintf("cell %d is left out: %v", i+1, err))
		}
	}
	if len(with) > 0 {
		notes = append(notes, "commands are not part of the program: those of cells "+strings.Join(with, ", "))
	}
	return list, notes, nil
}

// meaning checks a cell as if it ran, and makes what it defines known to the
// cells after it. A cell without code has none.
func (s *Session) meaning(ctx context.Context, number int, code string) (*check.Result, error) {
	c, err := cell.Parse(fmt.Sprintf("cell-%d", number), code)
	if err != nil {
		return nil, err
	}
	if len(c.Pieces) == 0 {
		return nil, nil
	}
	if err := s.module.Resolve(ctx, importPaths(c)); err != nil {
		return nil, err
	}
	r, err := s.checkCell(c, s.state, check.Env{Unit: number})
	var wrong check.Diagnostics
	if errors.As(err, &wrong) {
		return nil, fmt.Errorf("%d:%d: %s", wrong[0].Line, wrong[0].Column, wrong[0].Message)
	}
	if err != nil {
		return nil, err
	}
	s.state = s.state.With(r.Change)
	return r, nil
}
