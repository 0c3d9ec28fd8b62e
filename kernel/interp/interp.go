// Package interp is the seam between the protocol and the language: what a
// front end may ask of an [Interpreter], and the values that go to and fro.
//
// It knows nothing of Jupyter's messages and nothing of Go source. The server
// calls an Interpreter; package session is the one that runs Go; the echo
// interpreter in interptest is the one that tests the protocol.
package interp

import (
	"context"

	"github.com/gonabla/nabla/display/wire"
)

// An Interpreter runs cells and answers questions about them. Every method may
// be called at any time. Cells of different subshells are executed at the same
// time; the other methods must not wait for a cell.
type Interpreter interface {
	// Info tells what the interpreter is.
	Info() Info
	// Execute runs one cell and returns when it has ended and all its output
	// has been given to the Sink. Cancelling ctx is an interrupt.
	Execute(ctx context.Context, req ExecuteRequest) ExecuteResult
	// Interrupt ends the running cells, and what is being built or downloaded
	// for them. It returns at once; Execute returns when the cell has ended. It
	// may come when no cell runs, and must not end the next one then. Every
	// interrupt of the user is one call, so that they may be counted.
	Interrupt()
	// IsComplete says whether code could be run as it is.
	IsComplete(code string) Completeness
	// Complete proposes how to go on at cursor, a byte offset in code.
	Complete(ctx context.Context, code string, cursor int) Completion
	// Inspect describes what stands at cursor, a byte offset in code.
	Inspect(ctx context.Context, code string, cursor, detail int) Inspection
	// Close ends the interpreter and everything it started.
	Close(ctx context.Context) error
}

// A Sink receives output as it is made, in order. The server implements it.
// Its methods are safe for concurrent use and never block for long.
type Sink interface {
	// Output publishes one piece of output. Its Cell is the ID of the
	// ExecuteRequest it belongs to, which may have ended long ago; 0 means the
	// one that runs now, or else the last one. Text that ends within a UTF-8
	// sequence is held until the rest of it comes.
	Output(wire.Frame)
}

// Info is what kernel_info_reply and the banner are made of.
type Info struct {
	Implementation        string
	ImplementationVersion string
	Banner                string
	Language              Language
	Links                 []Link
}

// Language is Jupyter's language_info.
type Language struct {
	Name, Version, MIMEType, FileExtension, PygmentsLexer, CodeMirrorMode, NBConvertExporter string
}

// A Link is shown in the front end's help menu.
type Link struct{ Text, URL string }

// An ExecuteRequest is one cell to run.
type ExecuteRequest struct {
	// ID is unique within the life of the kernel; frames carry it.
	ID uint64
	// Code is the text of the cell.
	Code string
	// Count is the number shown beside the cell: In [Count].
	Count int
	// Subshell names the queue of cells that Count belongs to; empty for the main
	// one.
	Subshell string
	// CellID is the front end's stable name of the cell; empty if unknown.
	CellID string
	// Silent asks for no execute_result.
	Silent bool
	// Store says that the cell belongs to the history.
	Store bool
	// Pager says that the front end shows long texts apart from the cell.
	Pager bool
	// Expressions are to be evaluated when the cell has ended well.
	Expressions map[string]string
	// Begin, unless it is nil, is called once: from then on Interrupt ends the cell.
	// It reports false if the cell was interrupted before, and is not to be run.
	Begin func() bool
	// Ask asks the user for a line of text, and returns when that is entered
	// or ctx ends. Nil means that nobody can be asked.
	Ask func(ctx context.Context, q wire.Question) (string, error)
}

// An ExecuteResult says how a cell ended. A nil Error means well.
type ExecuteResult struct {
	Error *CellError
	// Timings holds the seconds spent, phase by phase, in order.
	Timings []Timing
	// NextInput is text that the cell puts into a new cell below it; empty if
	// it does not.
	NextInput string
	// InPlace says that NextInput takes the place of the cell's own text.
	InPlace bool
	// Pages are texts to be shown in the front end's pager, in order.
	Pages []*wire.Bundle
	// Expressions are what became of those of the request, if the cell ended well.
	Expressions map[string]Value
}

// A Value is that of an expression, or the error for which there is none. It may
// have neither: a call of a function without results.
type Value struct {
	Bundle *wire.Bundle
	Error  *CellError
}

// A Timing is the time one phase of a cell took.
type Timing struct {
	Phase   string
	Seconds float64
}

// A CellError is why a cell failed: something about the user's code, or about
// the state of the machine, that the user can act on.
type CellError struct {
	// Name is the kind: "CompileError", "Panic", "Exit", "Interrupted", …
	Name string
	// Message says it in a line or a few.
	Message string
	// Traceback is the whole text to show, line by line, possibly coloured with
	// ANSI SGR sequences. It includes Name and Message.
	Traceback []string
	// Diagnostics are the errors with their places, when there are any.
	Diagnostics []Diagnostic
}

func (e *CellError) Error() string { return e.Name + ": " + e.Message }

// A Diagnostic is one error at one place of a cell.
type Diagnostic struct {
	Line, Column int // from 1; Column counts bytes
	Message      string
}

// Completeness is the answer to is_complete_request.
type Completeness struct {
	Status string // "complete", "incomplete", "invalid" or "unknown"
	Indent string // for "incomplete": how to indent the next line
}

// A Completion proposes texts for the bytes Start to End of the code.
type Completion struct {
	Start, End int
	Items      []CompletionItem
}

// A CompletionItem is one proposal.
type CompletionItem struct{ Text, Type, Signature string }

// An Inspection describes a name. A nil Bundle means that nothing was found.
type Inspection struct{ Bundle *wire.Bundle }
