package session

import (
	"os"
	"sync"

	"github.com/gonabla/nabla/display/wire"
)

// captures are the files that hold what cells show, by the number of the
// request. A cell may write into several.
type captures struct {
	mu    sync.Mutex
	files map[uint64][]*os.File
}

func (c *captures) begin(request uint64, f *os.File) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.files == nil {
		c.files = map[uint64][]*os.File{}
	}
	c.files[request] = append(c.files[request], f)
}

// end closes the files of a cell.
func (c *captures) end(request uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, f := range c.files[request] {
		if f != nil {
			f.Close()
		}
	}
	delete(c.files, request)
}

// write adds what a cell shows. A file that cannot be written any more gets no
// more of it.
func (c *captures) write(f wire.Frame) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, file := range c.files[f.Cell] {
		if file == nil {
			continue
		}
		if _, err := file.Write(captured(f)); err != nil {
			file.Close()
			c.files[f.Cell][i] = nil
		}
	}
}

// captured is the text of a frame.
func captured(f wire.Frame) []byte {
	if f.Bundle == nil {
		return f.Text
	}
	for _, mime := range []string{"text/plain", "text/markdown", "text/html"} {
		if text := f.Bundle.Data[mime]; text != nil {
			return append(append([]byte(nil), text...), '\n')
		}
	}
	return nil
}

// publish shows a frame that already has the number of its request.
func (s *Session) publish(f wire.Frame) {
	if !s.startup.placed(&f) {
		return
	}
	s.captures.write(f)
	s.config.Sink.Output(f)
}
