package session

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/interp"
)

// A parallel runs cells as several subshells do.
type parallel struct {
	*testing.T
	s *Session

	mu    sync.Mutex
	texts map[uint64]string // of what cells have shown
	last  uint64
}

// Output implements [interp.Sink].
func (p *parallel) Output(f wire.Frame) {
	text := string(f.Text)
	if f.Bundle != nil {
		text = string(f.Bundle.Data["text/plain"]) + "\n"
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.texts[f.Cell] += text
}

func newParallel(t *testing.T) *parallel {
	p := &parallel{T: t, texts: map[uint64]string{}}
	s, err := New(context.Background(), testConfig(t, p))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.Background()) })
	p.s = s
	return p
}

// An ended is how a cell ended: what it showed, and its error.
type ended struct {
	text string
	err  *interp.CellError
}

// start begins a cell, and returns the channel that gives its end.
func (p *parallel) start(code string) <-chan ended {
	p.mu.Lock()
	p.last++
	request := interp.ExecuteRequest{ID: p.last, Code: code, Count: int(p.last), Store: true}
	request.Ask = func(context.Context, wire.Question) (string, error) {
		return fmt.Sprintf("one %d\ntwo", request.ID), nil
	}
	p.mu.Unlock()
	done := make(chan ended, 1)
	go func() {
		r := p.s.Execute(context.Background(), request)
		done <- ended{p.shown(request.ID), r.Error}
	}()
	return done
}

// shown is the text that a cell has shown so far.
func (p *parallel) shown(cell uint64) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.texts[cell]
}

func (p *parallel) await(done <-chan ended) ended {
	p.Helper()
	select {
	case e := <-done:
		return e
	case <-time.After(2 * time.Minute):
		p.Fatal("a cell does not end")
		return ended{}
	}
}

// run runs a cell to its end and returns what it showed.
func (p *parallel) run(code string) string {
	p.Helper()
	e := p.await(p.start(code))
	if e.err != nil {
		p.Fatalf("%s\n%s", code, strings.Join(e.err.Traceback, "\n"))
	}
	return e.text
}

// A cell that runs shares its variables and functions with those that begin
// meanwhile, also what it has declared itself; they can follow it and end it.
func TestParallelShares(t *testing.T) {
	p := newParallel(t)
	p.run("steps, stop := 0, make(chan bool)")
	running := p.start(`
double := func(x int) int { return 2 * x }
func triple(x int) int { return 3 * x }
for {
	select {
	case <-stop:
		return
	default:
		steps++
		time.Sleep(time.Millisecond)
	}
}`)
	for p.run("steps > 3") != "true\n" {
	}
	if got := p.run("double(21) + triple(1)"); got != "45\n" {
		t.Errorf("what the running cell has declared gives %q", got)
	}
	p.run("func triple(x int) int { return -x }")
	p.run("stop <- true")
	if e := p.await(running); e.err != nil {
		t.Fatal(e.err)
	}
	if got := p.run("triple(5)"); got != "-5\n" {
		t.Errorf("the definition that came last gives %q", got)
	}
}

// An interrupt ends all that runs and all that is being made ready; what
// variables hold is kept.
func TestParallelInterrupt(t *testing.T) {
	p := newParallel(t)
	p.run("n, ready := 0, make(chan bool)")
	one := p.start("n = 7\nready <- true\nfor {\n}")
	p.run("<-ready")
	other := p.start("select {}")
	for {
		p.s.mu.Lock()
		both := len(p.s.running) == 2 && p.s.running[1].loaded
		p.s.mu.Unlock()
		if both {
			break
		}
		time.Sleep(time.Millisecond)
	}
	p.s.Interrupt()
	for _, running := range []<-chan ended{one, other} {
		if e := p.await(running); e.err == nil || e.err.Name != "Interrupted" {
			t.Errorf("the cell ended with %v", e.err)
		}
	}
	if got := p.run("n"); got != "7\n" {
		t.Errorf("n is %q", got)
	}
}

// The worker that dies takes all cells with it; it is replaced once.
func TestParallelDeath(t *testing.T) {
	p := newParallel(t)
	p.run("kept, ready := 42, make(chan bool)")
	awaitSaved(p.s)
	p.s.mu.Lock()
	w := p.s.worker
	p.s.mu.Unlock()
	running := []<-chan ended{p.start("ready := make(chan bool)\nselect {}"), p.start("select {}"), p.start("select {}")}
	for {
		p.s.mu.Lock()
		loaded := 0
		for _, x := range p.s.running {
			if x.loaded {
				loaded++
			}
		}
		p.s.mu.Unlock()
		if loaded == len(running) {
			break
		}
		time.Sleep(time.Millisecond)
	}
	kill(p.s)
	inFull := 0
	for _, done := range running {
		e := p.await(done)
		if e.err == nil || e.err.Name != "WorkerDied" {
			t.Fatalf("the cell ended with %v", e.err)
		}
		if strings.Contains(e.err.Message, "A new worker was started") {
			inFull++
		} else if !strings.Contains(e.err.Message, "another cell") {
			t.Errorf("the cell says %q", e.err.Message)
		}
	}
	if inFull != 1 {
		t.Errorf("%d cells tell of the new worker in full", inFull)
	}
	p.s.mu.Lock()
	next := p.s.worker
	p.s.mu.Unlock()
	if got := p.run("kept"); got != "42\n" || next == w {
		t.Errorf("the variable is %q", got)
	}
}

// Each cell reads lines of its own.
func TestParallelInput(t *testing.T) {
	p := newParallel(t)
	p.run("meeting := make(chan bool)")
	read := func(first, then string) string {
		return "in := bufio.NewReaderSize(os.Stdin, 16)\na, _ := in.ReadString('\\n')\n" + first + "\nvar rest [3]byte\nio.ReadFull(in, rest[:])\n" + then +
			"\nfmt.Print(strings.TrimSpace(a), \" \", string(rest[:]))"
	}
	one := p.start(`{` + read("meeting <- true", "<-meeting") + `}`)
	other := p.start(`{` + read("<-meeting", "meeting <- true") + `}`)
	if got := p.await(one).text; got != "one 2 two" {
		t.Errorf("one cell reads %q", got)
	}
	if got := p.await(other).text; got != "one 3 two" {
		t.Errorf("the other cell reads %q", got)
	}
}

// A cell that takes long to be made ready can be interrupted, and so can one that
// waits for its turn.
func TestParallelWaitsForTurn(t *testing.T) {
	p := newParallel(t)
	p.s.turn <- struct{}{}
	waiting := p.start("1")
	for {
		p.s.mu.Lock()
		begun := len(p.s.running) == 1
		p.s.mu.Unlock()
		if begun {
			break
		}
		time.Sleep(time.Millisecond)
	}
	p.s.Interrupt()
	if e := p.await(waiting); e.err == nil || e.err.Name != "Interrupted" {
		t.Errorf("the cell ended with %v", e.err)
	}
	<-p.s.turn
	if got := p.run("6 * 7"); got != "42\n" {
		t.Errorf("the next cell shows %q", got)
	}
}

// Everything can be reset while a cell runs, which ends with its worker.
func TestParallelReset(t *testing.T) {
	p := newParallel(t)
	p.run("n, ready := 1, make(chan bool)")
	running := p.start("ready <- true\nselect {}")
	p.run("<-ready")
	p.run("%reset")
	if e := p.await(running); e.err == nil || e.err.Name != "WorkerDied" {
		t.Errorf("the running cell ended with %v", e.err)
	}
	if got := p.run("n := 2\nn"); got != "2\n" {
		t.Errorf("n is %q", got)
	}
}

// Many small cells of several subshells do not hurt one another.
func TestParallelMany(t *testing.T) {
	p := newParallel(t)
	p.run("var mu sync.Mutex\ntotal := 0")
	var group sync.WaitGroup
	for subshell := range 4 {
		group.Go(func() {
			for i := range 5 {
				code := fmt.Sprintf("x_%d := %d\nmu.Lock()\ntotal += x_%[1]d\nmu.Unlock()\nfmt.Println(x_%[1]d)", subshell, i)
				if e := p.await(p.start(code)); e.err != nil || e.text != fmt.Sprintln(i) {
					t.Errorf("subshell %d, cell %d shows %q, %v", subshell, i, e.text, e.err)
				}
			}
		})
	}
	group.Wait()
	if got := p.run("total"); got != "40\n" {
		t.Errorf("the total is %q", got)
	}
}

// Errors name the subshell of the cell that they are about, since each counts its
// own.
func TestParallelNames(t *testing.T) {
	p := newParallel(t)
	p.run("func of(i int) int { return []int{1}[i] }")
	execute := func(subshell, code string) *interp.CellError {
		p.last++
		return p.s.Execute(context.Background(), interp.ExecuteRequest{ID: p.last, Code: code, Count: 1, Subshell: subshell}).Error
	}
	if err := execute("2", "func there(i int) int { return of(i) }"); err != nil {
		t.Fatal(err)
	}
	err := execute("", "\nthere(5)")
	if err == nil {
		t.Fatal("there is no error")
	}
	trace := strings.Join(err.Traceback, "\n")
	for _, want := range []string{"cell 1, line 1, in of", "cell 1 of subshell 2, line 1, in there", "cell 1, line 2\n"} {
		if !strings.Contains(trace, want) {
			t.Errorf("the trace does not say %q:\n%s", want, trace)
		}
	}
}
