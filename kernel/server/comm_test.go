package server_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/gonabla/nabla/kernel/interptest"
	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/kerneltest"
)

// openComms are the targets of the comms that the server says are open.
func openComms(t *testing.T, c *kerneltest.Client, target string) jupyter.Object {
	t.Helper()
	e := c.Request(kerneltest.Shell, jupyter.CommInfoRequest{TargetName: target})
	return kerneltest.Content[jupyter.CommInfoReply](t, e.Reply).Comms
}

// What comes on a comm that is open goes to the interpreter, also while a cell
// runs, and what that sends goes to the front ends.
func TestComm(t *testing.T) {
	c := start(t)
	wantIOPub(t, c.Request(kerneltest.Shell, jupyter.CommOpen{CommID: "7", TargetName: interptest.EchoTarget}), "busy\nidle")
	if open := openComms(t, c, ""); len(open) != 1 || open["7"] == nil {
		t.Errorf("open: %v", open)
	}
	if open := openComms(t, c, "another"); len(open) != 0 {
		t.Errorf("open of another target: %v", open)
	}
	cell := c.Send(kerneltest.Shell, kerneltest.Cell("sleep"))
	c.AwaitIOPub(cell, "execute_input", 1)
	c.Request(kerneltest.Shell, jupyter.CommMsg{CommID: "7", Data: jupyter.Object{"address": "/a", "value": 1.5}})
	published := c.AwaitIOPub("", "comm_msg", 1) // all that belongs to no request
	sent := kerneltest.Content[jupyter.CommMsg](t, published[len(published)-1])
	if sent.CommID != "7" || sent.Data["address"] != "/a" || sent.Data["value"] != 1.5 {
		t.Errorf("sent %+v", sent)
	}
	c.Request(kerneltest.Control, jupyter.InterruptRequest{})
	c.Await(cell)
	wantIOPub(t, c.Request(kerneltest.Shell, jupyter.CommMsg{CommID: "7", Data: jupyter.Object{"question": "?"}}), "busy\ncomm_msg\nidle")
	c.Request(kerneltest.Shell, jupyter.CommClose{CommID: "7"})
	if open := openComms(t, c, ""); len(open) != 0 {
		t.Errorf("still open: %v", open)
	}
}

// What an object of a cell sends comes in order with what the cell shows, and its
// comm is one that front ends find.
func TestObject(t *testing.T) {
	c := start(t)
	e := c.Execute("print a\nobject open 9\nprint b\nobject say 9 hello\ndisplay d")
	wantIOPub(t, e, `
busy
input 1 print a
object open 9
print b
object say 9 hello
display d
stdout "a\n"
comm_open
stdout "b\n"
comm_msg
display d
idle`)
	open, said := e.IOPub[3], e.IOPub[5]
	if content := kerneltest.Content[jupyter.CommOpen](t, open); content.CommID != "9" || content.TargetName != interptest.EchoTarget || content.Data == nil || string(open.Metadata) != `{"version":"1"}` {
		t.Errorf("opened by %s with metadata %s", open.Content, open.Metadata)
	}
	if content := kerneltest.Content[jupyter.CommMsg](t, said); content.Data["text"] != "hello" || len(said.Buffers) != 1 || string(said.Buffers[0]) != "hello" {
		t.Errorf("said %s with %d buffers", said.Content, len(said.Buffers))
	}
	if open := openComms(t, c, interptest.EchoTarget); len(open) != 1 {
		t.Errorf("open: %v", open)
	}
	c.Execute("object close 9")
	if open := openComms(t, c, ""); len(open) != 0 {
		t.Errorf("still open: %v", open)
	}
}

// Binary data beside a message reaches the interpreter, and comes back as it was.
func TestCommBuffers(t *testing.T) {
	c := start(t)
	c.Request(kerneltest.Shell, jupyter.CommOpen{CommID: "7", TargetName: interptest.EchoTarget})
	cell := c.Send(kerneltest.Shell, kerneltest.Cell("sleep"))
	c.AwaitIOPub(cell, "execute_input", 1)
	m := c.Message(jupyter.CommMsg{CommID: "7"})
	m.Buffers = [][]byte{{0, 255}, nil, bytes.Repeat([]byte{7}, 1<<20)}
	c.SendMessage(kerneltest.Shell, m)
	published := c.AwaitIOPub(cell, "comm_msg", 1)
	at := slices.IndexFunc(published, func(m *jupyter.Message) bool { return m.Header.MsgType == "comm_msg" })
	if got := published[at].Buffers; !slices.EqualFunc(got, m.Buffers, bytes.Equal) {
		t.Errorf("%d buffers came back", len(got))
	}
	c.Request(kerneltest.Control, jupyter.InterruptRequest{})
	c.Await(cell)
}
