package session

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

var parallelSeed = flag.Uint64("parallelseed", 0, "the seed of the cells that run in parallel; 0 for a new one")

// parallelCells are those of one subshell, which has a number: what it defines
// itself, what all define, what changes its type, what fails, and what only ends by
// an interrupt.
var parallelCells = []string{
	"own_%d := 1\nown_%[1]d++\nown_%[1]d",
	"own_%d := \"text\"\nlen(own_%[1]d)",
	"own_%d := []float64{1, 2}\nown_%[1]d[1]",
	"type T_%d struct{ A int }\nvalue_%[1]d := T_%[1]d{1}\nvalue_%[1]d",
	"type T_%d struct{ A int; B string }\nfunc (t T_%[1]d) M() int { return t.A }\nvalue_%[1]d := T_%[1]d{A: 2}\nvalue_%[1]d.M()",
	"func shared() int { return %d }\nshared()",
	"total.Add(1)\nshared()",
	"go func() { time.Sleep(time.Millisecond); total.Add(1) }()",
	"fmt.Println(\"of\", %d)\ndisplay.Show(total.Load())",
	"for range 100 { time.Sleep(50 * time.Microsecond); total.Add(1) }",
	"panic(%d)",
	"missing_%d",
	"var wrong int = \"%d\"",
	"%%who\n%%env PARALLEL_%d=x",
	"!true %d",
	"import s%d \"strings\"\ns%[1]d.ToUpper(\"x\")",
	"%%rm own_%d",
	"for { total.Add(%d) }",
	"select {}",
}

// ends are the errors that these cells may end with.
var ends = []string{"Panic", "CompileError", "CommandError", "Interrupted", "WorkerDied"}

// Cells of several subshells run in any mixture, among interrupts and deaths of the
// worker: each ends, none with an error that is not its own, and the session is
// sound afterwards.
func TestParallelStress(t *testing.T) {
	seed, took := *parallelSeed, 2*time.Second
	if seed == 0 {
		seed = rand.Uint64()
	}
	if os.Getenv("NABLA_TEST_LONG") != "" {
		took = time.Minute
	}
	t.Logf("-parallelseed %d", seed)
	p := newParallel(t)
	p.s.patience = 10 * time.Second // a machine under load is no reason to give up a cell
	const prepare = "var total atomic.Int64\nfunc shared() int { return 0 }"
	p.run(prepare)
	end := time.Now().Add(took)
	var group sync.WaitGroup
	for subshell := range 4 {
		group.Go(func() {
			random := rand.New(rand.NewPCG(seed, uint64(subshell)))
			for time.Now().Before(end) {
				p.stress(parallelCells[random.IntN(len(parallelCells))], subshell)
			}
		})
	}
	group.Go(func() { p.disturb(rand.New(rand.NewPCG(seed, 99)), end) })
	over := make(chan struct{})
	go func() { group.Wait(); close(over) }()
	for ended := false; !ended; { // what begins late and never ends by itself
		select {
		case <-over:
			ended = true
		case <-time.After(100 * time.Millisecond):
			p.s.Interrupt()
		}
	}
	p.await(p.start(prepare)) // finds out about a death that nobody has noticed yet
	p.run(prepare)            // which a death may have taken away
	if got := p.run("func shared() int { return 6 }\nx := 7\nx * shared()"); got != "42\n" {
		t.Errorf("afterwards the session shows %q", got)
	}
}

// stress runs a cell of a subshell and checks how it ends.
func (p *parallel) stress(cell string, subshell int) {
	code := cell
	if strings.Contains(cell, "%") {
		code = fmt.Sprintf(cell, subshell)
	}
	e := p.await(p.start(code))
	switch {
	case e.err == nil:
	case strings.Contains(e.err.Message, "the variables cannot be restored yet"), strings.Contains(e.err.Message, "The next cell tries again"):
		// The worker that was to replace one was killed as well.
	case !slices.Contains(ends, e.err.Name):
		p.Errorf("%s\nended with %s", code, strings.Join(e.err.Traceback, "\n"))
	case e.err.Name == "CompileError" && !strings.Contains(cell, "missing") && !strings.Contains(cell, "wrong") && !strings.Contains(e.err.Message, "undefined: total"):
		p.Errorf("%s\nended with %s", code, strings.Join(e.err.Traceback, "\n"))
	}
}

// disturb interrupts now and then, and kills the worker seldom.
func (p *parallel) disturb(random *rand.Rand, end time.Time) {
	for time.Now().Before(end) {
		time.Sleep(time.Duration(random.IntN(150)) * time.Millisecond)
		if random.IntN(20) > 0 {
			p.s.Interrupt()
			continue
		}
		p.s.mu.Lock()
		w := p.s.worker
		p.s.mu.Unlock()
		if w != nil {
			w.Kill()
		}
	}
}
