package kerneltest_test

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/null"

	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/kerneltest"
)

// patience is how long anything may take before the load counts as stuck.
const patience = 10 * time.Minute

// connect opens a connection to one of the kernel's sockets.
func connect(port int, kind zmq4.SocketType, identity string) (*zmq4.Conn, error) {
	c, _, err := connectWire(port, kind, identity)
	return c, err
}

// connectWire also gives the connection below it.
func connectWire(port int, kind zmq4.SocketType, identity string) (*zmq4.Conn, readAhead, error) {
	raw, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return nil, readAhead{}, err
	}
	raw.SetDeadline(time.Now().Add(patience))
	wire := readAhead{raw, bufio.NewReaderSize(raw, 64<<10)}
	c, err := zmq4.Open(wire, null.Security(), kind, zmq4.SocketIdentity(identity), false, nil)
	if err != nil {
		raw.Close()
	}
	return c, wire, err
}

// readAhead makes zmq4's small reads cheap.
type readAhead struct {
	net.Conn
	in *bufio.Reader
}

func (r readAhead) Read(p []byte) (int, error) { return r.in.Read(p) }

// longestKept is how long a frame may be that a front end keeps of which nothing
// is recorded. It reads the rest as a front end does, without the memory.
const longestKept = 64 << 10

// skim receives a message and leaves out what is long in its frames.
func (r readAhead) skim() (frames [][]byte, err error) {
	for more := true; more; {
		flags, err := r.in.ReadByte()
		if err != nil {
			return nil, err
		}
		length := make([]byte, 8)
		if flags&2 != 0 {
			_, err = io.ReadFull(r.in, length)
		} else {
			length[7], err = r.in.ReadByte()
		}
		size := int64(binary.BigEndian.Uint64(length))
		frame := make([]byte, min(size, longestKept))
		if err == nil {
			_, err = io.ReadFull(r.in, frame)
		}
		if err == nil {
			_, err = io.CopyN(io.Discard, r.in, size-int64(len(frame)))
		}
		if err != nil {
			return nil, err
		}
		frames, more = append(frames, frame), flags&1 != 0
	}
	return frames, nil
}

// A frontEnd is one client of the kernel under load. Its goroutines, one for each
// channel, end with its connections.
type frontEnd struct {
	t       *testing.T
	name    string
	session *jupyter.Session
	shell   *zmq4.Conn
	control *zmq4.Conn
	iopub   *zmq4.Conn
	wire    readAhead // of iopub
	// record is of every message on iopub, decoded and checked; nil for all
	// clients but the first, which compare digests of what they see with it.
	record *record

	mu      sync.Mutex
	replied map[string]chan *jupyter.Message // by request
	order   map[string][]string              // requests of each kind not yet replied to
	seen    hash.Hash
	ended   chan struct{} // closed when the last cell has ended
	last    string        // the request that ends the load
}

func newFrontEnd(t *testing.T, file jupyter.ConnectionFile, name string, rec *record) *frontEnd {
	t.Helper()
	session, err := jupyter.NewSession(file)
	if err != nil {
		t.Fatal(err)
	}
	f := &frontEnd{
		t: t, name: name, session: session, record: rec, seen: sha256.New(), ended: make(chan struct{}),
		replied: map[string]chan *jupyter.Message{}, order: map[string][]string{},
	}
	for _, socket := range []struct {
		conn **zmq4.Conn
		port int
		kind zmq4.SocketType
	}{{&f.shell, file.ShellPort, zmq4.Dealer}, {&f.control, file.ControlPort, zmq4.Dealer}, {&f.iopub, file.IOPubPort, zmq4.Sub}} {
		if *socket.conn, f.wire, err = connectWire(socket.port, socket.kind, name); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { (*socket.conn).Close() })
	}
	if err := f.iopub.SendMsg(zmq4.NewMsg([]byte{1})); err != nil {
		t.Fatal(err)
	}
	m, err := f.iopub.RecvMsg()
	if err != nil {
		t.Fatal(err)
	}
	if welcome, err := session.Decode(m.Frames); err != nil || welcome.Header.MsgType != "iopub_welcome" {
		t.Fatalf("%s is not welcomed: %v, %v", name, welcome, err)
	}
	return f
}

// begin starts the goroutines that receive. Everything after this is recorded
// until the idle of the request last, which is unknown as yet.
func (f *frontEnd) begin() {
	go f.receiveReplies(f.shell)
	go f.receiveReplies(f.control)
	go f.receiveIOPub()
}

// send sends a request; its reply comes over the channel.
func (f *frontEnd) send(to *zmq4.Conn, c jupyter.Content) (id string, reply <-chan *jupyter.Message) {
	m, err := f.session.Message(nil, c)
	if err != nil {
		f.t.Error(err)
		return "", nil
	}
	come := make(chan *jupyter.Message, 1)
	f.mu.Lock()
	f.replied[m.Header.MsgID] = come
	kind := f.kind(to, c.Type())
	f.order[kind] = append(f.order[kind], m.Header.MsgID)
	err = to.SendMsg(zmq4.NewMsgFrom(f.session.Encode(m)...))
	f.mu.Unlock()
	if err != nil {
		f.t.Errorf("%s: %v", f.name, err)
	}
	return m.Header.MsgID, come
}

// kind is what is replied to in order: what one lane of the kernel answers.
func (f *frontEnd) kind(channel *zmq4.Conn, messageType string) string {
	return fmt.Sprint(channel == f.control, messageType == "execute_request" || messageType == "execute_reply")
}

// ask sends a request and waits for its reply.
func (f *frontEnd) ask(to *zmq4.Conn, c jupyter.Content) *jupyter.Message {
	id, reply := f.send(to, c)
	select {
	case m := <-reply:
		return m
	case <-time.After(patience):
		f.t.Errorf("%s: no reply to %s %s", f.name, c.Type(), id)
		return nil
	}
}

func (f *frontEnd) receiveReplies(from *zmq4.Conn) {
	for {
		frames, err := from.RecvMsg()
		if err != nil {
			return
		}
		m, err := f.session.Decode(frames.Frames)
		if err == nil {
			err = kerneltest.Check(m)
		}
		if err != nil {
			f.t.Errorf("%s got: %v", f.name, err)
			continue
		}
		f.reply(from, m)
	}
}

// reply makes sure that each reply comes once and in order.
func (f *frontEnd) reply(from *zmq4.Conn, m *jupyter.Message) {
	id := parentID(m.Parent)
	f.mu.Lock()
	defer f.mu.Unlock()
	kind := f.kind(from, m.Header.MsgType)
	if waiting := f.order[kind]; len(waiting) == 0 || waiting[0] != id {
		f.t.Errorf("%s got a %s to %s, which is not the next that waits for one", f.name, m.Header.MsgType, id)
		return
	}
	f.order[kind] = f.order[kind][1:]
	f.replied[id] <- m
}

// receiveIOPub notes what comes until the load ends.
func (f *frontEnd) receiveIOPub() {
	defer close(f.ended)
	for {
		frames, err := f.receivePublished()
		if err != nil {
			f.t.Errorf("%s lost iopub: %v", f.name, err)
			return
		}
		if len(frames) < 7 {
			f.t.Errorf("%s got %d frames", f.name, len(frames))
			return
		}
		f.seen.Write(frames[2]) // the signature, which stands for everything
		if f.record != nil {
			f.record.add(f.t, f.session, frames)
		}
		if f.isEnd(frames) {
			return
		}
	}
}

func (f *frontEnd) receivePublished() ([][]byte, error) {
	if f.record == nil {
		return f.wire.skim()
	}
	m, err := f.iopub.RecvMsg()
	return m.Frames, err
}

// isEnd reports whether a message is the idle of the last request.
func (f *frontEnd) isEnd(frames [][]byte) bool {
	f.mu.Lock()
	last := f.last
	f.mu.Unlock()
	return last != "" && parentID(frames[4]) == last && string(frames[6]) == `{"execution_state":"idle"}`
}

func parentID(parent []byte) string {
	var header struct {
		MsgID string `json:"msg_id"`
	}
	json.Unmarshal(parent, &header)
	return header.MsgID
}

// probe asks kernel_info on control and complete on shell, in turns, until stop is
// closed, and returns how long the replies took.
func (f *frontEnd) probe(stop <-chan struct{}, word string) (info, complete []time.Duration) {
	for {
		began := time.Now()
		f.ask(f.control, jupyter.KernelInfoRequest{})
		info = append(info, time.Since(began))
		began = time.Now()
		f.ask(f.shell, jupyter.CompleteRequest{Code: word, CursorPos: len(word)})
		complete = append(complete, time.Since(began))
		select {
		case <-stop:
			return info, complete
		case <-time.After(20 * time.Millisecond):
		}
	}
}
