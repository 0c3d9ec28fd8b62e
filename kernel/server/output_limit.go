package server

import (
	"fmt"

	"github.com/gonabla/nabla/display/wire"
)

// cellLimit is how much a cell may show: front ends keep all of it, and the
// notebook file, too.
const cellLimit = 64 << 20

// fits counts what a cell shows. What is beyond the limit is not shown, which is
// said once; the cell goes on, and what it replaces or clears still is. The
// caller holds mu.
func (o *output) fits(c *cell, size int) bool {
	if size == 0 {
		return true
	}
	if !c.full && c.shown+size > o.limit {
		c.full = true
		o.write(stream{c, "stderr"}, fmt.Appendf(nil, "\nThis cell has shown %d MB, which is all that is kept of a cell. "+
			"It goes on, but the rest of its output is not shown.\n", o.limit>>20))
	}
	if c.full {
		return false
	}
	c.shown += size
	return true
}

// kept is how much of a bundle stays beside what was shown before it. The value of
// a cell is always shown.
func kept(b *wire.Bundle) (size int) {
	if b == nil || b.Update || b.Result {
		return 0
	}
	for _, content := range b.Data {
		size += len(content)
	}
	return size
}
