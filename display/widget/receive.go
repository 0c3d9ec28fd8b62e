package widget

import (
	"encoding/json"
	"maps"
	"slices"
	"sync"

	"github.com/gonabla/nabla/display/wire"
)

// controlTarget is what front ends open to ask for the states of all widgets, as a
// page does that is opened while the kernel runs.
const controlTarget = "jupyter.widget.control"

// registry holds the models that are open.
var registry = newModels()

type models struct {
	mu   sync.Mutex
	open map[string]*Model
}

func newModels() *models {
	r := &models{open: map[string]*Model{}}
	wire.OnComm(r.receive)
	return r
}

func (r *models) add(m *Model) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.open[m.id] = m
}

func (r *models) remove(m *Model) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.open, m.id)
}

func (r *models) get(id string) *Model {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.open[id]
}

// A request is what comes from a front end.
type request struct {
	Method  string         `json:"method"`
	State   state          `json:"state"`
	Content map[string]any `json:"content"`
}

// receive takes a message from a front end. What is not understood is ignored: it is
// for other versions of the protocol.
func (r *models) receive(c wire.Comm) {
	var q request
	if c.Kind != wire.CommMessage || json.Unmarshal(c.Data, &q) != nil {
		return
	}
	m := r.get(c.ID)
	switch {
	case q.Method == "request_states":
		r.tellAll(c.ID)
	case m == nil:
	case q.Method == "request_state":
		m.tell()
	case q.Method == "update":
		m.mu.Lock()
		maps.Copy(m.state, q.State)
		m.mu.Unlock()
		if m.changed != nil {
			m.changed(q.State)
		}
	case q.Method == "custom" && m.custom != nil:
		m.custom(q.Content)
	}
}

// tell sends the whole state.
func (m *Model) tell() {
	m.mu.Lock()
	all := maps.Clone(m.state)
	m.mu.Unlock()
	m.update(all)
}

// tellAll answers the question for the states of all models.
func (r *models) tellAll(comm string) {
	r.mu.Lock()
	list := slices.Collect(maps.Values(r.open))
	r.mu.Unlock()
	states := map[string]any{}
	for _, m := range list {
		m.mu.Lock()
		s := m.state
		states[m.id] = map[string]any{
			"model_module": s["_model_module"], "model_module_version": s["_model_module_version"],
			"model_name": s["_model_name"], "state": maps.Clone(s),
		}
		m.mu.Unlock()
	}
	data := encode(map[string]any{"method": "update_states", "states": states, "buffer_paths": []any{}})
	wire.Publish(wire.Frame{Kind: wire.Message, Comm: &wire.Comm{Kind: wire.CommMessage, ID: comm, Data: data}})
}
