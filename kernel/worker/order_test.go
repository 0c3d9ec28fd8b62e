package worker

import (
	"io"
	"os"
	"slices"
	"testing"
	"time"
)

func pipe(t *testing.T) (r, w *os.File) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close(); w.Close() })
	return r, w
}

// An event that comes when text has been read, but not delivered yet, waits.
func TestEventBehindText(t *testing.T) {
	r, w := pipe(t)
	var order []string
	done := make(chan bool)
	var p *rawPipe
	p, err := newRawPipe(r, func(text []byte) {
		go func() {
			p.settled()
			order = append(order, "event")
			close(done)
		}()
		time.Sleep(10 * time.Millisecond)
		order = append(order, string(text))
	})
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(w, "text")
	p.drain()
	<-done
	if !slices.Equal(order, []string{"text", "event"}) {
		t.Error(order)
	}
}

// Text is read when all events that came before it have been dealt with, also if
// that takes long and there are always more.
func TestTextBehindEvents(t *testing.T) {
	r, w := pipe(t)
	p, err := newEventPipe(r)
	if err != nil {
		t.Fatal(err)
	}
	const events = 100
	dealt := make(chan int, 2*events)
	done := make(chan bool)
	go func() {
		defer close(done)
		defer p.stop()
		for i := 0; ; i++ {
			if _, err := p.Read(make([]byte, 1)); err != nil {
				return
			}
			time.Sleep(time.Millisecond)
			dealt <- i
		}
	}()
	io.WriteString(w, string(make([]byte, events)))
	go io.WriteString(w, string(make([]byte, events)))
	p.caughtUp()
	if n := len(dealt); n < events {
		t.Errorf("%d of %d events had been dealt with", n, events)
	}
	w.Close()
	<-done
	p.caughtUp() // does not wait for what nobody reads
}
