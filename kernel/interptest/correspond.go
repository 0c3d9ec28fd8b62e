package interptest

import (
	"strconv"
	"strings"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/interp"
)

// EchoTarget is the target of the channels that an Echo takes. It sends back what
// it receives: a question as its answer, and with binary data as the cell that runs.
const EchoTarget = "echo"

var _ interp.Correspondent = (*Echo)(nil)

// Opened implements [interp.Correspondent].
func (e *Echo) Opened(target, id string, send func(map[string]any)) bool {
	if target != EchoTarget {
		return false
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.channels == nil {
		e.channels = map[string]func(map[string]any){}
	}
	e.channels[id] = send
	return true
}

// Received implements [interp.Correspondent].
func (e *Echo) Received(id string, data map[string]any, buffers [][]byte, answer func(map[string]any)) {
	e.mu.Lock()
	send := e.channels[id]
	e.mu.Unlock()
	switch {
	case len(buffers) > 0:
		e.sink.Output(wire.Frame{Kind: wire.Message, Comm: &wire.Comm{Kind: wire.CommMessage, ID: id, Buffers: buffers}})
	case data["question"] != nil:
		answer(data)
	case send != nil:
		send(data)
	}
}

// Closed implements [interp.Correspondent].
func (e *Echo) Closed(id string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.channels, id)
}

// object makes what an object of a cell has to say of the text of a command.
func object(command string) *wire.Comm {
	what, rest, _ := strings.Cut(command, " ")
	id, text, _ := strings.Cut(rest, " ")
	c := &wire.Comm{Kind: wire.CommClose, ID: id}
	switch what {
	case "open":
		c.Kind, c.Target, c.Metadata = wire.CommOpen, EchoTarget, []byte(`{"version":"1"}`)
	case "say":
		c.Kind, c.Data, c.Buffers = wire.CommMessage, []byte(`{"text":`+strconv.Quote(text)+`}`), [][]byte{[]byte(text)}
	}
	return c
}
