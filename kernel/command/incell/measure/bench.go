package measure

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"slices"
	"time"

	"github.com/gonabla/nabla/mathlib/stop"
)

// roundTime is how long a round of a benchmark takes at least.
const roundTime = 100 * time.Millisecond

// A round is one measurement: so many calls one after the other.
type round struct {
	calls             int
	took              time.Duration
	allocs, allocated uint64
}

// Bench calls f many times in each of several rounds and writes the median of
// what a call takes, with its spread, and what a call allocates.
func Bench(rounds int, f func()) {
	calls := calibrate(f)
	list := make([]round, rounds)
	for i := range list {
		list[i] = measure(calls, f)
	}
	fmt.Fprintln(os.Stdout, report(list))
}

// calibrate finds how many calls take as long as a round.
func calibrate(f func()) int {
	for calls := 1; ; {
		r := measure(calls, f)
		if r.took >= roundTime {
			return calls
		}
		next := 1.2 * float64(calls) * float64(roundTime) / float64(max(r.took, 1))
		calls = int(min(max(next, float64(calls)+1), 100*float64(calls), 1e9))
		if r.calls == 1e9 {
			return r.calls // it does nothing
		}
	}
}

func measure(calls int, f func()) round {
	runtime.GC()
	stop.Check()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	for range calls {
		f()
	}
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	return round{calls, took, after.Mallocs - before.Mallocs, after.TotalAlloc - before.TotalAlloc}
}

// report writes rounds in a line.
func report(list []round) string {
	each := make([]float64, len(list))
	var calls, allocs, allocated uint64
	for i, r := range list {
		each[i] = r.took.Seconds() / float64(r.calls)
		calls += uint64(r.calls)
		allocs += r.allocs
		allocated += r.allocated
	}
	slices.Sort(each)
	middle, spread := median(each), ""
	if low, high, ok := interval(len(each)); ok {
		spread = fmt.Sprintf(" ± %.0f%%", 100*math.Max(middle-each[low], each[high]-middle)/middle)
	}
	return fmt.Sprintf("%s/op%s  %d B/op  %d allocs/op  (%d rounds of %d, %s to %s)",
		seconds(middle), spread, allocated/calls, allocs/calls, len(list), list[0].calls, seconds(each[0]), seconds(each[len(each)-1]))
}

func median(sorted []float64) float64 {
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// interval returns between which of n sorted values the median of what they are
// drawn from lies, with a confidence of 95 %: the k-th smallest and largest,
// where the chance that fewer than k of n fall on one side is at most 2.5 %.
// With fewer than six values there are none.
func interval(n int) (low, high int, ok bool) {
	chance, term := 0.0, math.Pow(0.5, float64(n))
	for k := 0; k < n; k++ {
		if chance += term; chance > 0.025 {
			return k - 1, n - k, k > 0
		}
		term *= float64(n-k) / float64(k+1)
	}
	return 0, 0, false
}
