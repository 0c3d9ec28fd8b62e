package widget

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gonabla/nabla/display"
	"github.com/gonabla/nabla/display/wire"
)

// sent is what goes to the front end.
var sent struct {
	sync.Mutex
	comms []wire.Comm
	shown []*wire.Bundle
}

func init() {
	wire.Connect(func(f wire.Frame) {
		sent.Lock()
		defer sent.Unlock()
		switch f.Kind {
		case wire.Message:
			sent.comms = append(sent.comms, *f.Comm)
		case wire.Display:
			sent.shown = append(sent.shown, f.Bundle)
		}
	})
	wire.ConnectBackstage(wire.Backstage{
		Home: func() uint64 { return 7 },
		Run: func(e wire.Errand) <-chan string {
			done := make(chan string, 1)
			go func() {
				defer close(done)
				defer func() {
					if v := recover(); v != nil {
						done <- fmt.Sprint("panic: ", v)
					}
				}()
				e.Do()
			}()
			return done
		},
	})
}

// messages are those that were sent about a model, as JSON.
func messages(m *Model) (list []string) {
	sent.Lock()
	defer sent.Unlock()
	for _, c := range sent.comms {
		if c.ID == m.id {
			list = append(list, string(c.Data))
		}
	}
	return list
}

// receive is what comes from the front end about a model.
func receive(id, data string) {
	wire.Receive(wire.Comm{Kind: wire.CommMessage, ID: id, Data: []byte(data)})
}

func until(t *testing.T, what string, condition func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !condition(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s did not happen within a minute", what)
		}
	}
}

// TestOpen: a widget is opened as the protocol wants it.
func TestOpen(t *testing.T) {
	s := IntSlider("n", 0, 10, 30)
	sent.Lock()
	c := sent.comms[len(sent.comms)-1]
	sent.Unlock()
	if c.Kind != wire.CommOpen || c.ID != s.id || c.Target != "jupyter.widget" || string(c.Metadata) != `{"version":"2.1.0"}` || len(c.ID) != 32 {
		t.Errorf("opened by %+v", c)
	}
	var data struct {
		State       map[string]any `json:"state"`
		BufferPaths []any          `json:"buffer_paths"`
	}
	if err := json.Unmarshal(c.Data, &data); err != nil || data.BufferPaths == nil {
		t.Errorf("data %s: %v", c.Data, err)
	}
	want := map[string]any{
		"_model_module": "@jupyter-widgets/controls", "_model_module_version": "2.0.0", "_model_name": "IntSliderModel",
		"_view_module": "@jupyter-widgets/controls", "_view_module_version": "2.0.0", "_view_name": "IntSliderView",
		"description": "n", "value": 10.0, "min": 0.0, "max": 10.0, "step": 1.0, "continuous_update": true,
	}
	if !reflect.DeepEqual(data.State, want) {
		t.Errorf("state %v, want %v", data.State, want)
	}
}

func TestKinds(t *testing.T) {
	dropdown := Dropdown("pick", "one", "two")
	for _, test := range []struct {
		w    Widget
		want string // part of the state
		text string
	}{
		{FloatSlider("x", 2, 1, 1.5), `"max":2,"min":1,"readout_format":".4~g","step":0.01,"value":1.5`, "FloatSlider x: 1.5"},
		{Checkbox("on", true), `"value":true`, "Checkbox on: true"},
		{Text("name", "a"), `"value":"a"`, "Text name: a"},
		{dropdown, `"index":0`, `Dropdown pick: "one"`},
		{dropdown, `"_options_labels":["one","two"]`, `Dropdown pick: "one"`},
		{Button("Go", nil), `"description":"Go"`, "Button Go"},
		{HTML("<b>x</b>"), `"value":"\u003cb\u003ex\u003c/b\u003e"`, "<b>x</b>"},
		{NewOutput(), `"outputs":[]`, ""},
		{HBox(dropdown, Button("Go", nil)), `"children":["IPY_MODEL_` + dropdown.id, "Dropdown pick: \"one\"\nButton Go"},
		{VBox(), `"children":[]`, ""},
	} {
		m := test.w.model()
		if opened := messages(m)[0]; !strings.Contains(opened, test.want) {
			t.Errorf("%s was opened with %s, without %s", m.kind, opened, test.want)
		}
		if got := m.String(); got != test.text {
			t.Errorf("the text of a %s is %q, want %q", m.kind, got, test.text)
		}
	}
}

// TestShow: a widget is shown by its view, with a text beside it.
func TestShow(t *testing.T) {
	s := IntSlider("n", 0, 10, 3)
	display.Show(s)
	sent.Lock()
	b := sent.shown[len(sent.shown)-1]
	sent.Unlock()
	want := `{"model_id":"` + s.id + `","version_major":2,"version_minor":0}`
	if got := string(b.Data["application/vnd.jupyter.widget-view+json"]); got != want {
		t.Errorf("view %s, want %s", got, want)
	}
	if text := string(b.Data["text/plain"]); !strings.HasPrefix(text, "IntSlider n: 3\n") || !strings.Contains(text, "pip install jupyterlab_widgets") {
		t.Errorf("text %q", text)
	}
}

func TestChange(t *testing.T) {
	s := FloatSlider("x", 0, 10, 3)
	heard := make(chan float64, 10)
	s.OnChange(func(v float64) { heard <- v })
	receive(s.id, `{"method":"update","state":{"value":4.5},"buffer_paths":[]}`)
	if v := <-heard; v != 4.5 || s.Value() != 4.5 {
		t.Errorf("heard %v; the value is %v", v, s.Value())
	}
	before := len(messages(s.Model))
	s.SetValue(12)
	if v := <-heard; v != 10 {
		t.Errorf("heard %v", v)
	}
	list := messages(s.Model)[before:]
	if len(list) != 1 || list[0] != `{"buffer_paths":[],"method":"update","state":{"value":10}}` {
		t.Errorf("sent %q", list)
	}
	receive(s.id, `{"method":"update","state":{"value":"no number"}}`)
	receive(s.id, `{"method":"unheard of"}`)
	receive(s.id, `nonsense`)
	if s.Value() != 10 {
		t.Errorf("the value is %v", s.Value())
	}
	d := Dropdown("d", "a", "b")
	receive(d.id, `{"method":"update","state":{"index":1}}`)
	receive(d.id, `{"method":"update","state":{"index":7}}`)
	if d.Value() != "b" {
		t.Errorf("chosen %q", d.Value())
	}
}

// TestLatest: while a function runs, what comes and goes is left out.
func TestLatest(t *testing.T) {
	s := IntSlider("n", 0, 1000, 0)
	gate, begun := make(chan bool), make(chan bool, 1)
	var heard []int
	s.OnChange(func(v int) {
		if len(heard) == 0 {
			begun <- true
			<-gate
		}
		heard = append(heard, v)
		if v == 100 {
			close(gate)
		}
	})
	s.SetValue(1)
	<-begun
	for v := 2; v <= 100; v++ {
		s.SetValue(v)
	}
	gate <- true
	<-gate
	if len(heard) != 2 {
		t.Errorf("heard %v", heard)
	}
}

func TestButton(t *testing.T) {
	clicks := make(chan bool, 10)
	b := Button("Go", func() { clicks <- true; panic("after all") })
	for range 3 {
		receive(b.id, `{"method":"custom","content":{"event":"click"}}`)
	}
	for range 3 {
		<-clicks
	}
	receive(b.id, `{"method":"custom","content":{"event":"other"}}`)
	b.Click()
	<-clicks
	if len(clicks) > 0 {
		t.Error("clicked too often")
	}
}

func TestOutput(t *testing.T) {
	o := NewOutput()
	fmt.Fprint(o, "one ")
	fmt.Fprintln(o, "two")
	o.Show([]int{1})
	o.take(wire.Frame{Kind: wire.Display, Bundle: &wire.Bundle{Data: map[string][]byte{"image/png": {1, 2}, "application/json": []byte(`{"a":1}`)}, DisplayID: "d"}})
	o.take(wire.Frame{Kind: wire.Display, Bundle: &wire.Bundle{Data: map[string][]byte{"text/plain": []byte("later")}, DisplayID: "d", Update: true}})
	o.flush()
	want := `[{"output_type":"stream","name":"stdout","text":"one two\n","metadata":{}},` +
		`{"output_type":"display_data","data":{"text/plain":"[]int{1}"},"metadata":{}},` +
		`{"output_type":"display_data","data":{"text/plain":"later"},"metadata":{}}]`
	list := messages(o.Model)
	if last := list[len(list)-1]; !strings.Contains(last, want) {
		t.Errorf("sent %s, want %s", last, want)
	}
	if got := o.String(); got != "one two\n[]int{1}\nlater" {
		t.Errorf("text %q", got)
	}
	o.Clear()
	o.Capture(func() { panic("boom") })
	if got := o.String(); got != "panic: boom" {
		t.Errorf("after a panic: %q", got)
	}
	picture := mimeValue("image/png", []byte{1, 2})
	if picture != "AQI=" {
		t.Errorf("a picture becomes %v", picture)
	}
}

// TestStates: a page that is opened later asks for what there is.
func TestStates(t *testing.T) {
	s := IntSlider("late", 0, 10, 3)
	receive("control", `{"method":"request_states"}`)
	sent.Lock()
	answer := sent.comms[len(sent.comms)-1]
	sent.Unlock()
	var data struct {
		Method string
		States map[string]struct {
			ModelName string `json:"model_name"`
			State     map[string]any
		}
	}
	if err := json.Unmarshal(answer.Data, &data); err != nil || answer.ID != "control" || data.Method != "update_states" {
		t.Fatalf("answered by %+v: %v", answer, err)
	}
	if of := data.States[s.id]; of.ModelName != "IntSliderModel" || of.State["value"] != 3.0 {
		t.Errorf("the state is %v", of)
	}
	receive(s.id, `{"method":"request_state"}`)
	list := messages(s.Model)
	if last := list[len(list)-1]; !strings.Contains(last, `"_model_name":"IntSliderModel"`) {
		t.Errorf("asked for the state: %s", last)
	}
	s.Close()
	s.Close()
	receive("control", `{"method":"request_states"}`)
	sent.Lock()
	defer sent.Unlock()
	if last := sent.comms[len(sent.comms)-1]; strings.Contains(string(last.Data), s.id) {
		t.Error("what is closed is still there")
	}
}

func TestLayout(t *testing.T) {
	b := Button("wide", nil)
	b.SetLayout("width", "300px")
	b.SetLayout("border", "1px solid")
	list := messages(b.Model)
	if want := `"layout":"IPY_MODEL_` + b.layout.id; len(list) != 2 || !strings.Contains(list[1], want) {
		t.Errorf("sent %q, without %s", list, want)
	}
	if opened := messages(b.layout); len(opened) != 2 || !strings.Contains(opened[0], `"width":"300px"`) || !strings.Contains(opened[0], `"_view_name":"LayoutView"`) {
		t.Errorf("the layout was opened with %s", opened)
	}
}

func TestInteract(t *testing.T) {
	type degree float32
	i := Interact(func(a float64, n uint8, on bool, name string, d degree) (string, error) {
		if n == 13 {
			panic("unlucky")
		}
		return fmt.Sprint(a, n, on, name, d), nil
	}, IntSlider("whole", 0, 5, 2), Names{"a", "n", "on"})
	if got := i.Output.String(); got != `"2 1 false1"` {
		t.Errorf("at first it shows %q", got)
	}
	for p, want := range []string{"whole", "n", "on", "argument 4", "argument 5"} {
		if opened := messages(i.Controls[p].model())[0]; !strings.Contains(opened, `"description":"`+want+`"`) {
			t.Errorf("the control of parameter %d: %s", p+1, opened)
		}
	}
	i.Controls[3].(*Control[string]).SetValue("x")
	i.Controls[0].(*Control[int]).SetValue(3)
	until(t, "a call with what was set", func() bool { return i.Output.String() == `"3 1 falsex1"` })
	i.Controls[1].(*Control[int]).SetValue(13)
	until(t, "the panic", func() bool { return strings.Contains(i.Output.String(), "unlucky") })
	i.Controls[1].(*Control[int]).SetValue(4)
	until(t, "a call after a panic", func() bool { return i.Output.String() == `"3 4 falsex1"` })
}

// TestInteractPicture: pages without widgets show what was drawn first.
func TestInteractPicture(t *testing.T) {
	i := Interact(func(bool) drawing { return drawing{} }, Names{"on"})
	b := i.MIMEBundle()
	if html := string(b["text/html"]); !strings.HasPrefix(html, "<img ") || !strings.Contains(html, "Checkbox on: false<br>") || !strings.Contains(html, "jupyterlab_widgets") || b[viewMIME] == nil {
		t.Errorf("shown as %q", b)
	}
}

func TestInteractMistakes(t *testing.T) {
	for want, f := range map[string]func(){
		"and got int":         func() { Interact(3) },
		"fixed number":        func() { Interact(func(...int) {}) },
		"gives a chan int":    func() { Interact(func(chan int) {}) },
		"gives a int, the ty": func() { Interact(func(int) {}, Text("n", "")) },
	} {
		func() {
			defer func() {
				if text := fmt.Sprint(recover()); !strings.Contains(text, want) {
					t.Errorf("it says %q, not %q", text, want)
				}
			}()
			f()
		}()
	}
}

// A drawing is drawn by a method.
type drawing struct{}

func (drawing) SVG() string { return "<svg/>" }
