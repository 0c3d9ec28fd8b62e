package host

import (
	"fmt"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// piece is the most text that one frame carries, in bytes.
const piece = 1 << 20

// write is called by the overlay with what Go code writes to os.Stdout (1) or
// os.Stderr (2), or through package gonbui of GoNB.
func (h *host) write(fd uintptr, p []byte) bool {
	if h.isOver(currentCell()) {
		return true
	}
	if fd == gonbFD {
		h.publishGonb(p)
		return true
	}
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

// publishGonb sends what package gonbui has written, which is one message with
// each write. One that is left out hurts no other.
func (h *host) publishGonb(p []byte) {
	hold(1)
	defer hold(-1)
	if len(p) > proto.MaxMessage/2 {
		h.publish(tooBig(len(p)))
		return
	}
	settle()
	h.events.Send(proto.Gonb{Cell: h.home(currentCell()), Data: p})
}

func tooBig(size int) wire.Frame {
	return wire.Frame{Kind: wire.Stderr, Text: fmt.Appendf(nil, "a display of %d bytes is too big to be shown\n", size)}
}

// publish sends a frame on behalf of the current goroutine's cell. The kernel
// numbers the frames, since it also has text that does not come this way. If
// the kernel has gone there is nobody to tell, and the main goroutine will
// notice.
func (h *host) publish(f wire.Frame) {
	hold(1)
	defer hold(-1)
	f.Cell = currentCell()
	if h.isOver(f.Cell) || h.forErrand(&f) {
		return
	}
	settle()
	if f.Kind == wire.Message {
		h.corresponds(f.Cell)
	}
	if f.Bundle == nil {
		h.events.Send(proto.Output{Frame: f})
		return
	}
	size := 0
	for _, data := range f.Bundle.Data {
		size += len(data)
	}
	if size > proto.MaxMessage/2 {
		h.publish(tooBig(size))
		return
	}
	h.events.Send(proto.Output{Frame: f})
}
