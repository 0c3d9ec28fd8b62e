// Package widget puts sliders, buttons and other controls into a notebook, and
// calls Go functions when the user changes them, also while a cell runs.
//
//	[Interact]                   calls a function anew whenever its arguments are changed
//	[IntSlider], [FloatSlider]   a number within bounds
//	[Checkbox]                   true or false
//	[Dropdown]                   one of several texts
//	[Text]                       a line of text
//	[Button]                     calls a function
//	[HTML]                       text that the program changes
//	[NewOutput]                  a place for what functions print and show
//	[HBox], [VBox]               several side by side, or one below the other
//
// A widget is shown as the value of a cell, or by display.Show, as often as one
// likes: what is shown is always the same widget. It lives until the worker ends.
// The functions that it calls run on goroutines of their own, one at a time for
// each widget; what they share with other goroutines is theirs to guard. An
// interrupt ends them.
//
// The front end draws them by the protocol of ipywidgets 8; JupyterLab needs the
// Python package jupyterlab_widgets beside it for that. Where it is missing, and
// outside a notebook, a widget is a text.
package widget

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"sync"

	"github.com/gonabla/nabla/display/wire"
)

// What the protocol calls what is here.
const (
	target          = "jupyter.widget"
	protocol        = `{"version":"2.1.0"}`
	viewMIME        = "application/vnd.jupyter.widget-view+json"
	controlsModule  = "@jupyter-widgets/controls"
	outputModule    = "@jupyter-widgets/output"
	baseModule      = "@jupyter-widgets/base"
	referencePrefix = "IPY_MODEL_"
)

// A Widget is what this package makes.
type Widget interface{ model() *Model }

// A state is what the front end knows of a model, under the names that ipywidgets
// gives its parts.
type state map[string]any

// A Model is what every widget is to the front end. Other widgets embed it.
type Model struct {
	id     string
	kind   string // "IntSlider", …
	home   uint64 // the cell that made it
	module string
	text   func() string // describes the widget where it cannot be drawn

	// changed is told what the user has done: which parts of the state are new.
	changed func(state)
	// custom is told of any other message.
	custom func(map[string]any)

	mu     sync.Mutex
	state  state
	layout *Model // nil until somebody asks for one
	closed bool
}

func (m *Model) model() *Model { return m }

// newModel makes a model of a kind of ipywidgets, and opens it.
func newModel(module, version, kind string, s state, prepare func(*Model)) *Model {
	m := &Model{id: newID(), kind: kind, home: wire.Home(), module: module, state: state{
		"_model_module": module, "_model_module_version": version, "_model_name": kind + "Model",
		"_view_module": module, "_view_module_version": version, "_view_name": kind + "View",
	}}
	m.text = func() string { return "a widget (" + kind + ")" }
	maps.Copy(m.state, s)
	if prepare != nil {
		prepare(m)
	}
	registry.add(m)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.send(wire.Comm{Kind: wire.CommOpen, Target: target, Metadata: []byte(protocol), Data: encode(map[string]any{"state": m.state, "buffer_paths": []any{}})})
	return m
}

// newControl makes one of the models that most widgets are.
func newControl(kind string, s state, prepare func(*Model)) *Model {
	return newModel(controlsModule, "2.0.0", kind, s, prepare)
}

// send sends a message about m. The caller holds mu.
func (m *Model) send(c wire.Comm) {
	c.ID = m.id
	wire.Publish(wire.Frame{Kind: wire.Message, Comm: &c})
}

// Set changes a part of the state that the front end knows, under the name that
// ipywidgets gives it, such as "disabled", "tooltip" or "step". What there is
// depends on the widget; what is not known is ignored.
func (m *Model) Set(name string, value any) { m.update(state{name: value}) }

// update changes parts of the state here and in the front end.
func (m *Model) update(s state) {
	m.mu.Lock()
	defer m.mu.Unlock()
	maps.Copy(m.state, s)
	if !m.closed {
		m.send(wire.Comm{Kind: wire.CommMessage, Data: encode(map[string]any{"method": "update", "state": s, "buffer_paths": []any{}})})
	}
}

// get returns a part of the state.
func (m *Model) get(name string) any {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.state[name]
}

// SetLayout changes a property of how the widget is laid out, as CSS calls it with
// underscores, such as "width" to "300px" or "border" to "1px solid".
func (m *Model) SetLayout(property, value string) {
	m.mu.Lock()
	l := m.layout
	m.mu.Unlock()
	if l != nil {
		l.Set(property, value)
		return
	}
	l = newModel(baseModule, "2.0.0", "Layout", state{property: value}, nil)
	m.mu.Lock()
	m.layout = l
	m.mu.Unlock()
	m.Set("layout", referencePrefix+l.id)
}

// Close removes the widget wherever it is shown. It cannot be shown again.
func (m *Model) Close() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed {
		return
	}
	m.closed = true
	registry.remove(m)
	m.send(wire.Comm{Kind: wire.CommClose})
}

// String describes the widget, for where it cannot be drawn.
func (m *Model) String() string { return m.text() }

// hint says how a widget that is seen as a text can be seen otherwise.
const hint = "\n(JupyterLab draws it if the Python package jupyterlab_widgets is installed beside it: pip install jupyterlab_widgets)"

// MIMEBundle gives what package display shows.
func (m *Model) MIMEBundle() map[string][]byte {
	view := encode(map[string]any{"model_id": m.id, "version_major": 2, "version_minor": 0})
	return map[string][]byte{viewMIME: view, "text/plain": []byte(m.text() + hint)}
}

// encode writes what has a form as JSON; what a user sets that has none is left out.
func encode(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		return encode(map[string]any{"error": err.Error()})
	}
	return text
}

// newID gives a name that no other model has, also of an earlier worker.
func newID() string { return fmt.Sprintf("%016x%016x", rand.Uint64(), rand.Uint64()) }

// labelled is a description of a widget with a label.
func labelled(kind, label, value string) string {
	if label != "" {
		kind += " " + label
	}
	return kind + ": " + value
}
