// Package command has the commands of notebooks: the lines of a cell that begin
// with % or !, and are not Go.
//
// There is one table of them all, from which %help and completion are made.
// [Find] looks a command up, and [Run] runs one for a cell. Commands run
// before the Go of their cell, in order; one that fails is the error of the
// cell. What a command does to the session goes through [Session], a small
// interface that package session implements; what a command wants of the Go of
// its cell (to run with arguments, to be measured, to be tested) it writes into
// a [Plan].
//
// The package knows nothing of Jupyter's messages, of how Go is compiled or of
// the worker. Where commands stand in a cell is found by package cell.
package command

import (
	"context"
	"fmt"
	"time"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/session/cell"
)

// A Command is a row of the table.
type Command struct {
	// Name is what is typed, with the % before it.
	Name string
	// Also are other names of the command.
	Also []string
	// Args are the arguments as help shows them.
	Args string
	// Short says in a line what it does, and Long, in Markdown, what else there
	// is to know; it may be empty.
	Short, Long string
	// Group is the heading under which help lists it.
	Group string
	Form  cell.Form
	// Takes says what its arguments are, as far as they can be completed.
	Takes Argument
	run   func(*call) error
}

// An Argument is what an argument of a command may be.
type Argument uint8

const (
	// Anything is no more than text.
	Anything Argument = iota
	File
	Folder
	// Defined is a name that a cell could use, as in fmt.Println.
	Defined
	// Variable is one of the environment.
	Variable
	// CommandName is the name of a command.
	CommandName
)

// A Definition is something that the cells have defined.
type Definition struct {
	Name string
	// Kind is "import", "const", "type", "var", "func" or "method".
	Kind string
	// Type is the type of a variable, and the path of an import.
	Type string
	// Cell is the number of the cell that defined it; 0 if it is not known.
	Cell int
	// File is the start-up file that defined it; empty if a cell did.
	File string
	// Orphaned says that the cell was run again without it.
	Orphaned bool
}

// A Past is a cell that was run.
type Past struct {
	Number int
	Code   string
}

// A Session is what commands act on: the session, on behalf of one cell.
type Session interface {
	// Write shows text as output of the cell.
	Write(kind wire.Kind, text []byte)
	// Show displays something in the cell.
	Show(b wire.Bundle)
	// Page shows what may be long in the front end's pager, or else in the cell.
	Page(b wire.Bundle)
	// Ask asks the user for a line, until ctx ends.
	Ask(ctx context.Context, q wire.Question) (string, error)
	// Version is that of the kernel, with that of Go.
	Version() string
	// ModuleDir is the folder of the module in which the cells are compiled.
	ModuleDir() string
	// ChangeDir changes the working directory, of the kernel and of the cells.
	ChangeDir(dir string) error
	// SetEnv sets an environment variable, of the kernel and of the cells.
	SetEnv(name, value string) error
	// LimitMemory sets how many bytes the values of cells may take; 0 means most
	// of what is free. MemoryLimit returns it.
	LimitMemory(bytes uint64)
	MemoryLimit() uint64
	// LimitSnapshots sets how many bytes of variables are saved after a cell, for
	// when the worker dies, and how long this may take. 0 means the default, and
	// less than 0 bytes that nothing is saved. SnapshotLimits returns them.
	LimitSnapshots(bytes int64, took time.Duration)
	SnapshotLimits() (bytes int64, took time.Duration)
	// Serve prepares a process that the cell is about to start: env is what it finds
	// in its environment besides that of the kernel. What it shows through GoNB's
	// package gonbui is shown in the cell. end is called when the process has ended.
	Serve() (env []string, end func(), err error)
	// ServeFiles makes the folder whose files Jupyter's server gives to pages, and
	// names it in the environment as GoNB does. Without a server it does nothing.
	ServeFiles() error
	// Definitions lists what the cells have defined, sorted by name.
	Definitions() []Definition
	// Source returns the declaration of a name with the comment above it, as it
	// stands in its cell; empty if it is not known.
	Source(name string) string
	// Forget removes definitions by name.
	Forget(names []string)
	// Reset forgets everything, with the values of variables and what was
	// downloaded; or only the latter.
	Reset(ctx context.Context, moduleOnly bool) error
	// PackagePath returns the import path of the package that the cells know by
	// a name.
	PackagePath(name string) (path string, ok bool)
	// GoDoc returns what the go command's doc says.
	GoDoc(ctx context.Context, args []string) (string, error)
	// GoFlags returns the flags that SetGoFlags has set.
	GoFlags() []string
	// SetGoFlags keeps the flags, and gives those modules that are fetched from
	// now on the build tags.
	SetGoFlags(flags []string, tags string)
	Modules
	// Save writes the cells that have run as a program: one file, or a folder
	// with its go.mod. The notes say what was left out.
	Save(ctx context.Context, name string) (notes []string, err error)
	// Capture writes what the cell shows into a file, too.
	Capture(file string, add bool) error
	// History lists the cells that were run before this one, oldest first.
	History() []Past
}

// A call is one command of a cell as it runs.
type call struct {
	context.Context
	Session
	cell.Command
	*Plan
	rule *Command
	args []string
}

// An Error is why a command failed.
type Error struct {
	Line int // of the cell, from 1
	Name string
	Err  error
}

func (e *Error) Error() string { return fmt.Sprintf("%s: %v", e.Name, e.Err) }
func (e *Error) Unwrap() error { return e.Err }

// Run runs a command of a cell. The error is an *[Error].
func Run(ctx context.Context, s Session, c cell.Command, p *Plan) error {
	rule, err := lookup(c)
	if err == nil {
		err = rule.start(ctx, s, c, p)
	}
	if err != nil {
		return &Error{c.Line, c.Name, err}
	}
	return nil
}

func (r *Command) start(ctx context.Context, s Session, c cell.Command, p *Plan) error {
	if r.Form == cell.WithText && !c.First {
		return fmt.Errorf("it takes the whole cell and must be its first line: put it into a cell of its own")
	}
	args, err := split(c.Text)
	if err != nil && !r.isShell() {
		return err
	}
	if r.Args == "" && len(args) > 0 {
		return fmt.Errorf("it takes no arguments, and %q is one", args[0])
	}
	return r.run(&call{ctx, s, c, p, r, args})
}

// usage is the error of a command with wrong arguments.
func (c *call) usage() error {
	return fmt.Errorf("use it as  %s %s  (%%help %s says more)", c.rule.Name, c.rule.Args, c.rule.Name)
}

// printf writes a line of output.
func (c *call) printf(format string, args ...any) {
	c.Write(wire.Stdout, fmt.Appendf(nil, format+"\n", args...))
}
