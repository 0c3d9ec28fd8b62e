package kerneltest_test

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"

	"github.com/gonabla/nabla/kernel/jupyter"
)

var (
	benchmarks = flag.String("load", "", "write what the load measured into this file")
	program    = flag.String("program", "", "the nabla that is put under load, in place of the echo kernel")
)

// A load is what is put on one kernel at the same time.
type load struct {
	clients          int
	lines, updates   int // of all clients together
	images           int // clients that show one
	megabytes        int // of an image
	silent           int // connections to each socket that say nothing
	reused           int // connections with one identity
	malformed        int // messages
	memory, warnings int // MB the kernel may take, lines it may log
}

var (
	shortLoad = load{clients: 8, lines: 8_000, updates: 800, images: 2, megabytes: 4, silent: 20, reused: 20, malformed: 800, memory: 400, warnings: 60}
	longLoad  = load{clients: 32, lines: 100_000, updates: 10_000, images: 2, megabytes: 64, silent: 50, reused: 200, malformed: 10_000, memory: 2000, warnings: 60}
)

// Work is what one cell does.
type work struct{ lines, updates, megabytes int }

// text is what it writes.
func (w work) text() string {
	var b strings.Builder
	for i := range w.lines {
		fmt.Fprintf(&b, "line %d\n", i)
	}
	return b.String()
}

// TestLoad has many front ends work with one kernel while others misbehave in
// every way: each front end gets each reply once and in order, and everything
// that is published, in the same order as the others.
func TestLoad(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a kernel and keeps it busy for some seconds")
	}
	l := shortLoad
	if os.Getenv("NABLA_TEST_LONG") != "" {
		l = longLoad
	}
	lang := echoLanguage
	if *program != "" {
		lang = goLanguage
	}
	kernel := startKernel(t)
	first := newRecord()
	clients := make([]*frontEnd, l.clients)
	for i := range clients {
		rec := first
		if i > 0 {
			rec = nil
		}
		clients[i] = newFrontEnd(t, kernel.file, fmt.Sprint("client ", i), rec)
	}
	for _, c := range clients {
		c.begin()
	}
	began := time.Now()
	var others sync.WaitGroup
	others.Go(func() { l.misbehave(t, kernel) })
	cells := map[string]work{}
	lines := measure("lines and updates", clients, lang, func() { l.writeLines(t, clients, lang, cells) })
	others.Wait()
	images := measure("images", clients, lang, func() { l.showImages(t, clients, lang, cells) })
	l.end(t, clients, lang)
	took := time.Since(began)
	for id, want := range cells {
		first.check(t, id, want)
	}
	first.checkStates(t)
	if n := first.cells(); n != len(cells)+1 {
		t.Errorf("%d cells ran, not %d: somebody else's did", n, len(cells)+1)
	}
	compare(t, clients)
	peak := kernel.stop(t, clients[0])
	if peak > l.memory {
		t.Errorf("the kernel took %d MB", peak)
	}
	if n := strings.Count(kernel.log.String(), "\n"); n > l.warnings || strings.Contains(kernel.log.String(), "panic") {
		t.Errorf("the kernel logged %d lines:\n%.5000s", n, kernel.log.String())
	}
	l.report(t, took, peak, lines, images)
}

// misbehave is what everybody else does meanwhile.
func (l load) misbehave(t *testing.T, k *loadedKernel) {
	silence(t, k.file, l.silent)
	var group sync.WaitGroup
	group.Go(func() { reuse(t, k.file, k.session(t), l.reused) })
	group.Go(func() {
		f := &fuzzer{random: rand.New(rand.NewSource(1)), file: k.file, session: k.session(t)}
		f.run(t, l.malformed)
	})
	group.Wait()
}

// A latency is how long replies took in one part of the load.
type latency struct {
	name           string
	mu             sync.Mutex
	info, complete []time.Duration
}

// measure has all clients ask questions while work is done.
func measure(name string, clients []*frontEnd, lang language, work func()) *latency {
	all := &latency{name: name}
	stop := make(chan struct{})
	var group sync.WaitGroup
	for _, c := range clients {
		group.Go(func() {
			info, complete := c.probe(stop, lang.word)
			all.mu.Lock()
			defer all.mu.Unlock()
			all.info = append(all.info, info...)
			all.complete = append(all.complete, complete...)
		})
	}
	work()
	close(stop)
	group.Wait()
	return all
}

// writeLines has each client run two cells, sent at once, and notes what was
// asked for.
func (l load) writeLines(t *testing.T, clients []*frontEnd, lang language, cells map[string]work) {
	w := work{lines: l.lines / l.clients / 2, updates: l.updates / l.clients / 2}
	l.run(t, append(slices.Clone(clients), clients...), lang, w, cells)
}

func (l load) showImages(t *testing.T, clients []*frontEnd, lang language, cells map[string]work) {
	l.run(t, clients[:l.images], lang, work{megabytes: l.megabytes}, cells)
}

// run has each client run a cell, and waits for all of them.
func (l load) run(t *testing.T, clients []*frontEnd, lang language, w work, cells map[string]work) {
	var replies []<-chan *jupyter.Message
	for _, c := range clients {
		id, reply := c.send(c.shell, jupyter.ExecuteRequest{Code: lang.code(w), StoreHistory: true})
		cells[id] = w
		replies = append(replies, reply)
	}
	for _, reply := range replies {
		select {
		case m := <-reply:
			if status := string(m.Content); !strings.Contains(status, `"status":"ok"`) {
				t.Errorf("a cell failed: %s", status)
			}
		case <-time.After(patience):
			t.Error("no reply to a cell")
		}
	}
}

// end runs a last cell and waits until everybody has seen its end.
func (l load) end(t *testing.T, clients []*frontEnd, lang language) {
	m, err := clients[0].session.Message(nil, jupyter.ExecuteRequest{Code: lang.code(work{lines: 1})})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range clients {
		c.mu.Lock()
		c.last = m.Header.MsgID
		c.mu.Unlock()
	}
	c := clients[0]
	c.mu.Lock()
	c.replied[c.last] = make(chan *jupyter.Message, 1)
	c.order[c.kind(c.shell, "execute_request")] = []string{c.last}
	c.mu.Unlock()
	if err := c.shell.SendMsg(zmq4.NewMsgFrom(c.session.Encode(m)...)); err != nil {
		t.Fatal(err)
	}
	for _, c := range clients {
		select {
		case <-c.ended:
		case <-time.After(patience):
			t.Fatalf("%s has not seen the end", c.name)
		}
	}
}

// compare makes sure that all have seen the same.
func compare(t *testing.T, clients []*frontEnd) {
	want := clients[0].seen.Sum(nil)
	for _, c := range clients[1:] {
		if !bytes.Equal(c.seen.Sum(nil), want) {
			t.Errorf("%s has not seen what %s has", c.name, clients[0].name)
		}
	}
}

// report tells what was measured, and writes it where -load says.
func (l load) report(t *testing.T, took time.Duration, peak int, parts ...*latency) {
	var b strings.Builder
	fmt.Fprintf(&b, "%d clients; %d lines and %d display updates, then %d images of %d MB, all seen by each; beside that %d silent\n"+
		"connections to each socket, 3 subscribers that do not read, an identity used %d times, %d malformed messages. It\n"+
		"took %.0f s, and the kernel %d MB at most.\n\n"+
		"| milliseconds | number | median | p90 | p99 | worst |\n|---|---:|---:|---:|---:|---:|\n",
		l.clients, l.lines, l.updates, l.images, l.megabytes, l.silent, l.reused, l.malformed, took.Seconds(), peak)
	for _, part := range parts {
		row(&b, part.name+": kernel_info, on control", part.info)
		row(&b, part.name+": complete, on shell", part.complete)
	}
	writeReport(t, b.String())
}

func row(b *strings.Builder, name string, took []time.Duration) {
	slices.Sort(took)
	at := func(share float64) float64 {
		return took[int(share*float64(len(took)-1))].Seconds() * 1000
	}
	fmt.Fprintf(b, "| %s | %d | %.1f | %.1f | %.1f | %.1f |\n", name, len(took), at(0.5), at(0.9), at(0.99), at(1))
}

func writeReport(t *testing.T, text string) {
	t.Logf("\n%s", text)
	if *benchmarks == "" {
		return
	}
	name := "echo"
	if *program != "" {
		name = "nabla"
	}
	begin, end := "<!-- "+name+" below -->\n\n", "\n<!-- "+name+" above -->"
	old, err := os.ReadFile(*benchmarks)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(old), begin)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no place for the table", *benchmarks)
	}
	if err := os.WriteFile(*benchmarks, []byte(before+begin+text+end+after), 0o666); err != nil {
		t.Fatal(err)
	}
}
