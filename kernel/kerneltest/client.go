package kerneltest

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/server"
	"github.com/gonabla/nabla/kernel/zmtp"
)

// Patience is how long a client waits before it says that something hangs.
const Patience = 30 * time.Second

// file is the connection file of all these kernels: the key alone matters.
var file = jupyter.ConnectionFile{SignatureScheme: "hmac-sha256", Key: "secret"}

// A Client is a front end connected to a server of its own.
//
// Start starts one goroutine for the server, which ends when the server does,
// and one receiver for each of shell, control, stdin and iopub, which end when the
// server closes its sockets. A test's cleanup stops the server and waits.
type Client struct {
	t       testing.TB
	session *jupyter.Session
	sockets server.Sockets // the client's ends

	// Server is the server under test.
	Server *server.Server
	// Ended is closed when Serve has returned.
	Ended chan struct{}
	err   error

	mu      sync.Mutex
	arrived sync.Cond // more messages
	replies []*jupyter.Message
	iopub   []*jupyter.Message
	asked   []*jupyter.Message // on stdin
	seen    map[string]bool    // message ids of the server
	talk    conversation
	// replied holds the ids of the requests that must be replied to.
	replied map[string]bool
}

// Start starts a server and a client of it, both ended with the test.
func Start(t testing.TB, o server.Options) *Client {
	t.Helper()
	c := &Client{t: t, Ended: make(chan struct{}), seen: map[string]bool{}, replied: map[string]bool{}}
	c.arrived.L = &c.mu
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	var ends server.Sockets
	ends.Shell, c.sockets.Shell = zmtp.Pair()
	ends.Control, c.sockets.Control = zmtp.Pair()
	ends.Stdin, c.sockets.Stdin = zmtp.Pair()
	ends.IOPub, c.sockets.IOPub = zmtp.Pair()
	c.session = newSession(t)
	c.Server = server.New(newSession(t), ends, o)
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		defer close(c.Ended)
		c.err = c.Server.Serve(ctx)
	}()
	reply := func(channel Channel) func(*jupyter.Message) error {
		return func(m *jupyter.Message) error { return c.talk.reply(m, channel) }
	}
	go c.receive(c.sockets.Shell, &c.replies, reply(Shell))
	go c.receive(c.sockets.Control, &c.replies, reply(Control))
	go c.receive(c.sockets.IOPub, &c.iopub, c.talk.published)
	go c.receive(c.sockets.Stdin, &c.asked, c.talk.asked)
	t.Cleanup(func() {
		cancel()
		if err := c.Wait(); err != nil {
			t.Errorf("Serve: %v", err)
		}
	})
	return c
}

func newSession(t testing.TB) *jupyter.Session {
	s, err := jupyter.NewSession(file)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Wait waits for the end of the server and returns its error.
func (c *Client) Wait() error {
	select {
	case <-c.Ended:
		return c.err
	case <-time.After(Patience):
		c.t.Error("the server does not end")
		return nil
	}
}

// receive checks and keeps what comes from one socket.
func (c *Client) receive(socket zmtp.Socket, into *[]*jupyter.Message, check func(*jupyter.Message) error) {
	for {
		frames, err := socket.Recv()
		if err != nil {
			return
		}
		m, err := c.session.Decode(frames)
		if err == nil {
			err = Check(m)
		}
		if err != nil {
			c.t.Errorf("the server sent: %v", err)
			continue
		}
		c.mu.Lock()
		if c.seen[m.Header.MsgID] {
			c.t.Errorf("two messages have the id %s", m.Header.MsgID)
		}
		c.seen[m.Header.MsgID] = true
		if err := check(m); err != nil {
			c.t.Errorf("the server sent: %v", err)
		}
		*into = append(*into, m)
		c.arrived.Broadcast()
		c.mu.Unlock()
	}
}

// A Channel is where a request is sent.
type Channel int

const (
	Shell Channel = iota
	Control
	anyChannel // it is not known which
)

// Send sends a request and returns its id.
func (c *Client) Send(to Channel, content jupyter.Content) (id string) {
	c.t.Helper()
	m := c.Message(content)
	c.SendMessage(to, m)
	return m.Header.MsgID
}

// SendTo sends a request for a subshell and returns its id.
func (c *Client) SendTo(subshell string, content jupyter.Content) (id string) {
	c.t.Helper()
	m := c.Message(content)
	m.Header.SubshellID = subshell
	var err error
	if m.RawHeader, err = json.Marshal(m.Header); err != nil {
		c.t.Fatal(err)
	}
	c.SendMessage(Shell, m)
	return m.Header.MsgID
}

// Message makes a request, for tests that change it before they send it.
func (c *Client) Message(content jupyter.Content) *jupyter.Message {
	c.t.Helper()
	m, err := c.session.Message(nil, content)
	if err != nil {
		c.t.Fatal(err)
	}
	m.Identities = [][]byte{[]byte("client")}
	return m
}

// SendMessage signs and sends a request.
func (c *Client) SendMessage(to Channel, m *jupyter.Message) {
	c.mu.Lock()
	c.replied[m.Header.MsgID] = strings.HasSuffix(m.Header.MsgType, "_request")
	c.talk.sent(m, to)
	c.mu.Unlock()
	c.SendFrames(to, c.session.Encode(m))
}

// Frames signs a request without sending it.
func (c *Client) Frames(m *jupyter.Message) [][]byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.talk.sent(m, anyChannel)
	return c.session.Encode(m)
}

// SendFrames sends frames as they are.
func (c *Client) SendFrames(to Channel, frames [][]byte) {
	if to == Control {
		c.sockets.Control.Send(frames)
	} else {
		c.sockets.Shell.Send(frames)
	}
}

// An Exchange is a request's reply (nil for messages that have none) and what
// was published for it until it was idle, in order.
type Exchange struct {
	Reply *jupyter.Message
	IOPub []*jupyter.Message
}

// Request sends a request and waits until it has been answered.
func (c *Client) Request(to Channel, content jupyter.Content) Exchange {
	c.t.Helper()
	return c.Await(c.Send(to, content))
}

// Execute runs a cell as a notebook does.
func (c *Client) Execute(code string) Exchange {
	c.t.Helper()
	return c.Request(Shell, Cell(code))
}

// Cell is the request of a notebook to run a cell.
func Cell(code string) jupyter.ExecuteRequest {
	return jupyter.ExecuteRequest{Code: code, StoreHistory: true, StopOnError: true}
}

// Await waits for the reply, if the request has one, and for idle.
func (c *Client) Await(id string) (e Exchange) {
	c.t.Helper()
	c.await(func() bool {
		e = Exchange{IOPub: childrenOf(c.iopub, id)}
		if replies := childrenOf(c.replies, id); len(replies) > 0 {
			e.Reply = replies[0]
		}
		return slices.ContainsFunc(e.IOPub, isIdle) && (e.Reply != nil || !c.replied[id])
	})
	return e
}

// AwaitIOPub waits until n messages of a type have been published for a
// request, and returns all that were.
func (c *Client) AwaitIOPub(id, kind string, n int) (messages []*jupyter.Message) {
	c.t.Helper()
	c.await(func() bool {
		messages = childrenOf(c.iopub, id)
		found := 0
		for _, m := range messages {
			if m.Header.MsgType == kind {
				found++
			}
		}
		return found >= n
	})
	return messages
}

// AwaitInput waits until n questions have been asked and returns all.
func (c *Client) AwaitInput(n int) (asked []*jupyter.Message) {
	c.t.Helper()
	c.await(func() bool {
		asked = slices.Clone(c.asked)
		return len(asked) >= n
	})
	return asked
}

// Answer answers a question.
func (c *Client) Answer(text string) {
	c.t.Helper()
	c.AnswerTo(nil, text)
}

// AnswerTo answers a question and says which, unless that is nil.
func (c *Client) AnswerTo(question *jupyter.Message, text string) {
	c.t.Helper()
	m := c.Message(jupyter.InputReply{Status: jupyter.StatusOK, Value: text})
	if question != nil {
		m.Parent = question.RawHeader
	}
	c.sockets.Stdin.Send(c.session.Encode(m))
}

// await waits until a condition on the messages that have come holds. It is
// called with the lock held.
func (c *Client) await(holds func() bool) {
	c.t.Helper()
	late := false
	timer := time.AfterFunc(Patience, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		late = true
		c.arrived.Broadcast()
	})
	defer timer.Stop()
	c.mu.Lock()
	defer c.mu.Unlock()
	for !holds() {
		if late {
			c.t.Fatalf("nothing more comes; replies %v, iopub %v", Types(c.replies), Types(c.iopub))
		}
		c.arrived.Wait()
	}
}

// Published returns everything published so far, in order.
func (c *Client) Published() []*jupyter.Message {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.iopub)
}

// ParentID is the id of the message that m answers, or empty.
func ParentID(m *jupyter.Message) string {
	var parent jupyter.Header
	json.Unmarshal(m.Parent, &parent)
	return parent.MsgID
}

func childrenOf(messages []*jupyter.Message, id string) (children []*jupyter.Message) {
	for _, m := range messages {
		if ParentID(m) == id {
			children = append(children, m)
		}
	}
	return children
}

func isIdle(m *jupyter.Message) bool {
	var status jupyter.Status
	return m.Header.MsgType == status.Type() && m.Unmarshal(&status) == nil && status.ExecutionState == jupyter.Idle
}
