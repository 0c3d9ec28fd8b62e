package kerneltest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/jupyter"
)

// A conversation checks what no message shows alone: that each belongs to a
// request as it was sent, that each request has one reply, on the channel that it
// was sent on, and that everything that is said of it comes between busy and idle.
type conversation struct {
	requests map[string]*said
}

// A said is what the server has said of a request.
type said struct {
	kind    string
	header  json.RawMessage
	channel Channel
	replied bool
	busy    bool
	idle    bool
}

// later are the messages that may come of a cell when it is idle: goroutines go on.
var later = []string{"stream", "display_data", "update_display_data", "clear_output", "comm_open", "comm_msg", "comm_close"}

// sent notes a request.
func (c *conversation) sent(m *jupyter.Message, channel Channel) {
	if c.requests == nil {
		c.requests = map[string]*said{}
	}
	c.requests[m.Header.MsgID] = &said{kind: m.Header.MsgType, header: m.RawHeader, channel: channel}
}

// of finds the request of a message, nil if it has none.
func (c *conversation) of(m *jupyter.Message) (*said, error) {
	if string(m.Parent) == "{}" {
		return nil, nil
	}
	r := c.requests[ParentID(m)]
	if r == nil || !bytes.Equal(r.header, m.Parent) {
		return nil, fmt.Errorf("%s has the parent %s, which is no request", m.Header.MsgType, m.Parent)
	}
	return r, nil
}

// reply checks a message that came on shell or control.
func (c *conversation) reply(m *jupyter.Message, channel Channel) error {
	r, err := c.of(m)
	if err != nil {
		return err
	}
	kind := m.Header.MsgType
	switch {
	case r == nil:
		return fmt.Errorf("%s answers nothing", kind)
	case strings.TrimSuffix(r.kind, "_request")+"_reply" != kind:
		return fmt.Errorf("%s answers a %s", kind, r.kind)
	case r.replied:
		return fmt.Errorf("a second %s", kind)
	case r.channel != channel && r.channel != anyChannel:
		return fmt.Errorf("%s came on another channel than its request", kind)
	}
	r.replied = true
	return nil
}

// published checks a message that came on iopub.
func (c *conversation) published(m *jupyter.Message) error {
	r, err := c.of(m)
	if err != nil || r == nil {
		return err
	}
	kind := m.Header.MsgType
	var status jupyter.Status
	json.Unmarshal(m.Content, &status)
	switch {
	case !r.busy && status.ExecutionState != jupyter.Busy:
		return fmt.Errorf("%s came before its %s was busy", kind, r.kind)
	case status.ExecutionState == jupyter.Busy && r.idle && r.kind != "debug_request":
		return fmt.Errorf("a %s is busy again after it was idle", r.kind)
	case status.ExecutionState == jupyter.Idle && r.idle:
		return fmt.Errorf("a %s is idle for the second time", r.kind)
	case kind != "status" && r.idle && !slices.Contains(later, kind):
		return fmt.Errorf("%s came when its %s was idle", kind, r.kind)
	}
	r.busy = true
	r.idle = r.idle || status.ExecutionState == jupyter.Idle
	return nil
}

// asked checks a message that came on stdin.
func (c *conversation) asked(m *jupyter.Message) error {
	r, err := c.of(m)
	if err == nil && (r == nil || r.kind != "execute_request" || r.replied) {
		return fmt.Errorf("%s belongs to no cell that runs", m.Header.MsgType)
	}
	return err
}
