package worker_test

import (
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/gonabla/nabla/kernel/worker"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// The variables of work, which keep some rules at every moment between its
// statements; broken names the first that does not.
const stressed = `
type record struct {
	next  *record
	name  string
	value any
}

var (
	first   *record
	lists   map[string][]int
	sorted  []int
	mixed   struct { numbers []int; value any; text string }
	mu      sync.Mutex
	locked  int
	begun, ended atomic.Int64
	helpers atomic.Int64
	five, many []int
)

func numbers(n int) []int {
	s := make([]int, n)
	for i := range s { s[i] = n }
	return s
}

func broken() string {
	for r := first; r != nil; r = r.next {
		if fmt.Sprint(r.value) != r.name { return "list" }
	}
	for k, list := range lists {
		for _, x := range list { if x%50 != len(k) { return "map" } }
	}
	lists["new"] = nil
	delete(lists, "new")
	for _, x := range mixed.numbers {
		if x != len(mixed.numbers) { return "slice" }
	}
	if mixed.value != nil && fmt.Sprint(mixed.value) != mixed.text { return "interface" }
	if begun.Load() != ended.Load() { return "deferred functions" }
	if !mu.TryLock() { return "mutex" }
	mu.Unlock()
	for range 5000 {
		if helpers.Load() == 0 { return "nothing" }
		time.Sleep(time.Millisecond)
	}
	return "helpers"
}
`

// The steps of work allocate, lock, sort, wait and call libraries.
const stressing = `
func step(i int, there chan int, back chan string) {
	begun.Add(1)
	defer func() { ended.Add(1) }()
	first = &record{first, fmt.Sprint(i), i}
	k := strings.Repeat("k", i%50)
	lists[k] = append(lists[k], i)
	func() {
		mu.Lock()
		defer mu.Unlock()
		locked++
	}()
	sorted = append(sorted, i)
	sort.Slice(sorted, func(a, b int) bool { return sorted[a] > sorted[b] })
	slices.SortFunc(sorted, func(a, b int) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	json.Marshal(map[string]any{"sorted": sorted, "key": k})
	for j := range 1000 {
		if j&1 == 0 { mixed.numbers = five } else { mixed.numbers = many }
	}
	there <- i
	select {
	case <-back:
	case <-time.After(time.Hour):
	}
	if i%20 == 0 { time.Sleep(time.Millisecond) }
	if len(sorted) > 100 { sorted = sorted[:0] }
	if i%300 == 299 { first = nil; clear(lists) }
	deep(30)
}

func deep(n int) (s string) {
	defer func() { s += "x" }()
	if n > 0 { return deep(n-1) + "y" }
	return
}

func work() {
	if lists == nil { lists, five, many = map[string][]int{}, numbers(5), numbers(500) }
	there, back := make(chan int), make(chan string)
	helpers.Add(1)
	go func() {
		defer helpers.Add(-1)
		for i := range there { back <- fmt.Sprint(i) }
	}()
	for i := 0; ; i++ { step(i, there, back) }
}
`

// TestManyInterrupts interrupts a mixture of everything at random moments, with a
// collector that always runs, and looks at the variables each time.
func TestManyInterrupts(t *testing.T) {
	times := 100
	if os.Getenv("NABLA_TEST_LONG") != "" {
		times = 3000
	}
	n := newNotebookWith(t, worker.Options{Env: append(os.Environ(), "GOGC=5")})
	imports := "encoding/json fmt slices sort strings sync sync/atomic time"
	uses := "\nvar _, _, _, _ = json.Marshal, slices.Sort[[]int], sort.Ints, strings.Repeat\n"
	work := n.compile(imports, stressed+stressing, "fmt.Print(\"begin\"); work()")
	check := n.compile(imports, stressed+uses, "fmt.Print(broken())")
	random := rand.New(rand.NewPCG(1, 2))
	for i := range times {
		work.Cell, check.Cell = uint64(1000+2*i), uint64(1001+2*i)
		done := make(chan proto.Done, 1)
		go func() {
			d, err := n.worker.Run(t.Context(), work)
			if err != nil {
				t.Error(err)
			}
			done <- d
		}()
		n.await("begin")
		time.Sleep(time.Duration(random.IntN(20_000)) * time.Microsecond)
		n.worker.Interrupt(work.Cell)
		if d := <-done; d.Outcome != proto.Interrupted {
			t.Fatalf("interrupt %d: %+v", i, d)
		}
		d, err := n.worker.Run(t.Context(), check)
		if text := n.text(); err != nil || d.Outcome != proto.OK || text != "nothing" {
			t.Fatalf("after interrupt %d: %+v, %v; broken: %s", i, d, err, text)
		}
	}
}
