package gonbui

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// A page writes down what it is sent.
type page struct{ got []string }

func (p *page) send(data map[string]any) { p.got = append(p.got, fmt.Sprint(data)) }

func (p *page) want(t *testing.T, lines ...string) {
	t.Helper()
	if !reflect.DeepEqual(p.got, lines) {
		t.Errorf("the page got %q, want %q", p.got, lines)
	}
	p.got = nil
}

func value(address string, v any) *displayData {
	return &displayData{Data: map[string]any{valueKey: &commValue{Address: address, Value: v}}}
}

func subscription(address string, un bool) *displayData {
	return &displayData{Data: map[string]any{subscribeKey: &commSubscription{Address: address, Unsubscribe: un}}}
}

// shownScript takes what was shown first, which must be the script.
func shownScript(t *testing.T, p *program) {
	t.Helper()
	if len(p.told) == 0 || !strings.Contains(p.told[0], "kernel = \\\"the-kernel\\\"") {
		t.Fatalf("shown: %.200q", p.told)
	}
	p.told = p.told[1:]
}

// The script is shown once for each cell; what is sent before it runs waits for it.
func TestValuesToPage(t *testing.T) {
	n := &Notebook{KernelID: "the-kernel"}
	p, send := conversation(t, n, 1<<20)
	var page page
	send(1, value("/a", 0))
	send(1, value("/b", "x"))
	shownScript(t, p)
	p.want(t)
	if n.Opened("other", "1", page.send) || !n.Opened(Target, "1", page.send) {
		t.Error("the wrong channels are taken")
	}
	p.want(t, `1: text/html "" @nabla_gonb_comm_1 update=true`)
	page.want(t, "map[address:/a value:0]", "map[address:/b value:x]")
	send(1, value("/a", []float64{1, 2}))
	send(1, &displayData{Data: map[string]any{valueKey: &commValue{Address: "/a", Request: true}}})
	page.want(t, "map[address:/a value:[1 2]]", "map[address:/a read_request:true]")
	send(2, value("/a", 3))
	shownScript(t, p)
	send(1, value("/a", 4)) // by a goroutine of an earlier cell
	page.want(t)
	n.Received("1", map[string]any{"address": hereAddress, "value": true})
	page.want(t, "map[address:/a value:3]", "map[address:/a value:4]")
	n.Closed("1")
	send(2, value("/a", 5))
	page.want(t)
}

// A program is told only of what it has subscribed to, in types that it knows.
func TestValuesFromPage(t *testing.T) {
	n := &Notebook{KernelID: "the-kernel"}
	p, send := conversation(t, n, 1<<20)
	n.Opened(Target, "1", new(page).send)
	send(1, subscription("/a", false))
	receive := func(address string, v any) {
		n.Received("1", map[string]any{"address": address, "value": v})
	}
	receive("/b", 1.0)
	for _, v := range []any{
		2.0, "text", true, []any{1.0, 2.0}, []any{"a"}, map[string]any{"a": 1.0}, map[string]any{"a": "b"},
		nil, []any{1.0, "a"}, map[string]any{"a": nil}, []any{[]any{}},
	} {
		receive("/a", v)
	}
	n.Received("unknown", map[string]any{"address": "/a", "value": 1.0})
	send(1, subscription("/a", true))
	receive("/a", 3.0)
	d := gob.NewDecoder(&p.replies)
	for _, want := range []any{2.0, "text", true, []float64{1, 2}, []string{"a"}, map[string]float64{"a": 1}, map[string]string{"a": "b"}} {
		var got commValue
		if err := d.Decode(&got); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, commValue{Address: "/a", Value: want}) {
			t.Errorf("got %#v, want %#v", got, want)
		}
	}
	if p.replies.Len() > 0 {
		t.Error("the program was told too much")
	}
}

// Where there is no server, the cell is told so once, and nothing waits.
func TestNoPage(t *testing.T) {
	p, send := conversation(t, new(Notebook), 1<<20)
	send(7, value(startAddress, 1))
	send(7, value("/a", 1))
	send(7, subscription("/a", false))
	if len(p.told) != 1 || !strings.HasPrefix(p.told[0], "7: complaint: no page that shows this notebook answers") {
		t.Errorf("told: %q", p.told)
	}
}

// A new process has subscribed to nothing, and the page is looked for again.
func TestNewProcess(t *testing.T) {
	n := &Notebook{KernelID: "the-kernel"}
	_, send := conversation(t, n, 1<<20)
	n.Opened(Target, "1", new(page).send)
	send(1, subscription("/a", false))
	p, send := conversation(t, n, 1<<20)
	n.Received("1", map[string]any{"address": "/a", "value": 1.0})
	if p.replies.Len() > 0 {
		t.Error("the new process is told what the old one wanted to hear")
	}
	send(2, subscription("/a", false))
	shownScript(t, p)
}

func TestEnvironment(t *testing.T) {
	got := strings.Join(Environment(Surroundings{Write: "/f", Read: "/f", Dir: "/d", ModuleDir: "/m", KernelID: "k", JupyterRoot: "/r"}), " ")
	for _, want := range []string{"GONB_PIPE=/f", "GONB_PIPE_BACK=/f", "GONB_DIR=/d", "GONB_TMP_DIR=/m", "GONB_JUPYTER_KERNEL_ID=k", "GONB_JUPYTER_ROOT=/r"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing in %s", want, got)
		}
	}
	if bytes.Contains([]byte(strings.Join(Environment(Surroundings{}), " ")), []byte("JUPYTER")) {
		t.Error("what is not known is in the environment")
	}
}
