package main

import "time"

// A timer measures calls.
type timer struct {
	rounds int
	length time.Duration // of a batch
}

// call returns the time of one call of f in seconds: the shortest mean of a
// batch. A call that takes longer than a batch is measured a few times only.
func (t timer) call(f func()) float64 {
	f() // what the first call prepares
	start := time.Now()
	f()
	n, rounds := int(t.length/(time.Since(start)+1))+1, t.rounds
	if n == 1 {
		rounds = min(rounds, 3+int(time.Second/(time.Since(start)+1)))
	}
	best := time.Duration(1 << 62)
	for range rounds {
		start := time.Now()
		for range n {
			f()
		}
		best = min(best, time.Since(start))
	}
	return best.Seconds() / float64(n)
}
