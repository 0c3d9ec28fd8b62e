package interptest

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/interp"
)

// A Language says how an interpreter's cells do what the suite needs. A test
// whose code is empty is skipped.
type Language struct {
	// New starts an interpreter, which the suite closes.
	New func(t *testing.T, sink interp.Sink) interp.Interpreter
	// Stdout and Stderr write "hello, world" and a newline.
	Stdout, Stderr string
	// Value has the value whose text/plain is ValueText.
	Value, ValueText string
	// Order writes "one\n", then shows a bundle, then writes "two\n".
	Order string
	// Fail ends with an error called FailName.
	Fail, FailName string
	// Ask asks for a line and writes it to standard output.
	Ask string
	// Forever runs until it is interrupted.
	Forever string
	// Give and Take wait for each other; Prepare is run before them.
	Prepare, Give, Take string
	// Incomplete could go on in the next line; Invalid never can be right.
	Incomplete, Invalid string
	// Complete has exactly one way to go on: CompleteText.
	Complete, CompleteText string
	// Inspect is a name that can be described.
	Inspect string
}

// patience is how long the suite waits before it says that something hangs.
const patience = 60 * time.Second

// A bench is one interpreter under test.
type bench struct {
	*testing.T
	interp.Interpreter
	lang Language
	sink Recorder
	id   uint64
	ask  func(context.Context, wire.Question) (string, error)
}

// Run checks what [interp.Interpreter] promises.
func Run(t *testing.T, l Language) {
	tests := []struct {
		name string
		code string // what the test needs
		test func(*bench)
	}{
		{"Info", "-", testInfo},
		{"Stdout", l.Stdout, testStdout},
		{"Stderr", l.Stderr, testStderr},
		{"Value", l.Value, testValue},
		{"Order", l.Order, testOrder},
		{"Fail", l.Fail, testFail},
		{"Ask", l.Ask, testAsk},
		{"AskNobody", l.Ask, testAskNobody},
		{"AskInterrupt", l.Ask, testAskInterrupt},
		{"Interrupt", l.Forever, testInterrupt},
		{"InterruptIdle", l.Stdout, testInterruptIdle},
		{"Cancel", l.Forever, testCancel},
		{"Begin", l.Stdout, testBegin},
		{"QuestionsWhileRunning", l.Forever, testQuestions},
		{"CloseWhileRunning", l.Forever, testClose},
		{"Parallel", l.Give, testParallel},
		{"ParallelInterrupt", l.Forever, testParallelInterrupt},
		{"IsComplete", l.Incomplete, testIsComplete},
		{"Complete", l.Complete, testComplete},
		{"Inspect", l.Inspect, testInspect},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.code == "" {
				t.Skip("the language says no code for this")
			}
			b := &bench{T: t, lang: l}
			b.Interpreter = l.New(t, &b.sink)
			t.Cleanup(func() { b.Close(context.Background()) })
			test.test(b)
		})
	}
}

// execute runs a cell and returns its result and output.
func (b *bench) execute(code string) (interp.ExecuteResult, []wire.Frame) {
	b.Helper()
	result := <-b.start(context.Background(), code)
	frames := b.sink.Take()
	for _, f := range frames {
		if f.Cell != b.id && f.Cell != 0 {
			b.Errorf("cell %d wrote as cell %d", b.id, f.Cell)
		}
	}
	return result, frames
}

// start begins a cell. The channel gives its result, or the test fails.
func (b *bench) start(ctx context.Context, code string) <-chan interp.ExecuteResult {
	b.id++
	req := interp.ExecuteRequest{ID: b.id, Code: code, Count: int(b.id), Store: true, Ask: b.ask}
	done := make(chan interp.ExecuteResult, 1)
	timeout := time.AfterFunc(patience, func() { panic("interptest: the cell did not end: " + code) })
	go func() {
		defer timeout.Stop()
		done <- b.Execute(ctx, req)
	}()
	return done
}

func (b *bench) mustRun(code string) []wire.Frame {
	b.Helper()
	result, frames := b.execute(code)
	if result.Error != nil {
		b.Fatalf("%s: %v", code, result.Error)
	}
	return frames
}

func testInfo(b *bench) {
	info := b.Info()
	for name, value := range map[string]string{
		"Implementation":        info.Implementation,
		"ImplementationVersion": info.ImplementationVersion,
		"Banner":                info.Banner,
		"Language.Name":         info.Language.Name,
		"Language.Version":      info.Language.Version,
		"Language.MIMEType":     info.Language.MIMEType,
	} {
		if value == "" {
			b.Errorf("Info: %s is empty", name)
		}
	}
	if !strings.HasPrefix(info.Language.FileExtension, ".") {
		b.Errorf("file extension %q does not begin with a dot", info.Language.FileExtension)
	}
}

func testStdout(b *bench) {
	if got := Text(b.mustRun(b.lang.Stdout), wire.Stdout); got != "hello, world\n" {
		b.Errorf("standard output is %q", got)
	}
}

func testStderr(b *bench) {
	if got := Text(b.mustRun(b.lang.Stderr), wire.Stderr); got != "hello, world\n" {
		b.Errorf("standard error is %q", got)
	}
}

func testValue(b *bench) {
	frames := b.mustRun(b.lang.Value)
	frames = slices.DeleteFunc(frames, func(f wire.Frame) bool { return f.Kind != wire.Display })
	if len(frames) != 1 || !frames[0].Bundle.Result {
		b.Fatalf("want one result, got %v", frames)
	}
	if got := string(frames[0].Bundle.Data["text/plain"]); got != b.lang.ValueText {
		b.Errorf("the value is %q, want %q", got, b.lang.ValueText)
	}
}

func testOrder(b *bench) {
	frames := b.mustRun(b.lang.Order)
	shown := slices.IndexFunc(frames, func(f wire.Frame) bool { return f.Kind == wire.Display })
	if shown < 0 {
		b.Fatal("nothing was shown")
	}
	before, after := Text(frames[:shown], wire.Stdout), Text(frames[shown:], wire.Stdout)
	if before != "one\n" || after != "two\n" {
		b.Errorf("written before the display: %q, after it: %q", before, after)
	}
}

func testFail(b *bench) {
	result, _ := b.execute(b.lang.Fail)
	if result.Error == nil {
		b.Fatal("no error")
	}
	if result.Error.Name != b.lang.FailName {
		b.Errorf("the error is called %q, want %q", result.Error.Name, b.lang.FailName)
	}
	trace := strings.Join(result.Error.Traceback, "\n")
	if !strings.Contains(trace, result.Error.Name) || !strings.Contains(trace, result.Error.Message) {
		b.Errorf("the traceback does not tell everything: %q", trace)
	}
	if b.lang.Stdout != "" {
		testStdout(b) // the interpreter goes on
	}
}

// interruptUntilEnd interrupts until the cell has ended: the first interrupt
// may come before the cell has begun. A second one comes late, since it may
// mean more to an interpreter than the first.
func (b *bench) interruptUntilEnd(done <-chan interp.ExecuteResult) interp.ExecuteResult {
	wait := 200 * time.Millisecond
	for {
		select {
		case result := <-done:
			return result
		case <-time.After(wait):
			b.Interrupt()
			wait = 10 * time.Second
		}
	}
}

func testInterrupt(b *bench) {
	result := b.interruptUntilEnd(b.start(context.Background(), b.lang.Forever))
	if result.Error == nil || result.Error.Name != "Interrupted" {
		b.Errorf("an interrupted cell ended with %v", result.Error)
	}
	if b.lang.Stdout != "" {
		b.sink.Take()
		testStdout(b)
	}
}

func testAsk(b *bench) {
	b.ask = func(context.Context, wire.Question) (string, error) { return "a line, ü", nil }
	for range 2 {
		if got := Text(b.mustRun(b.lang.Ask), wire.Stdout); got != "a line, ü\n" {
			b.Errorf("the cell was told %q", got)
		}
	}
}

// testAskNobody: a cell that asks where nobody can be asked says so, and ends.
func testAskNobody(b *bench) {
	result, frames := b.execute(b.lang.Ask)
	if result.Error == nil && Text(frames, wire.Stderr) == "" {
		b.Error("nothing says that there is nobody to ask")
	}
}

// testAskInterrupt: an interrupt ends a cell that waits for the user, and
// withdraws the question.
func testAskInterrupt(b *bench) {
	asked, withdrawn := make(chan struct{}), make(chan struct{})
	b.ask = func(ctx context.Context, _ wire.Question) (string, error) {
		close(asked)
		<-ctx.Done()
		close(withdrawn)
		return "", ctx.Err()
	}
	done := b.start(context.Background(), b.lang.Ask)
	<-asked
	b.Interrupt()
	if result := <-done; result.Error == nil || result.Error.Name != "Interrupted" {
		b.Errorf("an interrupted cell ended with %v", result.Error)
	}
	<-withdrawn
}

// testInterruptIdle: an interrupt while nothing runs must not end the next
// cell.
func testInterruptIdle(b *bench) {
	b.Interrupt()
	testStdout(b)
	b.Interrupt()
	testStdout(b)
}

func testCancel(b *bench) {
	ctx, cancel := context.WithCancel(context.Background())
	done := b.start(ctx, b.lang.Forever)
	cancel()
	if result := <-done; result.Error == nil {
		b.Error("a cancelled cell ended well")
	}
}

// testBegin: a cell says once that it begins, and does not run if it was interrupted
// before.
func testBegin(b *bench) {
	for _, wanted := range []bool{true, false} {
		begun := 0
		result := b.Execute(context.Background(), interp.ExecuteRequest{ID: 1, Count: 1, Code: b.lang.Stdout, Begin: func() bool {
			begun++
			return wanted
		}})
		shown := Text(b.sink.Take(), wire.Stdout) != ""
		if begun != 1 || shown != wanted || (result.Error == nil) != wanted {
			b.Errorf("begun %d times; wanted %v: shown %v, %v", begun, wanted, shown, result.Error)
		}
	}
}

func testQuestions(b *bench) {
	done := b.start(context.Background(), b.lang.Forever)
	b.Info()
	b.IsComplete(b.lang.Stdout)
	b.Complete(context.Background(), b.lang.Stdout, 0)
	b.Inspect(context.Background(), b.lang.Stdout, 0, 0)
	select {
	case result := <-done:
		b.Errorf("the cell ended by itself: %v", result.Error)
	default:
		b.interruptUntilEnd(done)
	}
}

func testClose(b *bench) {
	done := b.start(context.Background(), b.lang.Forever)
	if err := b.Close(context.Background()); err != nil {
		b.Errorf("Close: %v", err)
	}
	if result := <-done; result.Error == nil {
		b.Error("the cell of a closed interpreter ended well")
	}
}

// testParallel: cells run at the same time, and share what there is.
func testParallel(b *bench) {
	b.mustRun(b.lang.Prepare)
	for range 3 {
		give := b.start(context.Background(), b.lang.Give)
		take := b.start(context.Background(), b.lang.Take)
		for _, done := range []<-chan interp.ExecuteResult{give, take} {
			if result := <-done; result.Error != nil {
				b.Fatal(result.Error)
			}
		}
	}
}

// testParallelInterrupt: an interrupt ends all cells that run.
func testParallelInterrupt(b *bench) {
	one := b.start(context.Background(), b.lang.Forever)
	other := b.start(context.Background(), b.lang.Forever)
	for _, done := range []<-chan interp.ExecuteResult{one, other} {
		if result := b.interruptUntilEnd(done); result.Error == nil || result.Error.Name != "Interrupted" {
			b.Errorf("an interrupted cell ended with %v", result.Error)
		}
	}
}

func testIsComplete(b *bench) {
	for code, want := range map[string]string{b.lang.Stdout: "complete", b.lang.Incomplete: "incomplete", b.lang.Invalid: "invalid"} {
		if got := b.IsComplete(code).Status; code != "" && got != want {
			b.Errorf("%q is %s, want %s", code, got, want)
		}
	}
}

func testComplete(b *bench) {
	c := b.Complete(context.Background(), b.lang.Complete, len(b.lang.Complete))
	if len(c.Items) != 1 || c.Items[0].Text != b.lang.CompleteText {
		b.Errorf("%q is completed by %v, want %q", b.lang.Complete, c.Items, b.lang.CompleteText)
	}
	if c.Start < 0 || c.Start > c.End || c.End > len(b.lang.Complete) {
		b.Errorf("completed from %d to %d in %q", c.Start, c.End, b.lang.Complete)
	}
}

func testInspect(b *bench) {
	code := b.lang.Inspect
	found := b.Interpreter.Inspect(context.Background(), code, len(code), 0)
	if found.Bundle == nil || len(found.Bundle.Data["text/plain"]) == 0 {
		b.Errorf("%q is not described in text/plain", code)
	}
}
