package proto

import "sync"

// Questions are what one side has asked the other, until it is answered by an A. The
// zero value has none.
type Questions[A any] struct {
	mu      sync.Mutex
	last    uint64
	waiting map[uint64]chan A
}

// Begin makes the ID of a new question, and the channel for its answer. [Questions.End]
// has to follow.
func (q *Questions[A]) Begin() (uint64, <-chan A) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.last++
	c := make(chan A, 1)
	if q.waiting == nil {
		q.waiting = map[uint64]chan A{}
	}
	q.waiting[q.last] = c
	return q.last, c
}

// End forgets a question: nobody waits for its answer any more.
func (q *Questions[A]) End(id uint64) {
	q.mu.Lock()
	defer q.mu.Unlock()
	delete(q.waiting, id)
}

// Answered hands an answer to who waits for it, if anybody does.
func (q *Questions[A]) Answered(id uint64, a A) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if c := q.waiting[id]; c != nil {
		c <- a
		delete(q.waiting, id)
	}
}
