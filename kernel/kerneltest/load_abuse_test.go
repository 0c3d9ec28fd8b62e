package kerneltest_test

import (
	"bytes"
	"fmt"
	"math/rand"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/null"

	"github.com/gonabla/nabla/kernel/jupyter"
)

// silence connects and says nothing, and subscribes and does not read.
func silence(t *testing.T, file jupyter.ConnectionFile, silent int) {
	for _, port := range ports(file) {
		for range silent {
			c, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
			if err != nil {
				t.Error(err)
				return
			}
			t.Cleanup(func() { c.Close() })
		}
	}
	for range 3 {
		raw, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", file.IOPubPort))
		if err != nil {
			t.Error(err)
			return
		}
		t.Cleanup(func() { raw.Close() })
		raw.(*net.TCPConn).SetReadBuffer(4 << 10)
		c, err := zmq4.Open(raw, null.Security(), zmq4.Sub, nil, false, nil)
		if err == nil {
			err = c.SendMsg(zmq4.NewMsg([]byte{1}))
		}
		if err != nil {
			t.Error(err)
		}
	}
}

func ports(file jupyter.ConnectionFile) []int {
	return []int{file.ShellPort, file.IOPubPort, file.StdinPort, file.ControlPort, file.HBPort}
}

// reuse connects again and again with one identity. Whoever has it gets the
// replies to its own requests; its predecessors are left as they are.
func reuse(t *testing.T, file jupyter.ConnectionFile, session *jupyter.Session, times int) {
	for i := range times {
		c, err := connect(file.ShellPort, zmq4.Dealer, "reused")
		if err != nil {
			t.Errorf("connecting with an identity that is in use: %v", err)
			return
		}
		defer c.Close()
		m, err := session.Message(nil, jupyter.KernelInfoRequest{})
		if err == nil {
			err = c.SendMsg(zmq4.NewMsgFrom(session.Encode(m)...))
		}
		if err != nil {
			t.Error(err)
			return
		}
		for i%2 == 1 { // the others go before their replies come
			reply, err := c.RecvMsg()
			if err != nil {
				t.Errorf("no reply to an identity that was used before: %v", err)
				return
			}
			if len(reply.Frames) == 6 && parentID(reply.Frames[3]) == m.Header.MsgID {
				break
			}
		}
	}
}

// A fuzzer sends messages that are wrong in one way or another.
type fuzzer struct {
	random  *rand.Rand
	file    jupyter.ConnectionFile
	session *jupyter.Session
	conn    *zmq4.Conn
	raw     net.Conn
	sent    [][]byte // the last message that was right
}

// run sends so many wrong messages to all sockets.
func (f *fuzzer) run(t *testing.T, messages int) {
	for i := range messages {
		if f.conn == nil || i%200 == 0 {
			if err := f.connect(); err != nil {
				t.Errorf("a peer that did wrong cannot connect again: %v", err)
				return
			}
		}
		f.raw.SetWriteDeadline(time.Now().Add(patience))
		if err := f.send(i); err != nil {
			f.conn = nil // the kernel has closed the connection, as it should
		}
	}
	f.raw.Close()
}

func (f *fuzzer) connect() (err error) {
	if f.raw != nil {
		f.raw.Close()
	}
	all := ports(f.file)
	i := f.random.Intn(len(all))
	if f.raw, err = net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", all[i])); err != nil {
		return err
	}
	kind := zmq4.Dealer
	if i == 1 {
		kind = zmq4.Sub
	}
	if i == 1 && f.random.Intn(2) == 0 {
		kind = zmq4.XSub
	}
	f.conn, err = zmq4.Open(f.raw, null.Security(), kind, nil, false, nil)
	return err
}

func (f *fuzzer) send(i int) error {
	switch i % 4 {
	case 0: // not of ZeroMQ, or a frame that is cut off
		if i%40 != 0 {
			break
		}
		wire := f.bytes(1 + f.random.Intn(200))
		_, err := f.raw.Write(wire)
		f.raw.Close()
		f.conn = nil
		return err
	case 1: // changed in any place
		frames := f.valid()
		for range 1 + f.random.Intn(3) {
			frame := frames[f.random.Intn(len(frames))]
			if len(frame) > 0 {
				frame[f.random.Intn(len(frame))] ^= byte(1 + f.random.Intn(255))
			}
		}
		return f.conn.SendMsg(zmq4.NewMsgFrom(frames...))
	case 2: // frames that are missing, too many, or in another order
		frames := f.valid()
		f.random.Shuffle(len(frames), func(i, j int) { frames[i], frames[j] = frames[j], frames[i] })
		frames[0] = append(frames[0], 'x')
		return f.conn.SendMsg(zmq4.NewMsgFrom(frames[:1+f.random.Intn(len(frames))]...))
	}
	return f.conn.SendMsg(zmq4.NewMsgFrom(f.signed()...))
}

func (f *fuzzer) bytes(n int) []byte {
	b := make([]byte, n)
	f.random.Read(b)
	return b
}

// valid is a message that would be right.
func (f *fuzzer) valid() [][]byte {
	m, err := f.session.Message(nil, jupyter.ExecuteRequest{Code: "fail Fuzz this must not run"})
	if err != nil {
		panic(err)
	}
	var frames [][]byte
	for _, frame := range f.session.Encode(m) {
		frames = append(frames, bytes.Clone(frame))
	}
	return frames
}

// signed is a message of somebody who knows the key, and is wrong all the same.
func (f *fuzzer) signed() [][]byte {
	m, err := f.session.Message(nil, jupyter.ExecuteRequest{Code: "fail Fuzz this must not run"})
	if err != nil {
		panic(err)
	}
	switch f.random.Intn(7) {
	case 0:
		m.Content = []byte(`{"code": 7}`)
	case 1:
		m.Content = []byte(strings.Repeat("[", 100_000))
	case 2:
		m.Content = []byte("{\"code\": \"\xff\xfe\"}")
	case 3:
		m.Content = m.Content[:f.random.Intn(len(m.Content))]
	case 4:
		m.RawHeader = []byte(`{"msg_type": "sing_request"}`)
	case 5:
		m.RawHeader = []byte(`["execute_request"]`)
	case 6: // again
		if f.sent == nil {
			m.RawHeader = bytes.Replace(m.RawHeader, []byte("execute_request"), []byte("unknown"), 1)
			f.sent = f.session.Encode(m)
		}
		return f.sent
	}
	return f.session.Encode(m)
}
