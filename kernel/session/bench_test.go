package session

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/gonabla/nabla/kernel/interp"
)

// lengthCells are the cells that are measured, with what they use of the others.
var lengthCells = []struct{ name, code string }{
	{"trivial", "1 + 1"},
	{"variable", "w1 = w1 + 1\nw1"},
	{"declaration", "q := 3"},
	{"method", "t1.Len()"},
	{"function", "f1"},
	{"redefinition", "func g(x float64) float64 { return x }"},
	{"print", "for i := range 3 { fmt.Println(i, w0) }"},
}

// BenchmarkCells measures whole cells, from the request to the end, in a session in
// which 10, 100 and 1000 others have run, and writes the median of each and that of
// its phases.
func BenchmarkCells(b *testing.B) {
	s, out := newTestSession(b)
	number := 0
	run := func(code string) interp.ExecuteResult {
		number++
		r := s.Execute(context.Background(), interp.ExecuteRequest{ID: uint64(number), Code: code, Count: number, Store: true})
		out.take()
		if r.Error != nil {
			b.Fatalf("%s\n%s", code, r.Error.Message)
		}
		return r
	}
	for _, length := range []int{10, 100, 1000} {
		for i := number / 5; number < length; i++ {
			define(run, i)
		}
		before := number
		for _, c := range lengthCells {
			b.Run(fmt.Sprintf("%s-%d", c.name, length), func(b *testing.B) {
				phases := map[string][]float64{}
				for b.Loop() {
					begin := time.Now()
					r := run(c.code)
					phases["whole"] = append(phases["whole"], time.Since(begin).Seconds()*1000)
					for _, t := range r.Timings {
						phases[t.Phase] = append(phases[t.Phase], t.Seconds*1000)
					}
				}
				for phase, times := range phases {
					slices.Sort(times)
					b.ReportMetric(times[len(times)/2], phase+"-ms")
				}
			})
		}
		number = before // those that were measured do not count
	}
}

// define runs five cells which define and use things of every kind.
func define(run func(string) interp.ExecuteResult, i int) {
	run(fmt.Sprintf("var v%d = []float64{%d, 1}\nw%d, s%d := v%d[0] * 2, \"text\"", i, i, i, i, i))
	run(fmt.Sprintf("func f%d(x []float64) float64 { return x[0]*x[1] + f%d(x) + w%d }", i, max(i-1, 0), i))
	run(fmt.Sprintf("type T%d struct { A int; M map[string]*T%d }\nfunc (t *T%d) Len() int { return len(t.M) + t.A }", i, max(i-1, 0), i))
	run(fmt.Sprintf("t%d := &T%d{A: %d}\nfmt.Sprint(t%d.Len(), w%d)", i, i, i, i, i))
	run(fmt.Sprintf("const k%d = %d\nfor i := range k%d { v%d[i%%2]++ }", i, i, i, i))
}
