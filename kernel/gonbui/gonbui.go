// Package gonbui is the kernel's end of the protocol that programs speak which
// import github.com/janpfeifer/gonb/gonbui, the display package of GoNB.
//
// Such a program opens the two files that the environment names, and writes to
// the one what it wants shown or asked, as a stream of package gob; from the
// other it reads what it is told. A [Stream] takes that stream apart, in the
// order in which it was written, and turns what it finds into bundles, questions
// and messages for the front end. Everything that a call of [Stream.Receive]
// brings has been handed on when it returns: that is what a program waits for
// that calls gonbui.Sync.
//
// Package gobs reads the stream, since a program may write anything there. The
// types of the messages are written here anew, under the names that the program
// registers, so that nothing of GoNB is linked into the kernel.
//
// The package is data in and data out: it opens no file and starts no process.
package gonbui

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"sync"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/gonbui/gobs"
)

// A Program is what a [Stream] does for the program at its other end. None of
// its methods may wait.
type Program interface {
	// Show shows a bundle on behalf of a cell.
	Show(cell uint64, b *wire.Bundle)
	// Ask asks the user for a line, which the cell then reads from its standard
	// input.
	Ask(cell uint64, q wire.Question)
	// Complain tells the user of a cell about a message that is not right.
	Complain(cell uint64, text string)
	// Reply hands bytes to the program, to be read in the order of the calls.
	Reply(data []byte)
}

// A Stream is what one process writes, and what it is told. Its methods may be
// called from one goroutine at a time.
type Stream struct {
	program  Program
	notebook *Notebook
	in       gobs.Reader
	broken   bool

	telling sync.Mutex // held while out is used
	out     bytes.Buffer
	encoder *gob.Encoder
}

// A Notebook is what outlives the processes that a notebook's cells run in: the
// displays that it has shown, and the channels to the front end. The zero value
// has none.
//
// Several processes may be listened to at the same time.
type Notebook struct {
	// KernelID is the name by which Jupyter's server knows the kernel. Empty means
	// that there is no such server.
	KernelID string

	mu    sync.Mutex
	shown map[string]bool // by display ID
	front frontEnd
}

// showing notes that something is shown under an ID, and reports whether
// something was before.
func (n *Notebook) showing(id string) (before bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.shown == nil {
		n.shown = map[string]bool{}
	}
	before = n.shown[id]
	n.shown[id] = id != ""
	return before
}

// NewStream begins to listen to a process that has just started.
func (n *Notebook) NewStream(p Program) *Stream {
	s := &Stream{program: p, notebook: n}
	s.encoder = gob.NewEncoder(&s.out)
	n.front.connect(s)
	return s
}

// Receive takes what a goroutine of a cell has written, and carries out what
// has become complete by that. After something that cannot be understood
// nothing else can be, since the stream tells every type once: this is said in
// the cell, and what comes later is dropped.
func (s *Stream) Receive(cell uint64, data []byte) {
	if s.broken {
		return
	}
	s.in.Add(data)
	for {
		v, ok, err := s.in.Next()
		var m *displayData
		if ok {
			m, err = message(v)
		}
		if err != nil {
			s.broken = true
			s.program.Complain(cell, fmt.Sprintf("what the cell wrote to the file that GONB_PIPE names cannot be understood (%v): "+
				"nothing can be shown by package gonbui any more until the worker is restarted", err))
			return
		}
		if !ok {
			return
		}
		s.carryOut(cell, m)
	}
}

// Close ends the stream. What has not become complete is dropped.
func (s *Stream) Close() { s.notebook.front.disconnect(s) }

// carryOut does what one message asks for.
func (s *Stream) carryOut(cell uint64, m *displayData) {
	if v, ok := m.Data[inputKey]; ok {
		if q, ok := asInputRequest(v); ok {
			s.program.Ask(cell, wire.Question{Prompt: q.Prompt, Password: q.Password})
			return
		}
		s.mistaken(cell, inputKey, v)
		return
	}
	if v, ok := m.Data[valueKey]; ok {
		if value, ok := asCommValue(v); ok {
			s.value(cell, value)
			return
		}
		s.mistaken(cell, valueKey, v)
		return
	}
	if v, ok := m.Data[subscribeKey]; ok {
		if c, ok := asCommSubscription(v); ok {
			s.notebook.front.subscribe(s, cell, c)
			return
		}
		s.mistaken(cell, subscribeKey, v)
		return
	}
	s.show(cell, m)
}

func (s *Stream) mistaken(cell uint64, key string, v any) {
	kind := fmt.Sprintf("%T", v)
	if v, ok := v.(gobs.Struct); ok {
		kind = v.Type
	}
	s.program.Complain(cell, fmt.Sprintf("the cell sent a %s as %q through package gonbui, which means nothing", kind, key))
}

// value carries out what has to do with values in the front end.
func (s *Stream) value(cell uint64, v commValue) {
	front := &s.notebook.front
	switch {
	case v.Address == syncAddress:
		s.tell(commValue{Address: syncedAddress, Value: v.Value})
	case v.Address == startAddress:
		front.start(s, cell)
	case v.Request:
		front.send(s, cell, map[string]any{"address": v.Address, "read_request": true})
	default:
		front.send(s, cell, map[string]any{"address": v.Address, "value": v.Value})
	}
}

// tell sends the program a value.
func (s *Stream) tell(v commValue) {
	s.telling.Lock()
	defer s.telling.Unlock()
	s.out.Reset()
	if s.encoder.Encode(v) == nil {
		s.program.Reply(bytes.Clone(s.out.Bytes()))
	}
}
