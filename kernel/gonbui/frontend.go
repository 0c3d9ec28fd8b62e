package gonbui

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/gonabla/nabla/display/wire"
)

// Target is what the script in the front end calls the channels that it opens.
const Target = "gonb_comm"

// hereAddress is where the script says that it is there.
const hereAddress = "#here"

//go:embed frontend.js
var script string

// answerTime is how long a front end may take to run the script.
const answerTime = 5 * time.Second

// A frontEnd is the other end of the values that programs and pages exchange:
// scripts in pages that show the notebook, each with a channel of its own. The
// first time a cell needs them it shows the script, which opens a channel, or says
// that it has one already, and is removed again; until then messages wait.
type frontEnd struct {
	mu         sync.Mutex
	channels   map[string]func(map[string]any) // by ID, to send
	subscribed map[*Stream]map[string]bool     // addresses of which each process wants to hear
	shower     *Stream                         // that has shown the script last
	cell       uint64                          // for which it did
	there      bool                            // the script has answered since
	waiting    []map[string]any
	giveUp     *time.Timer
}

// connect begins to send values to s, when it asks for them.
func (f *frontEnd) connect(s *Stream) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.subscribed == nil {
		f.subscribed = map[*Stream]map[string]bool{}
	}
	f.subscribed[s] = map[string]bool{}
}

// disconnect sends no more to s.
func (f *frontEnd) disconnect(s *Stream) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.subscribed, s)
}

// start makes sure that the script runs.
func (f *frontEnd) start(s *Stream, cell uint64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.startLocked(s, cell)
}

func (f *frontEnd) startLocked(s *Stream, cell uint64) {
	if cell <= f.cell { // or a goroutine of an earlier one
		return
	}
	f.shower, f.cell, f.there = s, cell, false
	id := s.notebook.KernelID
	if id == "" {
		f.lost(cell)
		return
	}
	html := "<script>" + strings.ReplaceAll(script, "KERNEL_ID", id) + "</script>"
	s.program.Show(cell, &wire.Bundle{Data: map[string][]byte{"text/html": []byte(html)}, DisplayID: displayID(cell)})
	f.giveUp = time.AfterFunc(answerTime, func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		if f.cell == cell && !f.there {
			f.erase()
			f.lost(cell)
		}
	})
}

func displayID(cell uint64) string { return fmt.Sprintf("nabla_gonb_comm_%d", cell) }

// lost says that nothing in the front end answers. The caller holds mu.
func (f *frontEnd) lost(cell uint64) {
	f.waiting = nil
	f.shower.program.Complain(cell, "no page that shows this notebook answers, so widgets and values of package gonbui do not work: "+
		"open the notebook in JupyterLab, trust it, and run the cell again")
}

// erase removes the script from the page. The caller holds mu.
func (f *frontEnd) erase() {
	b := &wire.Bundle{Data: map[string][]byte{"text/html": {}}, DisplayID: displayID(f.cell), Update: true}
	f.shower.program.Show(f.cell, b)
}

// subscribe notes whether the program wants to hear of an address. It must not be
// told of any other: it would then wait for ever.
func (f *frontEnd) subscribe(s *Stream, cell uint64, c commSubscription) {
	f.mu.Lock()
	defer f.mu.Unlock()
	addresses := f.subscribed[s]
	if addresses == nil {
		return // it has ended
	}
	if c.Unsubscribe {
		delete(addresses, c.Address)
		return
	}
	addresses[c.Address] = true
	f.startLocked(s, cell)
}

// send sends data to every page, as soon as the script runs there.
func (f *frontEnd) send(s *Stream, cell uint64, data map[string]any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.startLocked(s, cell)
	if f.there {
		f.broadcast(data)
	} else if s.notebook.KernelID != "" {
		f.waiting = append(f.waiting, data)
	}
}

func (f *frontEnd) broadcast(data map[string]any) {
	for _, send := range f.channels {
		send(data)
	}
}

// Opened is told that a page has opened a channel, and how to send to it. It
// reports whether the channel is one of these.
func (n *Notebook) Opened(target, id string, send func(map[string]any)) bool {
	if target != Target {
		return false
	}
	f := &n.front
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.channels == nil {
		f.channels = map[string]func(map[string]any){}
	}
	f.channels[id] = send
	f.answered()
	return true
}

// answered is called when the script runs. The caller holds mu.
func (f *frontEnd) answered() {
	if f.there || f.cell == 0 {
		return
	}
	f.there = true
	f.giveUp.Stop()
	f.erase()
	for _, data := range f.waiting {
		f.broadcast(data)
	}
	f.waiting = nil
}

// Closed is told that a page has closed a channel.
func (n *Notebook) Closed(id string) {
	n.front.mu.Lock()
	defer n.front.mu.Unlock()
	delete(n.front.channels, id)
}

// Received is told what came on a channel.
func (n *Notebook) Received(id string, data map[string]any) {
	f := &n.front
	f.mu.Lock()
	defer f.mu.Unlock()
	address, _ := data["address"].(string)
	if f.channels[id] == nil || address == "" {
		return
	}
	if address == hereAddress {
		f.answered()
		return
	}
	v := plain(data["value"])
	if v == nil {
		return
	}
	for s, addresses := range f.subscribed {
		if addresses[address] {
			s.tell(commValue{Address: address, Value: v})
		}
	}
}

// plain turns a value that came as JSON into one of the types that programs know,
// since any other would end what they can read; nil where there is none.
func plain(v any) any {
	switch v := v.(type) {
	case float64, string, bool:
		return v
	case []any:
		if list, ok := listOf[float64](v); ok {
			return list
		}
		if list, ok := listOf[string](v); ok {
			return list
		}
	case map[string]any:
		if m, ok := mapOf[float64](v); ok {
			return m
		}
		if m, ok := mapOf[string](v); ok {
			return m
		}
	}
	return nil
}

func listOf[T any](values []any) ([]T, bool) {
	list := make([]T, len(values))
	for i, v := range values {
		t, ok := v.(T)
		if !ok {
			return nil, false
		}
		list[i] = t
	}
	return list, true
}

func mapOf[T any](values map[string]any) (map[string]T, bool) {
	m := make(map[string]T, len(values))
	for k, v := range values {
		t, ok := v.(T)
		if !ok {
			return nil, false
		}
		m[k] = t
	}
	return m, true
}
