package wire

import (
	"errors"
	"sync/atomic"
)

// A Question asks the user for a line of text while a cell runs.
type Question struct {
	Prompt   string // shown before the place for the answer
	Password bool   // the answer must not be seen
}

// ErrNoInput is the answer to a [Question] that nobody can be asked: the kernel
// has no way to its user, or the front end does not allow questions, as when a
// notebook is executed by a program.
var ErrNoInput = errors.New("input is not available here: nobody can be asked while this notebook runs")

var answerer atomic.Pointer[func(Question) (string, error)]

// ConnectInput lets f answer the questions of cells from now on. It is called on
// the goroutine that asks, waits until the user has answered, and must be safe
// for concurrent use; it returns [ErrNoInput] where nobody can be asked. The
// worker calls ConnectInput once, beside [Connect].
func ConnectInput(f func(Question) (string, error)) { answerer.Store(&f) }

// Ask puts a question to the user of the notebook. While nobody is connected
// the answer is [ErrNoInput].
func Ask(q Question) (string, error) {
	f := answerer.Load()
	if f == nil {
		return "", ErrNoInput
	}
	return (*f)(q)
}
