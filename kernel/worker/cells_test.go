package worker_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// stack writes a stack as one line.
func stack(frames []proto.Frame) string {
	var list []string
	for _, f := range frames {
		list = append(list, fmt.Sprintf("%s %s:%d", f.Func, f.File, f.Line))
	}
	return strings.Join(list, ", ")
}

func TestOutcomes(t *testing.T) {
	n := newNotebook(t)
	tests := []struct {
		imports, declarations, statements string
		want                              proto.Done // Cell and Timings aside
		output                            string
	}{
		{"fmt", "", `print("a"); fmt.Print("b")`, proto.Done{}, "ab"},
		{"", "func f(i int) int {\n//line cell-f:3\nreturn []int{1}[i] }", "f(7)", proto.Done{
			Outcome: proto.Panic, Message: "runtime error: index out of range [7] with length 1",
			Stack: []proto.Frame{{Func: "main.f", File: "cell-f", Line: 3}, {Func: "main.nabla_run_%d", File: "cell-%d", Line: 1}},
		}, ""},
		{"errors fmt", "", "defer fmt.Print(\"deferred\")\npanic(errors.New(\"mine\"))", proto.Done{
			Outcome: proto.Panic, Message: "mine",
			Stack: []proto.Frame{{Func: "main.nabla_run_%d", File: "cell-%d", Line: 2}},
		}, "deferred"},
		{"", "type bad struct{}\nfunc (bad) Error() string { panic(1) }", "panic(bad{})", proto.Done{
			Outcome: proto.Panic, Message: "a main.bad, which panicked itself when it was printed",
			Stack: []proto.Frame{{Func: "main.nabla_run_%d", File: "cell-%d", Line: 1}},
		}, ""},
		{"os fmt", "", "defer fmt.Print(\"deferred\")\nos.Exit(3)", proto.Done{
			Outcome: proto.Exited, ExitCode: 3,
			Stack: []proto.Frame{{Func: "os.Exit"}, {Func: "main.nabla_run_%d", File: "cell-%d", Line: 2}},
		}, "deferred"},
		{"runtime", "", "runtime.Goexit()", proto.Done{Outcome: proto.Panic, Message: "runtime.Goexit was called"}, ""},
		{"sync", "", "var m sync.Mutex\nm.Unlock()", proto.Done{
			Outcome: proto.Panic, Message: "fatal error: sync: unlock of unlocked mutex",
		}, ""},
		{"", "var first, second int", "first++", proto.Done{NewVariables: []string{"first", "second"}}, ""},
	}
	for _, test := range tests {
		got := n.run(test.imports, test.declarations, test.statements)
		if got.Outcome != test.want.Outcome || got.Message != test.want.Message || got.ExitCode != test.want.ExitCode ||
			!slices.Equal(got.NewVariables, test.want.NewVariables) {
			t.Errorf("%s: %+v, want %+v", test.statements, got, test.want)
		}
		if output := n.text(); output != test.output {
			t.Errorf("%s: output %q, want %q", test.statements, output, test.output)
		}
		want := stack(test.want.Stack)
		want = strings.ReplaceAll(want, "%d", fmt.Sprint(got.Cell))
		if test.want.Stack != nil && test.want.Outcome != proto.Exited && stack(got.Stack) != want {
			t.Errorf("%s: stack %s, want %s", test.statements, stack(got.Stack), want)
		}
		for _, f := range got.Stack {
			if strings.HasPrefix(f.Func, "runtime.") || strings.Contains(f.Func, "nabla/kernel") {
				t.Errorf("%s: stack shows %s", test.statements, f.Func)
			}
		}
	}
}

func TestLinkError(t *testing.T) {
	n := newNotebook(t)
	r := n.compile("", "", "")
	r.Entry = "main.missing"
	d, err := n.worker.Run(t.Context(), r)
	if err != nil || d.Outcome != proto.LinkError || d.Message == "" {
		t.Errorf("%+v, %v", d, err)
	}
}

// What ends another goroutine ends neither cell nor worker.
func TestOtherGoroutines(t *testing.T) {
	n := newNotebook(t)
	d := n.run("os sync", "", "var g sync.WaitGroup\ng.Add(2)\ngo func() { defer g.Done()\npanic(\"boom\")\n}()\ngo func() { defer g.Done(); os.Exit(4) }()\ng.Wait()")
	if d.Outcome != proto.OK {
		t.Errorf("%+v", d)
	}
	eventually(t, func() bool { // a report may come after the end of the cell
		n.mu.Lock()
		defer n.mu.Unlock()
		return len(n.panics) >= 2
	})
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.panics) != 2 {
		t.Fatalf("%d reports, want 2: %+v", len(n.panics), n.panics)
	}
	for _, p := range n.panics {
		if p.Cell != d.Cell || p.Message != "boom" && !strings.Contains(p.Message, "os.Exit(4)") {
			t.Errorf("%+v", p)
		}
		if p.Message == "boom" && (len(p.Stack) == 0 || p.Stack[0].Line != 4) {
			t.Errorf("stack %s", stack(p.Stack))
		}
	}
}

// Text, displays and what a child process writes come in the order in which
// they were made, and belong to their cell also when it has ended.
func TestOutputInOrder(t *testing.T) {
	n := newNotebook(t)
	d := n.run("fmt os os/exec time github.com/gonabla/nabla/display/wire", "", `
		fmt.Print("1")
		wire.Publish(wire.Frame{Kind: wire.Display, Bundle: &wire.Bundle{Data: map[string][]byte{"text/plain": []byte("2")}}})
		c := exec.Command("echo", "-n", "3")
		c.Stdout = os.Stdout
		if err := c.Run(); err != nil { panic(err) }
		fmt.Fprint(os.Stderr, "4")
		go func() {
			for os.Getenv("LATER") == "" { time.Sleep(time.Millisecond) }
			fmt.Print("late")
			os.Setenv("LATER", "over")
		}()`)
	if d.Outcome != proto.OK {
		t.Fatalf("%+v", d)
	}
	n.mu.Lock()
	var kinds []wire.Kind
	for _, f := range n.frames {
		if kinds = append(kinds, f.Kind); f.Cell != d.Cell {
			t.Errorf("frame of cell %d, want %d", f.Cell, d.Cell)
		}
	}
	n.mu.Unlock()
	if want := []wire.Kind{wire.Stdout, wire.Display, wire.Stdout, wire.Stderr}; !slices.Equal(kinds, want) {
		t.Errorf("kinds of output %v, want %v", kinds, want)
	}
	n.text()
	n.run("os time", "", `
		os.Setenv("LATER", "now")
		for os.Getenv("LATER") == "now" { time.Sleep(time.Millisecond) }`)
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.frames) != 1 || string(n.frames[0].Text) != "late" || n.frames[0].Cell != d.Cell {
		t.Errorf("late output %+v, want that of cell %d", n.frames, d.Cell)
	}
}

// Text that goes past package os keeps its place among the rest.
func TestRawOutputInOrder(t *testing.T) {
	n := newNotebook(t)
	d := n.run("fmt os syscall", "", `
		for i := 0; i < 1200; i += 6 {
			fmt.Println(i)
			syscall.Write(1, fmt.Appendln(nil, i + 1))
			println(i + 2)
			fmt.Fprintln(os.Stderr, i + 3)
			println(i + 4)
			syscall.Write(1, fmt.Appendln(nil, i + 5))
		}`)
	var want strings.Builder
	for i := range 1200 {
		fmt.Fprintln(&want, i)
	}
	if text := n.text(); d.Outcome != proto.OK || text != want.String() {
		t.Errorf("%+v, output %q", d, text)
	}
}

// loop is a loop as emit writes it.
const loop = "for {\nif interrupt.Flag != 0 { interrupt.Check() }\n}"

const interruptPath = "github.com/gonabla/nabla/kernel/worker/interrupt"

func TestInterrupt(t *testing.T) {
	n := newNotebook(t)
	cell, done := n.starts("fmt sync "+interruptPath, "", `
		var g sync.WaitGroup
		for range 2 {
			g.Go(func() { defer fmt.Print("helper "); `+loop+` })
		}
		defer fmt.Print("end")
		defer func() { fmt.Print(recover(), " "); g.Wait() }()
		fmt.Print("begin")
		`+loop)
	n.await("begin")
	n.worker.Interrupt(cell)
	d := <-done
	if d.Outcome != proto.Interrupted || len(d.Stack) == 0 {
		t.Errorf("%+v", d)
	}
	if text := n.text(); text != "<nil> helper helper end" && text != "helper helper <nil> end" && text != "helper <nil> helper end" {
		t.Errorf("deferred functions wrote %q", text)
	}
	if d := n.run("fmt", "", `fmt.Print("on")`); d.Outcome != proto.OK || n.text() != "on" {
		t.Errorf("the next cell: %+v", d)
	}
}

// An interrupt that comes before the cell is not lost.
func TestEarlyInterrupt(t *testing.T) {
	n := newNotebook(t)
	n.worker.Interrupt(n.cells + 1)
	_, done := n.starts(interruptPath, "", loop)
	if d := <-done; d.Outcome != proto.Interrupted {
		t.Errorf("%+v", d)
	}
	if d := n.run("", "", "println()"); d.Outcome != proto.OK {
		t.Errorf("the next cell: %+v", d)
	}
}

// An interrupt that comes while a cell is linked does not keep its packages from
// being initialised: later cells use them.
func TestInterruptWhileLinking(t *testing.T) {
	const descent = "github.com/gonabla/nabla/mathlib/descent"
	n := newNotebook(t)
	cell, done := n.starts(descent+" "+interruptPath, "", "_ = descent.Stopped.String()\n"+loop)
	for ended := false; !ended; { // the worker may not have heard of the cell yet
		n.worker.Interrupt(cell)
		select {
		case d := <-done:
			if ended = true; d.Outcome != proto.Interrupted {
				t.Errorf("%+v", d)
			}
		case <-time.After(time.Millisecond):
		}
	}
	d := n.run("fmt "+descent, "", "fmt.Print(descent.Stopped)")
	if text := n.text(); d.Outcome != proto.OK || text != "stopped by the progress callback" {
		t.Errorf("%+v, output %q", d, text)
	}
}

// A cell that hangs is abandoned; when it comes to a check, it ends.
func TestAbandon(t *testing.T) {
	n := newNotebook(t)
	cell, done := n.starts("bytes fmt runtime "+interruptPath, "var c = make(chan int)", `
		c = make(chan int)
		defer fmt.Print("gone")
		go func() { b := make([]byte, 1<<18); for !bytes.Contains(b[:runtime.Stack(b, true)], []byte("[chan receive]:\nmain.nabla_run")) { runtime.Gosched() }; fmt.Print("begin") }()
		<-c
		`+loop)
	n.await("begin")
	n.worker.Interrupt(cell)
	n.worker.Abandon(cell)
	d := <-done
	if d.Outcome != proto.Abandoned || d.Message != "chan receive" || len(d.Stack) != 1 || d.Stack[0].Line != 5 {
		t.Errorf("%+v", d)
	}
	if d := n.run("", "var c chan int", "close(c)"); d.Outcome != proto.OK {
		t.Errorf("the next cell: %+v", d)
	}
	n.await("gone")
}

// The first use of a package that the worker does not hold.
func TestLibraries(t *testing.T) {
	n := newNotebook(t)
	begin := time.Now()
	d := n.run("bytes fmt gonum.org/v1/gonum/mat gonum.org/v1/plot gonum.org/v1/plot/vg", "", `
		fmt.Print(mat.Det(mat.NewDense(2, 2, []float64{1, 2, 3, 5})), " ")
		w, err := plot.New().WriterTo(4*vg.Inch, 4*vg.Inch, "svg")
		if err != nil { panic(err) }
		var b bytes.Buffer
		w.WriteTo(&b)
		fmt.Print(bytes.Contains(b.Bytes(), []byte("<svg")))`)
	if text := n.text(); d.Outcome != proto.OK || !strings.HasPrefix(text, "-1") || !strings.HasSuffix(text, "true") {
		t.Errorf("%+v, output %q", d, text)
	}
	t.Logf("compiled and run in %v: %+v", time.Since(begin), d.Timings)
}
