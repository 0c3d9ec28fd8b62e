package host

import (
	"os"
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

// What was there is waited for, also if there is always more.
func TestSettle(t *testing.T) {
	r, w, p := newTestPipe(t)
	w.WriteString("first")
	read := make(chan string, 100)
	go func() {
		defer close(read)
		for i := 0; ; i++ {
			b := make([]byte, 1<<16)
			n, err := r.Read(b)
			if err != nil {
				return
			}
			read <- string(b[:n])
			w.WriteString("more"[i%2:])
			time.Sleep(5 * time.Millisecond)
		}
	}()
	p.settle()
	if len(read) == 0 || len(read) > 50 {
		t.Errorf("settle returned when the pipe had been read %d times", len(read))
	}
	r.Close()
	for range read {
	}
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
