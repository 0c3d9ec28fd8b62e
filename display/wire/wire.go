// Package wire holds what a display is: a Bundle of one thing in several MIME
// types, and the Frame that carries bundles and text from the process that
// runs a cell to the kernel.
//
// It is the one contract between package display, which cells use, and the
// kernel, which publishes what they show. It knows nothing of Jupyter, of Go
// source or of how frames travel, and it imports little, because it is linked
// into every worker.
//
// Outside a notebook nothing is connected: [Publish] then reports false, and
// the caller prints text instead. The other way there are only the answers to
// questions of the cell: [Ask].
package wire

import "sync/atomic"

// A Bundle is one displayed thing: the same content in one or more MIME types.
type Bundle struct {
	// Data maps a MIME type to the raw content: UTF-8 text for text types and
	// SVG, the bytes of the file for images (not base64), and the text of a
	// JSON value for types ending in "json". text/plain should always be there.
	Data map[string][]byte
	// Metadata maps a MIME type to the text of a JSON object. Nil means none.
	Metadata map[string][]byte
	// DisplayID names the display, so that it can be updated. Empty means that
	// it never will be.
	DisplayID string
	// Update says that the bundle replaces what is shown under DisplayID.
	Update bool
	// Result says that the bundle is the value of the cell's last expression.
	Result bool
}

// A Kind says what a Frame holds.
type Kind uint8

const (
	Stdout  Kind = iota + 1 // Text, written to standard output
	Stderr                  // Text, written to standard error
	Display                 // Bundle
	Clear                   // remove the cell's output, at once or (Wait) when more comes
	Message                 // Comm, for the front end
)

// A Frame is one piece of output, in the order in which it happened.
type Frame struct {
	Seq    uint64 // increases by one with every frame of a worker
	Cell   uint64 // the cell whose goroutine made it; 0 when no cell did
	Kind   Kind
	Text   []byte  // Stdout, Stderr: raw bytes, which may end within a UTF-8 sequence
	Bundle *Bundle // Display
	Wait   bool    // Clear
	Comm   *Comm   // Message
}

var sink atomic.Pointer[func(Frame)]

// Connect sends what is published from now on to f, which must be safe for
// concurrent use and must fill in Seq and Cell itself. The worker calls it once.
func Connect(f func(Frame)) { sink.Store(&f) }

// Connected reports whether somebody shows what is published: whether the
// program runs in a notebook.
func Connected() bool { return sink.Load() != nil }

// Publish sends a frame and reports whether anybody received it.
func Publish(f Frame) bool {
	p := sink.Load()
	if p == nil {
		return false
	}
	(*p)(f)
	return true
}
