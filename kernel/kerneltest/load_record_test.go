package kerneltest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/kerneltest"
)

// A record is what was published, by request.
type record struct {
	ids      map[string]bool
	requests map[string]*published
}

// Published is what was published for one request.
type published struct {
	states  []string
	text    strings.Builder
	updates []string // the texts of a display and its updates
	image   int      // bytes of base64
	inputs  int
}

func newRecord() *record {
	return &record{ids: map[string]bool{}, requests: map[string]*published{}}
}

// add decodes and checks a message.
func (r *record) add(t *testing.T, session *jupyter.Session, frames [][]byte) {
	m, err := session.Decode(frames)
	if err == nil {
		err = kerneltest.Check(m)
	}
	if err != nil {
		t.Errorf("published: %v", err)
		return
	}
	if r.ids[m.Header.MsgID] {
		t.Errorf("%s comes twice", m.Header.MsgID)
	}
	r.ids[m.Header.MsgID] = true
	p := r.of(parentID(m.Parent))
	if slices.Contains(p.states, jupyter.Idle) {
		t.Errorf("a %s comes after the idle of its request", m.Header.MsgType)
	}
	switch m.Header.MsgType {
	case "status":
		p.states = append(p.states, kerneltest.Content[jupyter.Status](t, m).ExecutionState)
	case "stream":
		p.text.WriteString(kerneltest.Content[jupyter.Stream](t, m).Text)
	case "execute_input":
		p.inputs++
	case "display_data", "update_display_data", "execute_result":
		p.show(kerneltest.Content[jupyter.DisplayData](t, m))
	}
}

func (p *published) show(d jupyter.DisplayData) {
	if image, ok := d.Data["image/png"].(string); ok {
		p.image += len(image)
		return
	}
	p.updates = append(p.updates, fmt.Sprint(d.Data["text/plain"]))
}

func (r *record) of(id string) *published {
	if r.requests[id] == nil {
		r.requests[id] = &published{}
	}
	return r.requests[id]
}

// check compares what was published for a cell with what it has to be. Every
// request was busy once and then idle.
func (r *record) check(t *testing.T, id string, want work) {
	p := r.of(id)
	if p.inputs != 1 {
		t.Errorf("%s was announced %d times", id, p.inputs)
	}
	if got := p.text.String(); got != want.text() {
		t.Errorf("%s wrote %d bytes, not the %d of its %d lines", id, len(got), len(want.text()), want.lines)
	}
	if p.image != (want.megabytes<<20+2)/3*4 {
		t.Errorf("%s showed %d bytes of an image of %d MB", id, p.image, want.megabytes)
	}
	for i, text := range p.updates {
		if text != fmt.Sprint(i) {
			t.Errorf("%s: update %d is %q", id, i, text)
			return
		}
	}
	if len(p.updates) != want.updates {
		t.Errorf("%s: %d displays and updates, want %d", id, len(p.updates), want.updates)
	}
}

// checkStates makes sure that every request was busy, then idle, once: a cell
// says again that it is busy when another request has ended meanwhile.
func (r *record) checkStates(t *testing.T) {
	for id, p := range r.requests {
		states := p.states
		if p.inputs > 0 {
			states = slices.Compact(slices.Clone(states))
		}
		if got := strings.Join(states, " "); got != "busy idle" {
			t.Errorf("the states of %q are %q", id, got)
		}
	}
}

// cells is how many cells ran.
func (r *record) cells() (n int) {
	for _, p := range r.requests {
		n += p.inputs
	}
	return n
}
