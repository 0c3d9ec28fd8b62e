package completion

import (
	"context"
	"sync"
	"time"

	"github.com/gonabla/nabla/kernel/completion/gopls"
	"github.com/gonabla/nabla/kernel/completion/sketch"
)

// A Completer answers the questions about one notebook. Its methods may be called
// at any time from any goroutine. One whose Start is nil does without gopls.
//
// A goroutine starts gopls when it is needed for the first time, and ends with
// that. Each question to gopls has a goroutine of its own, which ends with the
// answer, with gopls, or when it has taken too long.
type Completer struct {
	// Start starts gopls; nil means that there is none.
	Start func(ctx context.Context) (*gopls.Server, error)

	mu       sync.Mutex
	server   *gopls.Server // nil when there is none
	starting bool
	notAgain time.Time // when another may be started
	closed   bool
	cancel   context.CancelFunc // ends the start; nil before it
	started  sync.WaitGroup     // done when the start has ended
	asking   int                // questions that gopls has not answered yet
}

const (
	// patience is how long an answer of gopls is waited for: a user who types must
	// not notice.
	patience = 100 * time.Millisecond
	// longest is what a question to gopls, or its start, may take when nobody
	// waits any more: the next one is faster for it. A gopls that takes longer
	// hangs, and is ended.
	longest = 2 * time.Minute
	// most is how many questions may be with gopls at the same time.
	most = 4
	// pause is how long gopls is not started again after it has failed.
	pause = time.Minute
)

// running returns gopls, or nil while there is none; it is started then.
func (c *Completer) running() *gopls.Server {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.server != nil {
		select {
		case <-c.server.Ended():
			c.server, c.notAgain = nil, time.Now().Add(pause)
		default:
			return c.server
		}
	}
	if c.Start != nil && !c.starting && !c.closed && time.Now().After(c.notAgain) {
		c.starting = true
		ctx, cancel := context.WithTimeout(context.Background(), longest)
		c.cancel = cancel
		c.started.Go(func() {
			defer cancel()
			c.start(ctx)
		})
	}
	return nil
}

func (c *Completer) start(ctx context.Context) {
	server, err := c.Start(ctx)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.starting = false
	switch {
	case err != nil:
		c.notAgain = time.Now().Add(pause)
	case c.closed:
		server.Close()
	default:
		c.server = server
	}
}

// Close ends gopls.
func (c *Completer) Close() {
	c.mu.Lock()
	c.closed = true
	if c.cancel != nil {
		c.cancel()
	}
	c.mu.Unlock()
	c.started.Wait()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.server != nil {
		c.server.Close()
		c.server = nil
	}
}

// begin reports whether gopls may be asked one more question; if so, end must be
// called when that is answered.
func (c *Completer) begin() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.asking == most {
		return false
	}
	c.asking++
	return true
}

func (c *Completer) end() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asking--
}

// askGopls asks gopls. ok is false if there is none, if it has no answer, or if
// that takes too long.
func askGopls[T any](c *Completer, question func(context.Context, *gopls.Server) (T, bool)) (answer T, ok bool) {
	server := c.running()
	if server == nil || !c.begin() {
		return answer, false
	}
	type finding struct {
		answer T
		ok     bool
	}
	found := make(chan finding, 1)
	go func() {
		defer c.end()
		// Not the context of who asks: what gopls finds out is of use later.
		ctx, cancel := context.WithTimeout(context.Background(), longest)
		defer cancel()
		answer, ok := question(ctx, server)
		if ctx.Err() != nil {
			server.Close()
		}
		found <- finding{answer, ok}
	}()
	select {
	case f := <-found:
		return f.answer, f.ok
	case <-time.After(patience):
		return answer, false
	}
}

// Warm starts gopls and has it read what cells may use, so that the first question
// is answered at once. It returns when that is done, or when ctx ends.
func (c *Completer) Warm(ctx context.Context, n Notebook) {
	if server := c.await(ctx); server != nil {
		q := ask(n, "fmt.", len("fmt."))
		s := q.sketchForGopls(q.cursor)
		at, _ := s.File(q.cursor)
		server.Complete(ctx, s, at)
	}
}

// await returns gopls when it has started; nil if it does not start.
func (c *Completer) await(ctx context.Context) *gopls.Server {
	for {
		server := c.running()
		c.mu.Lock()
		starting := c.starting
		c.mu.Unlock()
		if server != nil || !starting {
			return server
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
			return nil
		}
	}
}

// sketchForGopls makes a sketch whose imports stay the same.
func (q *question) sketchForGopls(cursor int) *sketch.Sketch {
	scene := q.scene(cursor)
	scene.Always = q.imports()
	return sketch.Make(scene)
}
