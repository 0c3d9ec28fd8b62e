package worker

import (
	"os"
	"sync"
)

// A queue holds what is to be written to a pipe whose reader may be slow, or may
// never read.
type queue struct {
	file *os.File

	mu     sync.Mutex
	ready  sync.Cond // there is something to write, or the queue is closed
	wait   [][]byte
	closed bool
}

func newQueue(f *os.File) *queue {
	q := &queue{file: f}
	q.ready.L = &q.mu
	return q
}

func (q *queue) put(data []byte) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.wait = append(q.wait, data)
	q.ready.Signal()
}

// take waits for something to write. It returns nil when the queue is closed.
func (q *queue) take() [][]byte {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.wait) == 0 && !q.closed {
		q.ready.Wait()
	}
	if q.closed {
		return nil
	}
	list := q.wait
	q.wait = nil
	return list
}

// loop writes until the queue or the file is closed.
func (q *queue) loop() {
	for {
		list := q.take()
		if list == nil {
			return
		}
		for _, data := range list {
			if _, err := q.file.Write(data); err != nil {
				return
			}
		}
	}
}

// close ends the loop, unless it is writing: closing the file does that.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.ready.Signal()
}
