package jupyter

import (
	"crypto/sha256"
	"sync"
)

// A replay remembers the signatures of the last messages. No two messages have
// the same one, since their headers differ.
type replay struct {
	mu   sync.Mutex
	seen map[[sha256.Size]byte]bool
	// order is a ring of what is in seen; next is the oldest when it is full.
	order [][sha256.Size]byte
	next  int
}

// remembered is how many messages a replay remembers, as jupyter_client does.
const remembered = 1 << 16

// isNew reports whether a signature is seen for the first time.
func (r *replay) isNew(signature [sha256.Size]byte) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.seen[signature] {
		return false
	}
	if r.seen == nil {
		r.seen = map[[sha256.Size]byte]bool{}
	}
	r.seen[signature] = true
	if len(r.order) < remembered {
		r.order = append(r.order, signature)
		return true
	}
	delete(r.seen, r.order[r.next])
	r.order[r.next] = signature
	r.next = (r.next + 1) % remembered
	return true
}
