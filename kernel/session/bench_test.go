package session

import (
	"context"
	"fmt"
	"testing"

	"github.com/gonabla/nabla/kernel/interp"
)

// BenchmarkThousandCells runs a session of a thousand cells which define and
// use things of every kind, then measures small cells in it, phase by phase.
func BenchmarkThousandCells(b *testing.B) {
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
	for i := range 1000 / 5 {
		run(fmt.Sprintf("var v%d = []float64{%d, 1}\nw%d, s%d := v%d[0] * 2, \"text\"", i, i, i, i, i))
		run(fmt.Sprintf("func f%d(x []float64) float64 { return x[0]*x[1] + f%d(x) + w%d }", i, max(i-1, 0), i))
		run(fmt.Sprintf("type T%d struct { A int; M map[string]*T%d }\nfunc (t *T%d) Len() int { return len(t.M) + t.A }", i, max(i-1, 0), i))
		run(fmt.Sprintf("t%d := &T%d{A: %d}\nfmt.Sprint(t%d.Len(), w%d)", i, i, i, i, i))
		run(fmt.Sprintf("const k%d = %d\nfor i := range k%d { v%d[i%%2]++ }", i, i, i, i))
	}
	for _, c := range []struct{ name, code string }{
		{"trivial", "1 + 1"},
		{"variable", "w7 = w7 + 1\nw7"},
		{"declaration", "q := 3"},
		{"method", "t3.Len()"},
		{"function", "f5"},
		{"redefinition", "func g(x float64) float64 { return x }"},
	} {
		b.Run(c.name, func(b *testing.B) {
			phases := map[string]float64{}
			for b.Loop() {
				for _, t := range run(c.code).Timings {
					phases[t.Phase] += t.Seconds
				}
			}
			for phase, seconds := range phases {
				b.ReportMetric(seconds*1000/float64(b.N), phase+"-ms")
			}
		})
	}
}
