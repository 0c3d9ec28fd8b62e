package gopls

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net"
	"strings"
	"testing"
)

// other is the other side of a connection.
type other struct {
	t *testing.T
	r *bufio.Reader
	c *conn // only to send
}

// connect makes a connection whose other side is in the hands of the test.
func connect(t *testing.T) (*conn, *other) {
	here, there := net.Pipe()
	c := newConn(here, func(method string) any { return "answer to " + method }, func() {})
	t.Cleanup(func() {
		there.Close()
		<-c.ended
	})
	return c, &other{t, bufio.NewReader(there), &conn{stream: there}}
}

func (o *other) receive() message {
	o.t.Helper()
	m, err := readMessage(o.r)
	if err != nil {
		o.t.Fatal(err)
	}
	return m
}

func TestAnswersOutOfOrder(t *testing.T) {
	c, there := connect(t)
	results := make(chan string, 2)
	for _, method := range []string{"one", "two"} {
		go func() {
			var result string
			if err := c.call(t.Context(), method, nil, &result); err != nil {
				result = err.Error()
			}
			results <- method + " " + result
		}()
	}
	first, second := there.receive(), there.receive()
	there.c.notify("window/logMessage", "not for anybody")
	there.c.send(message{ID: second.ID, Result: json.RawMessage(`"` + second.Method + `"`)})
	there.c.send(message{ID: first.ID, Error: &responseError{1, "no " + first.Method}})
	got := map[string]bool{<-results: true, <-results: true}
	if !got[second.Method+" "+second.Method] || !got[first.Method+" gopls: no "+first.Method] {
		t.Errorf("got %v", got)
	}
}

func TestRequestsOfTheOtherSide(t *testing.T) {
	_, there := connect(t)
	id := json.RawMessage(`"x"`)
	there.c.send(message{ID: &id, Method: "workspace/configuration"})
	if m := there.receive(); string(*m.ID) != `"x"` || string(m.Result) != `"answer to workspace/configuration"` {
		t.Errorf("got %s: %s", *m.ID, m.Result)
	}
}

func TestCancel(t *testing.T) {
	c, there := connect(t)
	ctx, cancel := context.WithCancel(t.Context())
	failed := make(chan error)
	go func() { failed <- c.call(ctx, "slow", nil, nil) }()
	asked := there.receive()
	cancel()
	if m := there.receive(); m.Method != "$/cancelRequest" || m.Params.(map[string]any)["id"] != 1.0 {
		t.Errorf("got %+v", m)
	}
	if err := <-failed; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	there.c.send(message{ID: asked.ID, Result: json.RawMessage("1")}) // too late, and harmless
}

func TestEndOfConnection(t *testing.T) {
	c, there := connect(t)
	failed := make(chan error)
	go func() { failed <- c.call(t.Context(), "last", nil, nil) }()
	there.receive()
	there.c.stream.Close()
	if err := <-failed; !errors.Is(err, ErrEnded) {
		t.Error(err)
	}
	<-c.ended
	if err := c.call(t.Context(), "more", nil, nil); !errors.Is(err, ErrEnded) {
		t.Error(err)
	}
}

func FuzzReadMessage(f *testing.F) {
	f.Add("Content-Length: 2\r\n\r\n{}")
	f.Add("Content-Length: -1\r\n\r\n")
	f.Add("Content-Length: 99999999999\r\n\r\n{}")
	f.Fuzz(func(t *testing.T, text string) {
		r := bufio.NewReader(strings.NewReader(text))
		for {
			if _, err := readMessage(r); err != nil {
				return
			}
		}
	})
}
