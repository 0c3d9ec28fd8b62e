package session

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/build"
	"github.com/gonabla/nabla/kernel/command"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/check"
	"github.com/gonabla/nabla/kernel/session/scope"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

const (
	red   = "\x1b[1;31m"
	plain = "\x1b[0m"
)

// failure turns what stopped a cell before it ran into what the user reads.
func (x *execution) failure(err error) *interp.CellError {
	var (
		syntax   cell.Errors
		types    check.Diagnostics
		compiler *build.CompileError
		died     *workerError
		refused  *command.Error
	)
	switch {
	case errors.As(err, &refused):
		return x.commandError(refused)
	case x.ctx.Err() != nil && !errors.As(err, &died):
		return plainError("Interrupted", "interrupted before the cell ran")
	case errors.As(err, &syntax):
		for _, e := range syntax {
			types = append(types, check.Diagnostic{File: x.file, Line: e.Line, Column: e.Column, Message: e.Message})
		}
		return x.compileError(types)
	case errors.As(err, &types):
		return x.compileError(types)
	case errors.As(err, &compiler):
		for _, d := range compiler.Diagnostics {
			types = append(types, check.Diagnostic{File: d.File, Line: d.Line, Column: d.Column, Message: d.Message})
		}
		if len(types) == 0 {
			return plainError("CompileError", compiler.Error())
		}
		return x.compileError(types)
	case errors.As(err, &died):
		x.session.show(x.request.ID, died.recovery)
		return plainError("WorkerDied", err.Error())
	}
	return plainError("Error", x.session.relabel(err.Error()))
}

// commandError says which command failed, and why.
func (x *execution) commandError(e *command.Error) *interp.CellError {
	if x.ctx.Err() != nil {
		return plainError("Interrupted", fmt.Sprintf("interrupted at %s", x.session.place(x.file, e.Line)))
	}
	failed := plainError("CommandError", e.Error())
	where := fmt.Sprintf("line %d", e.Line)
	if u, _ := x.session.unitOf(x.file); u.source != "" {
		where = u.line(e.Line)
	}
	failed.Message = fmt.Sprintf("%s: %v", where, e)
	failed.Traceback[0] = fmt.Sprintf("%s%s%s: %v", red, where, plain, e)
	if line, ok := x.session.sourceLine(x.file, e.Line); ok {
		failed.Traceback = append(failed.Traceback, "    "+line)
	}
	failed.Diagnostics = []interp.Diagnostic{{Line: e.Line, Column: 1, Message: e.Error()}}
	return failed
}

// plainError is an error without a place.
func plainError(name, message string) *interp.CellError {
	lines := strings.Split(message, "\n")
	lines[0] = red + name + plain + ": " + lines[0]
	return &interp.CellError{Name: name, Message: message, Traceback: lines}
}

// compileError shows every error with its line and a caret.
func (x *execution) compileError(list check.Diagnostics) *interp.CellError {
	e := &interp.CellError{Name: "CompileError"}
	for i, d := range list {
		where := x.session.place(d.File, d.Line)
		message := x.session.relabel(d.Message) + x.session.whoseName(d.Message)
		if d.File == x.file {
			e.Diagnostics = append(e.Diagnostics, interp.Diagnostic{Line: d.Line, Column: d.Column, Message: message})
			where = x.position(d.Line, d.Column)
		}
		head := red + where + plain + ": " + message
		if where == "" {
			head = message
		}
		if i == 0 {
			e.Message = strings.TrimPrefix(where+": "+message, ": ")
		}
		e.Traceback = append(e.Traceback, strings.Split(head, "\n")...)
		if line, ok := x.session.sourceLine(d.File, d.Line); ok {
			e.Traceback = append(e.Traceback, "    "+line, "    "+caret(line, d.Column))
		}
	}
	if n := len(list); n > 1 {
		e.Message += fmt.Sprintf(" (and %d more)", n-1)
	}
	return e
}

// whoseName says in which program a name is defined that a message misses.
func (s *Session) whoseName(message string) string {
	name, ok := strings.CutPrefix(message, "undefined: ")
	s.mu.Lock()
	defer s.mu.Unlock()
	if count := s.programs[name]; ok && count > 0 {
		return fmt.Sprintf(": the program of cell %d keeps its names to itself; without its package clause it shares them", count)
	}
	return ""
}

// caret points at a byte column of a line, keeping its tabs.
func caret(line string, column int) string {
	var b strings.Builder
	for i, r := range line {
		if i >= column-1 {
			break
		}
		if r == '\t' {
			b.WriteByte('\t')
		} else {
			b.WriteByte(' ')
		}
	}
	return b.String() + "^"
}

// outcome turns the end of a cell into what the user reads.
func (x *execution) outcome(d proto.Done) *interp.CellError {
	s := x.session
	trace := s.trace(d.Stack)
	var e *interp.CellError
	switch d.Outcome {
	case proto.OK:
		return nil
	case proto.Panic:
		e = plainError("Panic", d.Message)
	case proto.Exited:
		if d.ExitCode == 0 {
			return nil
		}
		e = plainError("Exit", fmt.Sprintf("exit status %d", d.ExitCode))
	case proto.Interrupted:
		e = plainError("Interrupted", "interrupted"+s.firstPlace(d.Stack))
	case proto.Abandoned:
		e = plainError("Interrupted", x.abandoned(d))
	default:
		e = plainError("LinkError", s.relabel(d.Message))
	}
	if trace != "" {
		e.Traceback = append(e.Traceback, "")
		e.Traceback = append(e.Traceback, strings.Split(strings.TrimSuffix(trace, "\n"), "\n")...)
	}
	return e
}

// firstPlace says where in the cells a goroutine was.
func (s *Session) firstPlace(stack []proto.Frame) string {
	for _, f := range stack {
		if where := s.place(f.File, f.Line); where != "" {
			return " at " + where
		}
	}
	return ""
}

// unitOf returns the unit that a file name of the generated text stands for.
func (s *Session) unitOf(file string) (unit, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, ok := s.files[file]
	return s.units[n], ok
}

// position names a place in the execution's own text.
func (x *execution) position(line, column int) string {
	if u, _ := x.session.unitOf(x.file); u.source != "" {
		return fmt.Sprintf("%s:%d", u.line(line), column)
	}
	return fmt.Sprintf("line %d, column %d", line, column)
}

// place names a line of a cell as the user knows it; "" when it is none.
func (s *Session) place(file string, line int) string {
	u, ok := s.unitOf(file)
	if !ok {
		return ""
	}
	return u.line(line)
}

// sourceLine returns a line of a cell.
func (s *Session) sourceLine(file string, line int) (string, bool) {
	u, ok := s.unitOf(file)
	lines := strings.Split(u.text, "\n")
	if !ok || line < 1 || line > len(lines) {
		return "", false
	}
	return lines[line-1], true
}

// relabel puts the numbers that users know into a text that names cells.
func (s *Session) relabel(text string) string {
	return cellName.ReplaceAllStringFunc(text, func(file string) string {
		if u, ok := s.unitOf(file); ok {
			return u.label()
		}
		return file
	})
}

// noteCarried tells of the variables whose type has another layout, and of what
// they could not keep. What the cell itself sets again is not worth a word.
func (x *execution) noteCarried(c scope.Change, done proto.Done) {
	ours := func(name string) bool {
		return strings.HasPrefix(name, "nabla_") || slices.Contains(c.Kept, name) ||
			slices.ContainsFunc(c.Defs, func(d *scope.Def) bool { return d.Name == name })
	}
	carried := slices.DeleteFunc(slices.Clone(done.Carried), ours)
	if len(carried) == 0 && (len(done.Carried) > 0 || len(done.Lost) == 0) {
		return
	}
	changed := slices.DeleteFunc(slices.Clone(done.ChangedTypes), func(name string) bool { return strings.HasPrefix(name, "nabla_") }) // of twins
	var parts []string
	switch {
	case len(changed) == 1:
		parts = append(parts, fmt.Sprintf("type %s has a new layout", changed[0]))
	case len(changed) > 1:
		parts = append(parts, fmt.Sprintf("types %s have a new layout", strings.Join(changed, ", ")))
	}
	if len(carried) > 0 {
		parts = append(parts, "carried over: "+strings.Join(carried, ", "))
	}
	if len(done.Lost) > 0 {
		parts = append(parts, "to be set again: "+strings.Join(done.Lost, ", "))
	}
	x.note(strings.Join(parts, "; "))
}
