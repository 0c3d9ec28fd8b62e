package descent

import (
	"fmt"
	"math/rand/v2"
)

// Batches say which samples a stochastic method takes for each step. The zero
// value takes them in order, as many as the method says.
type Batches struct {
	Size    int     // samples in a batch; the last one may be smaller
	Shuffle bool    // in a new order in every epoch
	Seed    uint64  // of the shuffling: the same seed gives the same run
	List    [][]int // the batches of an epoch one by one; nil: from the fields above
}

// given reports whether the zero value has been changed.
func (b Batches) given() bool { return b.Size > 0 || b.Shuffle || b.List != nil }

// shuffler returns a function that gives the batches of an epoch of n samples.
func (b Batches) shuffler(n, size int) func() [][]int {
	if n == 0 {
		panic("descent: a stochastic method needs the problem's Samples")
	}
	for _, batch := range b.List {
		for _, i := range batch {
			if i < 0 || i >= n {
				panic(fmt.Sprintf("descent: Batches.List has sample %d, there are %d, counted from 0", i, n))
			}
		}
	}
	if b.Size > 0 {
		size = b.Size
	}
	rng := rand.New(rand.NewPCG(b.Seed, 0))
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	return func() [][]int {
		if b.List != nil {
			return b.List
		}
		if b.Shuffle {
			rng.Shuffle(n, func(i, j int) { order[i], order[j] = order[j], order[i] })
		}
		var list [][]int
		for from := 0; from < n; from += size {
			list = append(list, order[from:min(from+size, n)])
		}
		return list
	}
}

// epochs calls update for the batches of one epoch after the other. Value and
// gradient of the whole are looked at once an epoch.
func (r *run) epochs(b Batches, size int, update func(batch []int)) {
	epoch := b.shuffler(r.samples(), size)
	for r.more() {
		batches := epoch()
		for k, batch := range batches {
			update(batch)
			if k < len(batches)-1 && !r.glance() {
				return
			}
		}
	}
}

// gradients calls update with the gradient of every batch, or with that of F
// when no batches are asked for.
func (r *run) gradients(b Batches, update func(g []float64)) {
	if b.given() {
		r.epochs(b, 1, func(batch []int) { update(r.sampleGradient(batch, r.x)) })
		return
	}
	for r.more() {
		update(r.g())
	}
}
