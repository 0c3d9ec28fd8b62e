package notebook

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gonabla/nabla/kernel/interp"
)

// RunOptions say how a notebook is run. The zero value stops at the first
// error and waits for every cell as long as it takes.
type RunOptions struct {
	// Timeout ends a cell that takes longer; 0 means that none is too long.
	Timeout time.Duration
	// AllowErrors goes on after a cell has failed. Without it only the cells
	// with the tag raises-exception may fail.
	AllowErrors bool
	// Progress, if not nil, is called before and after every cell.
	Progress func(Progress)
}

// Progress says how far a notebook is.
type Progress struct {
	// Number is the cell's among the Total cells that are run, from 1.
	Number, Total int
	Cell          *Cell
	// Done says that the cell has ended, after Took, with Error if it failed.
	Done  bool
	Took  time.Duration
	Error *interp.CellError
}

// A CellFailure is the error of a cell that stopped a notebook.
type CellFailure struct {
	// Number is the cell's among those that are run, from 1.
	Number int
	Cell   *Cell
	// Timeout is the time that was too short for the cell; 0 when something
	// else went wrong.
	Timeout time.Duration
	Err     *interp.CellError
}

func (f *CellFailure) Error() string {
	if f.Timeout > 0 {
		return fmt.Sprintf("cell %d was stopped: it took longer than %v", f.Number, f.Timeout)
	}
	return fmt.Sprintf("cell %d failed: %v", f.Number, f.Err)
}

// Unwrap gives the error of the cell.
func (f *CellFailure) Unwrap() error { return f.Err }

// Run runs the code cells in their order, except empty ones and those with the
// tag skip-execution, and replaces their outputs; cells behind one that stops
// the notebook keep theirs. The error is a [*CellFailure], or that of ctx,
// whose end interrupts the cell that runs.
func (x *Execution) Run(ctx context.Context, interpreter interp.Interpreter, o RunOptions) error {
	defer x.end()
	x.nb.describe(interpreter.Info().Language)
	cells := x.nb.Runnable()
	for i, c := range cells {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		p := Progress{Number: i + 1, Total: len(cells), Cell: c}
		o.tell(p)
		x.begin(uint64(p.Number), c, p.Number)
		started := time.Now()
		cellError, late := runCell(ctx, interpreter, o.Timeout, interp.ExecuteRequest{
			ID: uint64(p.Number), Code: c.Source, Count: p.Number, CellID: c.ID, Store: true,
		})
		if cellError != nil {
			x.fail(cellError)
		}
		p.Done, p.Took, p.Error = true, time.Since(started), cellError
		o.tell(p)
		if cellError == nil || o.AllowErrors || !late && c.HasTag("raises-exception") {
			continue
		}
		failure := &CellFailure{Number: p.Number, Cell: c, Err: cellError}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if late {
			failure.Timeout = o.Timeout
		}
		return failure
	}
	return context.Cause(ctx)
}

func (o *RunOptions) tell(p Progress) {
	if o.Progress != nil {
		o.Progress(p)
	}
}

// Runnable lists the cells that are run: code cells that are not empty and do not
// carry the tag skip-execution.
func (nb *Notebook) Runnable() []*Cell {
	var cells []*Cell
	for _, c := range nb.Cells {
		if c.Type == Code && strings.TrimSpace(c.Source) != "" && !c.HasTag("skip-execution") {
			cells = append(cells, c)
		}
	}
	return cells
}

// describe writes down which language the notebook is in, for whoever shows it.
func (nb *Notebook) describe(l interp.Language) {
	info := Object{}
	for key, value := range map[string]string{
		"name": l.Name, "version": l.Version, "mimetype": l.MIMEType, "file_extension": l.FileExtension,
		"pygments_lexer": l.PygmentsLexer, "codemirror_mode": l.CodeMirrorMode, "nbconvert_exporter": l.NBConvertExporter,
	} {
		if value != "" {
			info[key] = value
		}
	}
	nb.Metadata["language_info"] = info
}

// runCell runs one cell. A panic is an error of the cell, so that the notebook
// shows it. late says that the cell was stopped since its time was over.
func runCell(ctx context.Context, interpreter interp.Interpreter, timeout time.Duration, req interp.ExecuteRequest) (e *interp.CellError, late bool) {
	if timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, timeout)
		defer cancel()
	}
	defer func() {
		if v := recover(); v != nil {
			text := fmt.Sprintf("the interpreter failed on this cell: %v. Please report it.", v)
			lines := append([]string{"InternalError: " + text}, strings.Split(string(debug.Stack()), "\n")...)
			e = &interp.CellError{Name: "InternalError", Message: text, Traceback: lines}
		}
	}()
	e = interpreter.Execute(ctx, req).Error
	return e, e != nil && errors.Is(ctx.Err(), context.DeadlineExceeded)
}
