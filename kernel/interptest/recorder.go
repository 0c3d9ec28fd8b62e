package interptest

import (
	"slices"
	"strings"
	"sync"

	"github.com/gonabla/nabla/display/wire"
)

// A Recorder is an [interp.Sink] that remembers what it got. The zero value is
// ready.
type Recorder struct {
	mu     sync.Mutex
	frames []wire.Frame
}

// Output implements [interp.Sink].
func (r *Recorder) Output(f wire.Frame) {
	f.Text = slices.Clone(f.Text)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.frames = append(r.frames, f)
}

// Take returns what came since the last Take.
func (r *Recorder) Take() []wire.Frame {
	r.mu.Lock()
	defer r.mu.Unlock()
	frames := r.frames
	r.frames = nil
	return frames
}

// Text is the text of the frames of one kind, put together.
func Text(frames []wire.Frame, kind wire.Kind) string {
	var b strings.Builder
	for _, f := range frames {
		if f.Kind == kind {
			b.Write(f.Text)
		}
	}
	return b.String()
}
