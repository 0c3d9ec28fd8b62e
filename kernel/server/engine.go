package server

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/gonabla/nabla/kernel/interp"
)

// An engine is the interpreter, which is started in the background.
type engine struct {
	start func(context.Context, interp.Sink) (interp.Interpreter, error)
	sink  interp.Sink

	mu      sync.Mutex
	ctx     context.Context // of the server: what start gets
	attempt *attempt        // nil after one that failed and was reported
}

// An attempt is one start of the interpreter. Its goroutine ends with it.
type attempt struct {
	done        chan struct{} // closed when the fields below are there
	interpreter interp.Interpreter
	err         error
}

// begin starts the interpreter for the first time.
func (e *engine) begin(ctx context.Context) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.ctx = ctx
	e.attempt = e.try()
}

func (e *engine) try() *attempt {
	a := &attempt{done: make(chan struct{})}
	go func() {
		defer close(a.done)
		defer func() {
			if v := recover(); v != nil {
				a.err = fmt.Errorf("the interpreter panicked while it started: %v", v)
			}
		}()
		interpreter, err := e.start(e.ctx, e.sink)
		if a.err = err; err == nil {
			a.interpreter = interpreter // which beside an error may be a nil of some type
		}
	}()
	return a
}

// wait returns the interpreter when it has started. After an error the next
// wait starts it again: the user may have mended what was wrong.
func (e *engine) wait(ctx context.Context) (interp.Interpreter, error) {
	e.mu.Lock()
	if e.attempt == nil {
		e.attempt = e.try()
	}
	a := e.attempt
	e.mu.Unlock()
	select {
	case <-a.done:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if a.err != nil {
		e.mu.Lock()
		defer e.mu.Unlock()
		if e.attempt == a {
			e.attempt = nil
		}
		return nil, a.err
	}
	return a.interpreter, nil
}

// ready returns the interpreter, or nil while there is none.
func (e *engine) ready() interp.Interpreter {
	e.mu.Lock()
	a := e.attempt
	e.mu.Unlock()
	if a == nil {
		return nil
	}
	select {
	case <-a.done:
		return a.interpreter
	default:
		return nil
	}
}

// close ends the interpreter. The server's context is over by now, so a start
// still under way ends too.
func (e *engine) close(within time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	e.mu.Lock()
	a := e.attempt
	e.mu.Unlock()
	if a == nil {
		return nil
	}
	select {
	case <-a.done:
	case <-ctx.Done():
		return ctx.Err()
	}
	if a.interpreter == nil {
		return nil
	}
	return a.interpreter.Close(ctx)
}
