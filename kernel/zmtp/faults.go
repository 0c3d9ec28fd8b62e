package zmtp

import (
	"log/slog"
	"net"
	"sync"
)

// A faults counts what peers did wrong. The first of a kind is logged, so that
// somebody can look into it; the others only as a number when the socket is
// closed, since a peer can do wrong as often as it likes.
type faults struct {
	log *slog.Logger

	mu     sync.Mutex
	counts map[string]int
}

func (f *faults) note(what string, peer net.Addr, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.counts == nil {
		f.counts = map[string]int{}
	}
	if f.counts[what]++; f.counts[what] == 1 {
		f.log.Warn(what, "peer", peer, "error", err)
	}
}

func (f *faults) sum() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for what, count := range f.counts {
		if count > 1 {
			f.log.Warn(what, "times", count)
		}
	}
}
