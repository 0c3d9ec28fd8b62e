package session

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/interp"
)

// A page is a front end with widgets: it keeps their states as ipywidgets does.
type page struct {
	interp.Sink
	mu     sync.Mutex
	states map[string]map[string]any // by comm
	order  []string
	closed []string
	other  []wire.Comm
}

func (p *page) Output(f wire.Frame) {
	if f.Kind != wire.Message {
		p.Sink.Output(f)
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	var data struct {
		Method string
		State  map[string]any
	}
	json.Unmarshal(f.Comm.Data, &data)
	switch c := *f.Comm; {
	case c.Kind == wire.CommOpen && c.Target == "jupyter.widget" && string(c.Metadata) == `{"version":"2.1.0"}`:
		p.states[c.ID] = data.State
		p.order = append(p.order, c.ID)
	case c.Kind == wire.CommClose:
		p.closed = append(p.closed, c.ID)
	case c.Kind == wire.CommMessage && data.Method == "update" && p.states[c.ID] != nil:
		for k, v := range data.State {
			p.states[c.ID][k] = v
		}
	default:
		p.other = append(p.other, c)
	}
}

// find gives the comm and the state of the widget that has a description, or is of a
// kind.
func (p *page) find(what string) (id string, state map[string]any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, id := range p.order {
		s := p.states[id]
		if s["description"] == what || s["_model_name"] == what {
			text, _ := json.Marshal(s) // a copy
			json.Unmarshal(text, &state)
			return id, state
		}
	}
	return "", nil
}

// shows reports whether an output widget shows a text.
func (p *page) shows(text string) bool {
	_, s := p.find("OutputModel")
	all, _ := json.Marshal(s["outputs"])
	return strings.Contains(string(all), text)
}

func newPage(t *testing.T) (*Session, *transcript, *page) {
	t.Helper()
	out := &transcript{}
	p := &page{Sink: out, states: map[string]map[string]any{}}
	return startTestSession(t, testConfig(t, p)), out, p
}

// unheard is an answer that nobody is interested in.
func unheard(map[string]any) {}

// drag does what ipywidgets does when the user moves a slider.
func drag(s *Session, id, part string, value any) {
	s.Received(id, map[string]any{"method": "update", "state": map[string]any{part: value}, "buffer_paths": []any{}}, nil, unheard)
}

func TestInteract(t *testing.T) {
	s, out, p := newPage(t)
	text := runCell(s, out, 1, `widget.Interact(func(a, b float64, n int, loud bool) string {
	fmt.Println("called")
	return fmt.Sprint(a*b, n, loud)
}, widget.FloatSlider("a", 0, 10, 3))`)
	if !strings.Contains(text, "jupyterlab_widgets") || !strings.Contains(text, "3 1 false") {
		t.Errorf("the cell shows\n%s", text)
	}
	a, state := p.find("a")
	if state["value"] != 3.0 || state["max"] != 10.0 || state["_view_name"] != "FloatSliderView" {
		t.Errorf("a: %v", state)
	}
	if _, state := p.find("b"); state["value"] != 1.0 || state["min"] != -10.0 {
		t.Errorf("b: %v", state)
	}
	n, _ := p.find("n")
	loud, _ := p.find("loud")
	for i := range 100 {
		drag(s, a, "value", float64(i)/10)
	}
	waitUntil(t, func() bool { return p.shows("9.9 1 false") })
	drag(s, n, "value", -4.0)
	drag(s, loud, "value", true)
	waitUntil(t, func() bool { return p.shows("9.9 -4 true") && p.shows("called") })
	if got := out.peek(); strings.Contains(got, "called") {
		t.Errorf("what the function prints is in the cell:\n%s", got)
	}
	if got := runCell(s, out, 2, "a := 1\na"); !strings.Contains(got, "1") {
		t.Errorf("another cell: %s", got)
	}
}

// A slider is dragged while a loop runs that reads it.
func TestWidgetsWhileRunning(t *testing.T) {
	s, out, p := newPage(t)
	runCell(s, out, 1, `speed := widget.IntSlider("speed", 0, 100, 1)
speed.OnChange(func(v int) { fmt.Println("changed to", v); if v == 13 { panic("unlucky") } })
out := widget.NewOutput()
stop := widget.Button("Stop", func() { fmt.Println("stopped"); speed.SetValue(99) })`)
	ended := make(chan string, 1)
	go func() {
		ended <- runCell(s, out, 2, `fmt.Println("running")
for speed.Value() != 99 {
	out.Clear()
	fmt.Fprintln(out, "speed is", speed.Value())
	time.Sleep(time.Millisecond)
}`)
	}()
	waitToShow(t, out, "running")
	speed, _ := p.find("speed")
	for _, v := range []int{5, 13, 42} {
		drag(s, speed, "value", float64(v))
		waitUntil(t, func() bool {
			return p.shows(fmt.Sprint("speed is ", v)) && strings.Contains(out.peek(), fmt.Sprint("changed to ", v))
		})
	}
	stop, _ := p.find("Stop")
	s.Received(stop, map[string]any{"method": "custom", "content": map[string]any{"event": "click"}}, nil, unheard)
	text := <-ended
	if _, state := p.find("speed"); state["value"] != 99.0 {
		t.Errorf("speed: %v", state)
	}
	waitUntil(t, func() bool {
		text += out.peek()
		return strings.Contains(text, "unlucky") && strings.Contains(text, "stopped") && strings.Contains(text, "changed to 99")
	})
}

// A page that is opened later asks for all states; a worker that ends takes its
// widgets along.
func TestWidgetStates(t *testing.T) {
	s, out, p := newPage(t)
	if s.Opened("jupyter.widget.control", "c0", nil) {
		t.Error("states of nothing")
	}
	runCell(s, out, 1, `box := widget.VBox(widget.Text("name", "x"), widget.HTML("<b>y</b>"), widget.Dropdown("pick", "one", "two"))`)
	if !s.Opened("jupyter.widget.control", "c1", nil) {
		t.Fatal("nobody gives the states")
	}
	s.Received("c1", map[string]any{"method": "request_states"}, nil, unheard)
	waitUntil(t, func() bool { p.mu.Lock(); defer p.mu.Unlock(); return len(p.other) > 0 })
	var data struct {
		Method string
		States map[string]struct {
			ModelName string `json:"model_name"`
			State     map[string]any
		}
	}
	json.Unmarshal(p.other[0].Data, &data)
	box, _ := p.find("VBoxModel")
	if p.other[0].ID != "c1" || data.Method != "update_states" || len(data.States) != 4 || len(data.States[box].State["children"].([]any)) != 3 || data.States[box].ModelName != "VBoxModel" {
		t.Errorf("the states: %s", p.other[0].Data)
	}
	pick, _ := p.find("pick")
	s.Received(pick, map[string]any{"method": "request_state"}, nil, unheard)
	runCell(s, out, 2, "syscall.Kill(os.Getpid(), syscall.SIGKILL)")
	waitUntil(t, func() bool { p.mu.Lock(); defer p.mu.Unlock(); return len(p.closed) == 4 })
	if s.Opened("jupyter.widget.control", "c2", nil) {
		t.Error("states of what is gone")
	}
}

// What one page changes the others are told.
func TestWidgetEcho(t *testing.T) {
	s, out, p := newPage(t)
	runCell(s, out, 1, `speed := widget.IntSlider("speed", 0, 10, 5)`)
	speed, _ := p.find("speed")
	state := map[string]any{"value": 7.0}
	var answers []map[string]any
	answer := func(data map[string]any) { answers = append(answers, data) }
	s.Received(speed, map[string]any{"method": "update", "state": state, "buffer_paths": []any{}}, nil, answer)
	s.Received(speed, map[string]any{"method": "request_state"}, nil, answer)
	want := []map[string]any{{"method": "echo_update", "state": state, "buffer_paths": []any{}}}
	if !reflect.DeepEqual(answers, want) {
		t.Errorf("answers %v, want %v", answers, want)
	}
}

// An interrupt ends what a widget has called, also when no cell runs.
func TestInterruptWidget(t *testing.T) {
	s, out, p := newPage(t)
	runCell(s, out, 1, `widget.Interact(func(on bool) { fmt.Println("on", on); for on {} })`)
	on, _ := p.find("on")
	drag(s, on, "value", true)
	waitUntil(t, func() bool { return p.shows("on true") })
	s.Interrupt()
	waitUntil(t, func() bool { return p.shows("interrupted") })
	drag(s, on, "value", false)
	waitUntil(t, func() bool { return p.shows("on false") })
	if text := interruptAfter(t, s, out, 2, "fmt.Println(\"running\")\nwidget.NewOutput().Capture(func() { for {} })"); !strings.Contains(text, "interrupted at cell 2, line 2") {
		t.Errorf("what an output captures is interrupted: %s", text)
	}
	if text := runCell(s, out, 3, "widget.NewOutput().Capture(func() { fmt.Println(display.Input(\"?\")) })\n\"after\""); !strings.Contains(text, "after") {
		t.Errorf("what an output captures asks: %s", text)
	}
}
