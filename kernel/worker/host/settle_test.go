package host

import (
	"os"
	"sync/atomic"
	"testing"
	"time"
)

func newTestPipe(t *testing.T) (r, w *os.File, p *textPipe) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close(); w.Close() })
	return r, w, newTextPipe(int(w.Fd()))
}

// What was there is waited for, and no longer if there is always more.
func TestSettle(t *testing.T) {
	r, w, p := newTestPipe(t)
	w.WriteString("first")
	var begun atomic.Bool
	done := make(chan bool)
	go func() {
		defer close(done)
		b := make([]byte, 1<<16)
		time.Sleep(10 * time.Millisecond)
		begun.Store(true)
		for i := 0; ; i++ {
			if _, err := r.Read(b); err != nil {
				return
			}
			w.WriteString("more"[i%2:])
			time.Sleep(time.Millisecond)
		}
	}()
	p.settle()
	if !begun.Load() || p.left.Load() != 0 {
		t.Errorf("the pipe was read: %v; %d bytes were given up", begun.Load(), p.left.Load())
	}
	r.Close()
	<-done
}

// A pipe that nobody reads is waited for once, until somebody reads it again.
func TestSettleUnread(t *testing.T) {
	r, w, p := newTestPipe(t)
	w.WriteString("text")
	p.settle()
	if p.left.Load() != 4 {
		t.Fatal("it was not given up")
	}
	w.WriteString("more")
	if p.settle(); p.left.Load() != 4 {
		t.Error("what nobody reads was waited for again")
	}
	r.Read(make([]byte, 100))
	if p.settle(); p.left.Load() != 0 {
		t.Error("what is empty counts as given up")
	}
}

// Another pipe in its place does not count.
func TestSettleReplaced(t *testing.T) {
	_, other, _ := newTestPipe(t)
	other.WriteString("text")
	_, _, p := newTestPipe(t)
	p.fd = int(other.Fd())
	if n := p.unread(); n != 0 {
		t.Errorf("%d bytes in a pipe that is not ours", n)
	}
	if inode(-1) != 0 {
		t.Error("a descriptor that is not open has an inode")
	}
}
