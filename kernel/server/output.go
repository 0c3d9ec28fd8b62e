package server

import (
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/jupyter"
)

// Text that is written in small pieces is published together, since front
// ends drop the output of kernels that send too many messages.
const (
	streamDelay = 50 * time.Millisecond
	streamSize  = 64 << 10
)

// keptCells is how many of the last cells can still be written to.
const keptCells = 10_000

// A cell is where output goes: an execute_request that has begun.
type cell struct {
	id     uint64
	parent *jupyter.Message // its header only
	count  int
	silent bool
	result string // text of its execute_result, for the history
	shown  int    // bytes that the front ends keep of it
	full   bool   // it has reached the limit
}

// A stream is the standard output or error of one cell.
type stream struct {
	cell *cell
	name string
}

// An output is the [interp.Sink]. Everything is published in the order in
// which it comes, each piece under the cell that made it.
type output struct {
	publish    func(*jupyter.Message, jupyter.Content)
	correspond func(*jupyter.Message, *wire.Comm)
	throttle   func()
	pace       *pace
	limit      int // what a cell may show, in bytes

	mu    sync.Mutex
	cells map[uint64]*cell
	last  *cell
	// text is what pending has written and nobody has seen.
	pending stream
	text    []byte
	// split holds the beginning of a UTF-8 sequence whose end has not come.
	split map[stream][]byte
	timer *time.Timer
}

var _ interp.Sink = (*output)(nil)

func newOutput(publish func(*jupyter.Message, jupyter.Content), throttle func()) *output {
	o := &output{publish: publish, throttle: throttle, limit: cellLimit, cells: map[uint64]*cell{}, split: map[stream][]byte{}}
	o.timer = time.AfterFunc(time.Hour, o.flush)
	o.timer.Stop()
	return o
}

// begin makes c the cell that runs.
func (o *output) begin(c *cell) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.cells[c.id], o.last = c, c
	delete(o.cells, c.id-keptCells) // nothing has the number of before the first
}

// end publishes what c has written, also what is not UTF-8, and returns the
// text of its result.
func (o *output) end(c *cell) (result string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.flushLocked()
	for _, name := range []string{"stdout", "stderr"} {
		s := stream{c, name}
		if rest := o.split[s]; len(rest) > 0 {
			delete(o.split, s)
			o.publishText(s, rest)
		}
	}
	return c.result
}

// Output implements [interp.Sink]. Where it matters how fast it goes, long text
// is published piece by piece.
func (o *output) Output(f wire.Frame) {
	for o.pace != nil && len(f.Text) > streamSize {
		piece := f
		piece.Text, f.Text = f.Text[:streamSize], f.Text[streamSize:]
		o.outputPiece(piece)
	}
	o.outputPiece(f)
}

func (o *output) outputPiece(f wire.Frame) {
	if o.accept(f) {
		o.throttle()
	}
	o.pace.wait()
}

// accept reports whether so much was published that the sender should be
// slowed down if the front ends are.
func (o *output) accept(f wire.Frame) (bulk bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	c := o.cells[f.Cell]
	if c == nil {
		c = o.last
	}
	if f.Kind == wire.Message {
		o.flushLocked()
		o.message(c, f.Comm)
		return true
	}
	if c == nil || c.silent {
		return false
	}
	switch f.Kind {
	case wire.Stdout:
		return o.fits(c, len(f.Text)) && o.write(stream{c, "stdout"}, f.Text)
	case wire.Stderr:
		return o.fits(c, len(f.Text)) && o.write(stream{c, "stderr"}, f.Text)
	case wire.Display:
		if !o.fits(c, kept(f.Bundle)) {
			return false
		}
		o.flushLocked()
		o.show(c, f.Bundle)
		return true
	case wire.Clear:
		o.flushLocked()
		c.shown, c.full = 0, false
		o.publish(c.parent, jupyter.ClearOutput{Wait: f.Wait})
	}
	return false
}

// message sends what an object of a cell has to say to the front end.
func (o *output) message(c *cell, m *wire.Comm) {
	var parent *jupyter.Message
	if c != nil {
		parent = c.parent
	}
	o.correspond(parent, m)
}

func (o *output) write(s stream, text []byte) (bulk bool) {
	if len(text) == 0 {
		return false
	}
	if o.pending != s {
		o.flushLocked()
		o.pending = s
		o.text = append(o.text, o.split[s]...)
		delete(o.split, s)
	}
	if len(o.text) == 0 {
		o.timer.Reset(streamDelay)
	}
	o.text = append(o.text, text...)
	if len(o.text) < streamSize {
		return false
	}
	o.flushLocked()
	return true
}

// show publishes a bundle: an update of an earlier one, the value of the cell,
// or a display.
func (o *output) show(c *cell, b *wire.Bundle) {
	if b == nil {
		return
	}
	data, metadata := jupyter.NewMIMEBundle(b)
	transient := jupyter.Transient{DisplayID: b.DisplayID}
	switch {
	case b.Update:
		o.publish(c.parent, jupyter.UpdateDisplayData{Data: data, Metadata: metadata, Transient: transient})
	case b.Result:
		c.result = string(b.Data["text/plain"])
		o.publish(c.parent, jupyter.ExecuteResult{ExecutionCount: c.count, Data: data, Metadata: metadata, Transient: transient})
	default:
		o.publish(c.parent, jupyter.DisplayData{Data: data, Metadata: metadata, Transient: transient})
	}
}

// flush publishes the text that waits.
func (o *output) flush() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.flushLocked()
}

// flushLocked keeps back a UTF-8 sequence that is not whole.
func (o *output) flushLocked() {
	o.timer.Stop()
	s, whole := o.pending, wholeUTF8(o.text)
	if whole > 0 {
		o.publishText(s, o.text[:whole])
	}
	if rest := o.text[whole:]; len(rest) > 0 {
		o.split[s] = append([]byte(nil), rest...)
	}
	o.pending, o.text = stream{}, o.text[:0]
}

// publishText shows what is not UTF-8 as replacement characters.
func (o *output) publishText(s stream, text []byte) {
	o.publish(s.cell.parent, jupyter.Stream{Name: s.name, Text: strings.ToValidUTF8(string(text), "\uFFFD")})
}

// wholeUTF8 is the length of text without a sequence that may still go on.
func wholeUTF8(text []byte) int {
	for i := len(text) - 1; i >= 0 && i > len(text)-utf8.UTFMax; i-- {
		if utf8.RuneStart(text[i]) {
			if !utf8.FullRune(text[i:]) {
				return i
			}
			break
		}
	}
	return len(text)
}
