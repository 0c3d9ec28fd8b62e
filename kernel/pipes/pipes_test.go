package pipes

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"testing"
)

// newPipes makes pipes, and a set of their reading ends.
func newPipes(t *testing.T, n int) (s *Set, readers, writers []*os.File) {
	t.Helper()
	for range n {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { r.Close(); w.Close() })
		readers, writers = append(readers, r), append(writers, w)
	}
	s, err := New(readers...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, readers, writers
}

// wait returns what is ready as text: the number of the pipe and that of the bytes.
func wait(t *testing.T, s *Set, readers []*os.File) string {
	t.Helper()
	ready, err := s.Wait()
	if err != nil {
		t.Fatal(err)
	}
	var text string
	for _, r := range ready {
		text += fmt.Sprintf("%d:%d ", slices.Index(readers, r.File), r.Bytes)
	}
	return text
}

func TestOrder(t *testing.T) {
	s, readers, writers := newPipes(t, 3)
	buf := make([]byte, 100)
	for range 100 {
		for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}, {1, 0, 2}, {2, 0, 1}} {
			var want string
			for _, i := range order {
				io.WriteString(writers[i], "text"[:i+1])
				want += fmt.Sprintf("%d:%d ", i, i+1)
			}
			if got := wait(t, s, readers); got != want {
				t.Fatalf("ready are %s, want %s", got, want)
			}
			for _, i := range order {
				readers[i].Read(buf)
			}
		}
	}
}

// What is left comes again, and what has gone does not.
func TestLeft(t *testing.T) {
	s, readers, writers := newPipes(t, 2)
	buf := make([]byte, 100)
	io.WriteString(writers[1], "abc")
	if got := wait(t, s, readers); got != "1:3 " {
		t.Errorf("ready are %s", got)
	}
	readers[1].Read(buf[:1])
	io.WriteString(writers[0], "d")
	readers[0].Read(buf)
	if got := wait(t, s, readers); got != "1:2 " {
		t.Errorf("ready are %s", got)
	}
}

// An end is told once, behind what was written before it.
func TestEnd(t *testing.T) {
	s, readers, writers := newPipes(t, 2)
	io.WriteString(writers[0], "text")
	writers[0].Close()
	if got := wait(t, s, readers); got != "0:4 0:0 " {
		t.Errorf("ready are %s", got)
	}
	go writers[1].Close()
	if got := wait(t, s, readers); got != "1:0 " {
		t.Errorf("ready are %s", got)
	}
	if _, err := s.Wait(); err != io.EOF {
		t.Errorf("error %v when all have ended", err)
	}
}

// A pipe that is closed on our side counts as ended.
func TestClosedPipe(t *testing.T) {
	s, readers, writers := newPipes(t, 2)
	readers[0].Close()
	io.WriteString(writers[1], "x")
	if got := wait(t, s, readers); got != "1:1 " {
		t.Errorf("ready are %s", got)
	}
	readers[1].Read(make([]byte, 10))
	if got := wait(t, s, readers); got != "0:0 " {
		t.Errorf("ready are %s", got)
	}
}

func TestClose(t *testing.T) {
	s, _, _ := newPipes(t, 2)
	done := make(chan error)
	go func() { _, err := s.Wait(); done <- err }()
	s.Close()
	if err := <-done; !errors.Is(err, os.ErrClosed) {
		t.Errorf("error %v of a set that was closed", err)
	}
	if _, err := New(os.NewFile(1<<20, "none")); err == nil {
		t.Error("a file that is not open was taken")
	}
}
