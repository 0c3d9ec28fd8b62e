package host

import (
	"fmt"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// piece is the most text that one frame carries, in bytes.
const piece = 1 << 20

// write is called by the overlay with what Go code writes to os.Stdout (1) or
// os.Stderr (2).
func (h *host) write(fd uintptr, p []byte) bool {
	kind := wire.Stdout
	if fd == 2 {
		kind = wire.Stderr
	}
	for {
		n := min(len(p), piece)
		h.publish(wire.Frame{Kind: kind, Text: p[:n]})
		if p = p[n:]; len(p) == 0 {
			return true
		}
	}
}

// publish sends a frame on behalf of the current goroutine's cell. The kernel
// numbers the frames, since it also has text that does not come this way. If
// the kernel has gone there is nobody to tell, and the main goroutine will
// notice.
func (h *host) publish(f wire.Frame) {
	f.Cell = currentCell()
	settle()
	if f.Bundle == nil {
		h.events.Send(proto.Output{Frame: f})
		return
	}
	size := 0
	for _, data := range f.Bundle.Data {
		size += len(data)
	}
	if size > proto.MaxMessage/2 {
		text := fmt.Sprintf("a display of %d bytes is too big to be shown\n", size)
		f = wire.Frame{Cell: f.Cell, Kind: wire.Stderr, Text: []byte(text)}
	}
	h.events.Send(proto.Output{Frame: f})
}
