package session

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
)

// rounds are cells that use every kind of declaration, each with what it must
// show; %d is the number of the round. Ten of them run ten times.
var rounds = []struct{ code, want string }{
	{"type Point%d struct{ X, Y int; Name string; Tags map[string][]int }\nfunc (p *Point%[1]d) Add(q Point%[1]d) { p.X += q.X; p.Y += q.Y }\nfunc (p Point%[1]d) Sum() int { return p.X + p.Y }", ""},
	{"const (\n\tLow%d = iota + %[1]d\n\tHigh%[1]d\n)\nvar points%[1]d = map[string]*Point%[1]d{}\npoint%[1]d := &Point%[1]d{X: Low%[1]d, Y: High%[1]d, Name: \"p\", Tags: map[string][]int{\"a\": {1, 2, 3}}}\npoints%[1]d[\"p\"] = point%[1]d", ""},
	{"type Summer interface{ Sum() int }\nvar all []Summer\nall = append(all, point%d)\npoint%[1]d.Add(*points%[1]d[\"p\"])\npoint%[1]d.Sum() == 2*(Low%[1]d+High%[1]d)", "[result] true\n"},
	{"type List[T any] struct { head *node[T]; n int }\ntype node[T any] struct { value T; next *node[T] }\nfunc (l *List[T]) Push(v T) { l.head = &node[T]{v, l.head}; l.n++ }\nfunc (l *List[T]) Each(yield func(T) bool) { for n := l.head; n != nil && yield(n.value); n = n.next {} }\nlist%d := &List[Summer]{}\nlist%[1]d.Push(point%[1]d)", ""},
	{"sum%d := 0\nfor s := range list%[1]d.Each { sum%[1]d += s.Sum() }\nsum%[1]d == 2*(2*%[1]d+1)", "[result] true\n"},
	{"in%d, out%[1]d := make(chan []byte), make(chan string, 1)\ngo func() {\n\tfor b := range in%[1]d {\n\t\tout%[1]d <- strings.ToUpper(string(b))\n\t}\n\tclose(out%[1]d)\n}()", ""},
	{"in%d <- []byte(\"hello\")\nclose(in%[1]d)\nfmt.Println(<-out%[1]d)\n_, open := <-out%[1]d\nopen", "HELLO\n[result] false\n"},
	{"counter := func() func() int { n := %d; return func() int { n++; return n } }()\nvar wg sync.WaitGroup\nvar mu sync.Mutex\nseen := map[int]bool{}\nfor range 50 {\n\twg.Go(func() { mu.Lock(); defer mu.Unlock(); garbage = make([]byte, 10000); seen[counter()] = true })\n}\nwg.Wait()\nvar garbage []byte\nlen(seen)", "[result] 50\n"},
	{"func must%d(err error) { if err != nil { panic(err) } }\nvar e%[1]d error = fmt.Errorf(\"wrapped: %%w\", os.ErrExist)\nfunc() (ok bool) { defer func() { ok = errors.Is(recover().(error), os.ErrExist) }(); must%[1]d(e%[1]d); return }()", "[result] true\n"},
	{"total := 0\nfor _, s := range all { total += s.Sum() }\nm%d := mat.NewSymDense(2, []float64{2, 1, 1, 2})\ndet := mat.Det(m%[1]d)\nfmt.Printf(\"%%d %%.3f\\n\", len(all), det)", "1 3.000\n"},
}

// TestHundredCells runs a notebook of a hundred cells, a thousand in the long
// form of the tests, while the collector never rests, and looks at what is left
// behind.
func TestHundredCells(t *testing.T) {
	t.Setenv("GOGC", "5")
	s, out := newTestSession(t)
	number := 0
	run := func(code string) string {
		number++
		return runCell(s, out, number, code)
	}
	heap := func() int {
		text := run("runtime.GC()\nvar stats runtime.MemStats\nruntime.ReadMemStats(&stats)\nfiles, _ := os.ReadDir(\"/proc/self/fd\")\nfmt.Println(stats.HeapAlloc, len(files), runtime.NumGoroutine())")
		fields := strings.Fields(text)
		if len(fields) != 3 {
			t.Fatalf("measuring: %s", text)
		}
		n, _ := strconv.Atoi(fields[0])
		t.Logf("after %d cells: %d bytes of heap, %s descriptors, %s goroutines in the worker, %d descriptors here", number, n, fields[1], fields[2], descriptors())
		return n
	}
	last := 10
	if os.Getenv("NABLA_TEST_LONG") != "" {
		last = 100
	}
	var before, after, files int
	for round := 1; round <= last; round++ {
		for _, r := range rounds {
			got := run(fmt.Sprintf(r.code, round))
			if got != r.want {
				t.Fatalf("cell %d:\n%s\nshows\n%s\nwant\n%s", number, fmt.Sprintf(r.code, round), got, r.want)
			}
		}
		switch round {
		case 2:
			before, files = heap(), descriptors()
		case last:
			after = heap()
		}
	}
	if n := descriptors(); n > files {
		t.Errorf("%d descriptors are open, %d were after 20 cells", n, files)
	}
	// Code is never unloaded: what the worker keeps of a cell is small.
	if perCell := (after - before) / (10*last - 20); perCell > 64<<10 {
		t.Errorf("every cell leaves %d bytes in the worker's heap", perCell)
	}
}

func descriptors() int {
	files, _ := os.ReadDir("/proc/self/fd")
	return len(files)
}
