package gopls

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"sync"
)

// conn is a connection that carries JSON-RPC 2.0, each message behind a header
// with its length, as language servers speak it.
type conn struct {
	stream io.ReadWriteCloser
	answer func(method string) any // to requests of the other side
	ended  chan struct{}           // closed when nothing more comes

	writing sync.Mutex

	mu      sync.Mutex
	last    int64
	waiting map[int64]chan message // nil when the connection has ended
}

// A message is a request, a notification or a response.
type message struct {
	Version string           `json:"jsonrpc"`
	ID      *json.RawMessage `json:"id,omitempty"`
	Method  string           `json:"method,omitempty"`
	Params  any              `json:"params,omitempty"`
	Result  json.RawMessage  `json:"result,omitempty"`
	Error   *responseError   `json:"error,omitempty"`
}

type responseError struct {
	Code    int64  `json:"code"`
	Message string `json:"message"`
}

func (e *responseError) Error() string { return fmt.Sprintf("gopls: %s", e.Message) }

// newConn reads from the stream, on a goroutine of its own, until it ends; after
// is called then.
func newConn(stream io.ReadWriteCloser, answer func(method string) any, after func()) *conn {
	c := &conn{stream: stream, answer: answer, ended: make(chan struct{}), waiting: map[int64]chan message{}}
	go func() {
		c.read()
		after()
		close(c.ended)
	}()
	return c
}

// Close ends the connection.
func (c *conn) Close() error { return c.stream.Close() }

// read takes what comes.
func (c *conn) read() {
	defer c.giveUp()
	r := bufio.NewReader(c.stream)
	for {
		m, err := readMessage(r)
		if err != nil {
			return
		}
		switch {
		case m.Method != "" && m.ID != nil:
			result, err := json.Marshal(c.answer(m.Method))
			if err != nil {
				result = json.RawMessage("null")
			}
			// Not here: gopls may be waiting for us to read.
			go c.send(message{ID: m.ID, Result: result})
		case m.Method == "" && m.ID != nil:
			c.deliver(m)
		}
	}
}

// longest is the most that a message may have, in bytes.
const longest = 256 << 20

func readMessage(r *bufio.Reader) (m message, err error) {
	header, err := textproto.NewReader(r).ReadMIMEHeader()
	if err != nil {
		return m, err
	}
	n, err := strconv.Atoi(header.Get("Content-Length"))
	if err != nil || n < 0 || n > longest {
		return m, fmt.Errorf("a message of %q bytes", header.Get("Content-Length"))
	}
	text := make([]byte, n)
	if _, err := io.ReadFull(r, text); err != nil {
		return m, err
	}
	return m, json.Unmarshal(text, &m)
}

func (c *conn) deliver(m message) {
	id, err := strconv.ParseInt(string(*m.ID), 10, 64)
	if err != nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if w := c.waiting[id]; w != nil {
		w <- m
		delete(c.waiting, id)
	}
}

// giveUp tells all who wait that nothing will come.
func (c *conn) giveUp() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, w := range c.waiting {
		close(w)
	}
	c.waiting = nil
}

func (c *conn) send(m message) error {
	m.Version = "2.0"
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	c.writing.Lock()
	defer c.writing.Unlock()
	_, err = fmt.Fprintf(c.stream, "Content-Length: %d\r\n\r\n%s", len(text), text)
	return err
}

func (c *conn) notify(method string, params any) error {
	return c.send(message{Method: method, Params: params})
}

// begin sends a request. The answer comes on the channel, which is closed when
// none will come.
func (c *conn) begin(method string, params any) (id int64, answer <-chan message, err error) {
	c.mu.Lock()
	if c.waiting == nil {
		c.mu.Unlock()
		return 0, nil, ErrEnded
	}
	c.last++
	id = c.last
	w := make(chan message, 1)
	c.waiting[id] = w
	c.mu.Unlock()
	raw := json.RawMessage(strconv.FormatInt(id, 10))
	return id, w, c.send(message{ID: &raw, Method: method, Params: params})
}

// finish waits for an answer. When ctx ends first the other side is told that
// nobody wants it any more.
func (c *conn) finish(ctx context.Context, id int64, answer <-chan message, result any) error {
	select {
	case m, ok := <-answer:
		switch {
		case !ok:
			return ErrEnded
		case m.Error != nil:
			return m.Error
		case result == nil:
			return nil
		}
		return json.Unmarshal(m.Result, result)
	case <-ctx.Done():
		c.mu.Lock()
		delete(c.waiting, id)
		c.mu.Unlock()
		return errors.Join(ctx.Err(), c.notify("$/cancelRequest", map[string]any{"id": id}))
	}
}

func (c *conn) call(ctx context.Context, method string, params, result any) error {
	id, answer, err := c.begin(method, params)
	if err != nil {
		return err
	}
	return c.finish(ctx, id, answer, result)
}
