package interptest

import (
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/interp"
)

// An Echo is an interpreter whose cells are lines of commands:
//
//	print TEXT      a line on standard output
//	warn TEXT       a line on standard error
//	bytes HEX       bytes on standard output
//	value TEXT      the value of the cell
//	display TEXT    a display; "display @ID TEXT" can be updated
//	update ID TEXT  another text for the display ID
//	image N         the value of the cell, an image of N megabytes
//	clear, clear wait
//	object open ID, object say ID TEXT, object close ID
//	                opens a comm of the target "echo", sends on it, or closes it
//	fail NAME TEXT  ends the cell with an error
//	later TEXT      remembers a line; release writes it as the cell that said so
//	release
//	ask PROMPT      asks the user and writes the answer; "ask ! PROMPT" asks for a password
//	sleep           waits for an interrupt
//	meet NAME       waits until another cell says the same
//	page TEXT       a text for the pager, or a display
//	next TEXT       a text for the cell below
//	panic TEXT      panics, which an interpreter must not
//
// A line that is nothing of this is an error. Code that ends in a backslash is
// incomplete, and invalid if it holds "?!".
type Echo struct {
	sink interp.Sink

	mu       sync.Mutex
	running  map[uint64]func() // end the running cells
	closed   bool
	later    []wire.Frame
	meetings map[string]chan struct{} // closed by the second cell that comes
	channels map[string]func(map[string]any)
}

var _ interp.Interpreter = (*Echo)(nil)

// NewEcho returns an Echo that writes to sink.
func NewEcho(sink interp.Sink) *Echo { return &Echo{sink: sink} }

// EchoInfo is what an Echo is.
var EchoInfo = interp.Info{
	Implementation:        "echo",
	ImplementationVersion: "1",
	Banner:                "Echo: a kernel for tests",
	Language:              interp.Language{Name: "echo", Version: "1", MIMEType: "text/x-echo", FileExtension: ".echo"},
	Links:                 []interp.Link{{Text: "Echo", URL: "https://example.org/echo"}},
}

// Info implements [interp.Interpreter].
func (e *Echo) Info() interp.Info { return EchoInfo }

// Execute implements [interp.Interpreter].
func (e *Echo) Execute(ctx context.Context, req interp.ExecuteRequest) interp.ExecuteResult {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	e.begin(req, cancel)
	defer e.end(req.ID)
	r := interp.ExecuteResult{Timings: []interp.Timing{{Phase: "run", Seconds: 0}}, Expressions: map[string]interp.Value{}}
	for line := range strings.Lines(req.Code) {
		switch command, text, _ := strings.Cut(strings.TrimSpace(line), " "); {
		case ctx.Err() != nil:
			return interp.ExecuteResult{Error: cellError("Interrupted", "the cell was interrupted")}
		case command == "next":
			r.NextInput = text
		case command == "page" && req.Pager:
			r.Pages = append(r.Pages, plain(text))
		default:
			if err := e.run(ctx, req, command, text); err != nil {
				return interp.ExecuteResult{Error: err}
			}
		}
	}
	for name, expression := range req.Expressions {
		r.Expressions[name] = evaluate(expression)
	}
	return r
}

// evaluate gives the text of "value TEXT", or the error of "fail NAME TEXT".
func evaluate(expression string) (v interp.Value) {
	switch command, text, _ := strings.Cut(expression, " "); command {
	case "value":
		v.Bundle = plain(text)
	case "fail":
		name, message, _ := strings.Cut(text, " ")
		v.Error = cellError(name, message)
	}
	return v
}

func (e *Echo) begin(req interp.ExecuteRequest, interrupt func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.running == nil {
		e.running = map[uint64]func(){}
	}
	e.running[req.ID] = interrupt
	if e.closed || req.Begin != nil && !req.Begin() {
		interrupt()
	}
}

func (e *Echo) end(cell uint64) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.running, cell)
}

// run carries out one line.
func (e *Echo) run(ctx context.Context, req interp.ExecuteRequest, command, text string) *interp.CellError {
	frame := wire.Frame{Cell: req.ID}
	switch command {
	case "":
		return nil
	case "print":
		frame.Kind, frame.Text = wire.Stdout, []byte(text+"\n")
	case "warn":
		frame.Kind, frame.Text = wire.Stderr, []byte(text+"\n")
	case "bytes":
		frame.Kind = wire.Stdout
		frame.Text, _ = hex.DecodeString(text)
	case "value":
		if req.Silent {
			return nil
		}
		frame.Kind, frame.Bundle = wire.Display, plain(text)
		frame.Bundle.Result = true
	case "image":
		frame.Kind, frame.Bundle = wire.Display, image(text)
	case "display", "update", "page":
		frame.Kind, frame.Bundle = wire.Display, display(command, text)
	case "object":
		frame.Kind, frame.Comm = wire.Message, object(text)
	case "clear":
		frame.Kind, frame.Wait = wire.Clear, text == "wait"
	case "later":
		frame.Kind, frame.Text = wire.Stdout, []byte(text+"\n")
		e.remember(frame)
		return nil
	case "release":
		e.release()
		return nil
	case "ask":
		answer, err := e.ask(ctx, req, text)
		if err != nil {
			return err
		}
		frame.Kind, frame.Text = wire.Stdout, []byte(answer+"\n")
	default:
		return e.stop(ctx, command, text)
	}
	e.sink.Output(frame)
	return nil
}

func (e *Echo) ask(ctx context.Context, req interp.ExecuteRequest, text string) (string, *interp.CellError) {
	if req.Ask == nil {
		return "", cellError("InputError", "there is nobody to ask")
	}
	prompt, password := strings.CutPrefix(text, "! ")
	answer, err := req.Ask(ctx, wire.Question{Prompt: prompt, Password: password})
	switch {
	case ctx.Err() != nil:
		return "", cellError("Interrupted", "the cell was interrupted")
	case err != nil:
		return "", cellError("InputError", err.Error())
	}
	return answer, nil
}

// stop carries out the commands that end a cell.
func (e *Echo) stop(ctx context.Context, command, text string) *interp.CellError {
	switch command {
	case "fail":
		name, message, _ := strings.Cut(text, " ")
		return cellError(name, message)
	case "sleep":
		<-ctx.Done()
		return cellError("Interrupted", "the cell was interrupted")
	case "meet":
		return e.meet(ctx, text)
	case "panic":
		panic(text)
	}
	return cellError("UnknownCommand", fmt.Sprintf("%q is no command", command))
}

func (e *Echo) meet(ctx context.Context, name string) *interp.CellError {
	e.mu.Lock()
	other := e.meetings[name]
	if other != nil {
		close(other)
		delete(e.meetings, name)
		e.mu.Unlock()
		return nil
	}
	if e.meetings == nil {
		e.meetings = map[string]chan struct{}{}
	}
	came := make(chan struct{})
	e.meetings[name] = came
	e.mu.Unlock()
	select {
	case <-came:
		return nil
	case <-ctx.Done():
		return cellError("Interrupted", "the cell was interrupted")
	}
}

func cellError(name, message string) *interp.CellError {
	return &interp.CellError{Name: name, Message: message, Traceback: []string{name + ": " + message}}
}

func plain(text string) *wire.Bundle {
	return &wire.Bundle{Data: map[string][]byte{"text/plain": []byte(text)}}
}

func image(megabytes string) *wire.Bundle {
	n, _ := strconv.Atoi(megabytes)
	return &wire.Bundle{Data: map[string][]byte{"image/png": make([]byte, n<<20)}, Result: true}
}

func display(command, text string) *wire.Bundle {
	if command == "update" {
		id, text, _ := strings.Cut(text, " ")
		b := plain(text)
		b.DisplayID, b.Update = id, true
		return b
	}
	if named, ok := strings.CutPrefix(text, "@"); ok {
		id, text, _ := strings.Cut(named, " ")
		b := plain(text)
		b.DisplayID = id
		return b
	}
	return plain(text)
}

func (e *Echo) remember(f wire.Frame) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.later = append(e.later, f)
}

func (e *Echo) release() {
	e.mu.Lock()
	later := e.later
	e.later = nil
	e.mu.Unlock()
	for _, f := range later {
		e.sink.Output(f)
	}
}

// Interrupt implements [interp.Interpreter].
func (e *Echo) Interrupt() {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, interrupt := range e.running {
		interrupt()
	}
}

// IsComplete implements [interp.Interpreter].
func (e *Echo) IsComplete(code string) interp.Completeness {
	switch {
	case strings.Contains(code, "?!"):
		return interp.Completeness{Status: "invalid"}
	case strings.HasSuffix(code, `\`):
		return interp.Completeness{Status: "incomplete", Indent: "  "}
	}
	return interp.Completeness{Status: "complete"}
}

var echoCommands = []string{
	"ask", "bytes", "clear", "display", "fail", "image", "later", "meet", "next", "page", "panic", "print", "release", "sleep", "update", "value", "warn",
}

// word is the beginning, before cursor, and the end of the letters around it.
func word(code string, cursor int) (start, end int) {
	letter := func(r rune) bool { return r >= 'a' && r <= 'z' }
	start = len(strings.TrimRightFunc(code[:cursor], letter))
	end = len(code) - len(strings.TrimLeftFunc(code[cursor:], letter))
	return start, end
}

// Complete implements [interp.Interpreter].
func (e *Echo) Complete(_ context.Context, code string, cursor int) interp.Completion {
	start, _ := word(code, cursor)
	c := interp.Completion{Start: start, End: cursor}
	for _, command := range echoCommands {
		if strings.HasPrefix(command, code[start:cursor]) {
			c.Items = append(c.Items, interp.CompletionItem{Text: command, Type: "keyword"})
		}
	}
	return c
}

// Inspect implements [interp.Interpreter].
func (e *Echo) Inspect(_ context.Context, code string, cursor, _ int) interp.Inspection {
	start, end := word(code, cursor)
	if !slices.Contains(echoCommands, code[start:end]) {
		return interp.Inspection{}
	}
	return interp.Inspection{Bundle: plain("command " + code[start:end])}
}

// Close implements [interp.Interpreter].
func (e *Echo) Close(context.Context) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.closed = true
	for _, interrupt := range e.running {
		interrupt()
	}
	return nil
}
