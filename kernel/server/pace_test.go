package server

import (
	"testing"
	"time"

	"github.com/gonabla/nabla/kernel/jupyter"
)

// A pace has room for some at once, then for so much a second, and again for all
// after an idle.
func TestPace(t *testing.T) {
	now := time.Now()
	p := newPace(nil)
	p.now = func() time.Time { return now }
	want := func(delay time.Duration) {
		t.Helper()
		if got := p.delay().Round(time.Millisecond); got != delay {
			t.Errorf("the delay is %v, want %v", got, delay)
		}
	}
	half := [][]byte{make([]byte, atOnceBytes/2)}
	p.note(jupyter.Stream{}, half)
	p.note(jupyter.DisplayData{}, half) // the bytes of streams count only
	p.note(jupyter.Stream{}, half)
	want(0)
	p.note(jupyter.Stream{}, half)
	want(time.Second * atOnceBytes / 2 / bytesPerSecond)
	now = now.Add(time.Minute)
	want(0)
	for range atOnceMessages + messagesPerSecond {
		p.note(jupyter.UpdateDisplayData{}, half)
		p.note(jupyter.Status{ExecutionState: jupyter.Busy}, half)
		p.note(jupyter.ExecuteInput{}, half)
	}
	want(time.Second)
	p.note(jupyter.Status{ExecutionState: jupyter.Idle}, half)
	want(0)
	var none *pace
	none.note(jupyter.Stream{}, half)
	none.wait()
}

// Nobody waits when the server ends.
func TestPaceStops(t *testing.T) {
	stop := make(chan struct{})
	close(stop)
	p := newPace(stop)
	now := p.now()
	p.now = func() time.Time { return now } // so that there never is room
	p.note(jupyter.Stream{}, [][]byte{make([]byte, 2*atOnceBytes)})
	p.wait()
}
