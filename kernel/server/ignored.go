package server

import (
	"errors"
	"log/slog"
	"sync"

	"github.com/gonabla/nabla/kernel/jupyter"
)

// ignored counts the messages that were not answered, or with an error only, by
// what was wrong with them. The first of a kind is logged; the others only as a number at the end,
// since whoever sent them can send as many as he likes.
type ignored struct {
	log *slog.Logger

	mu     sync.Mutex
	counts map[error]int
}

var (
	errUnknownType = errors.New("a type of message that is not known")
	errContent     = errors.New("a content that is not of its type")
	errNoComm      = errors.New("a comm that is not open")
)

// note counts a message. detail says more about it, if err does not.
func (i *ignored) note(err error, detail string) {
	kind := err
	for _, fault := range jupyter.Faults {
		if errors.Is(err, fault) {
			kind = fault
		}
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.counts == nil {
		i.counts = map[error]int{}
	}
	if i.counts[kind]++; i.counts[kind] == 1 {
		i.log.Warn("ignored a message", "error", err, "detail", detail)
	}
}

// sum logs how many there were.
func (i *ignored) sum() {
	i.mu.Lock()
	defer i.mu.Unlock()
	for kind, count := range i.counts {
		if count > 1 {
			i.log.Warn("ignored messages", "error", kind, "times", count)
		}
	}
}
