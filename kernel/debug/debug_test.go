package debug

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/jupyter"
)

// A shelf has two variables: a number, and a point that leads to itself.
type shelf struct{ asked []string }

func (s *shelf) Variables(context.Context) ([]interp.Variable, error) {
	return []interp.Variable{{Name: "x", Type: "float64", Value: "2.5"}, {Name: "p", Type: "*Point", Value: "&Point{…}", HasParts: true}}, nil
}

func (s *shelf) Parts(_ context.Context, name string, path []string) ([]interp.Variable, error) {
	s.asked = append(s.asked, name+"/"+strings.Join(path, "/"))
	return []interp.Variable{{Name: "X", Type: "int", Value: "3"}, {Name: "self", Type: "*Point", Value: "&Point{…}", HasParts: true}}, nil
}

func (s *shelf) Forms(_ context.Context, name string) (*wire.Bundle, error) {
	if name != "p" {
		return nil, errors.New("there is no such variable any more")
	}
	return &wire.Bundle{Data: map[string][]byte{"text/latex": []byte("$p$"), "text/plain": []byte("p")}}, nil
}

// ask sends a request as JupyterLab does, and gives the reply as it sees it.
func ask(t *testing.T, a *Adapter, command, arguments string) (reply struct {
	Type, Command, Message string
	Seq                    int
	RequestSeq             int `json:"request_seq"`
	Success                bool
	Body                   map[string]any
}) {
	t.Helper()
	var r jupyter.DebugRequest
	text := `{"type":"request","seq":7,"command":"` + command + `","arguments":` + arguments + `}`
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatal(err)
	}
	answer, err := json.Marshal(a.Answer(context.Background(), r))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(answer, &reply); err != nil {
		t.Fatal(err)
	}
	if reply.Type != "response" || reply.RequestSeq != 7 || reply.Command != command || reply.Body == nil || reply.Success == (reply.Message != "") {
		t.Errorf("%s: %s", command, answer)
	}
	return reply
}

func variablesOf(body map[string]any) (list []map[string]any) {
	for _, v := range body["variables"].([]any) {
		list = append(list, v.(map[string]any))
	}
	return list
}

// TestPanel is what JupyterLab says when the panel is opened, and a variable
// expanded.
func TestPanel(t *testing.T) {
	s := &shelf{}
	a := New(func() interp.Viewer { return s })
	for _, want := range []bool{false, true, false} {
		if got := ask(t, a, "debugInfo", "{}").Body["isStarted"]; got != want {
			t.Errorf("it says started: %v, want %v", got, want)
		}
		if want {
			ask(t, a, "disconnect", `{"restart":false,"terminateDebuggee":false}`)
			continue
		}
		ask(t, a, "initialize", `{"clientID":"jupyterlab","supportsVariablePaging":true}`)
		ask(t, a, "attach", "{}")
	}
	list := variablesOf(ask(t, a, "inspectVariables", "{}").Body)
	if len(list) != 2 || list[0]["name"] != "x" || list[0]["value"] != "2.5" || list[0]["type"] != "float64 = 2.5" || list[0]["variablesReference"] != 0.0 || list[0]["evaluateName"] != "x" {
		t.Errorf("x: %v", list)
	}
	if list[1]["type"] != "*Point" || list[1]["variablesReference"] != 1.0 {
		t.Errorf("p: %v", list[1])
	}
	parts := variablesOf(ask(t, a, "variables", `{"variablesReference":1}`).Body)
	if len(parts) != 2 || parts[0]["type"] != "int" || parts[1]["variablesReference"] != 2.0 {
		t.Errorf("parts of p: %v", parts)
	}
	ask(t, a, "variables", `{"variablesReference":2}`)
	if !slices.Equal(s.asked, []string{"p/", "p/self"}) {
		t.Errorf("asked for the parts of %q", s.asked)
	}
	again := variablesOf(ask(t, a, "inspectVariables", "{}").Body)
	if again[1]["variablesReference"] != 1.0 {
		t.Errorf("p has another number: %v", again[1])
	}
	if r := ask(t, a, "variables", `{"variablesReference":99}`); r.Success {
		t.Errorf("nobody has the number 99: %v", r)
	}
}

func TestRich(t *testing.T) {
	a := New(func() interp.Viewer { return &shelf{} })
	body := ask(t, a, "richInspectVariables", `{"variableName":"p"}`).Body
	if data := body["data"].(map[string]any); data["text/latex"] != "$p$" || body["metadata"] == nil {
		t.Errorf("p: %v", body)
	}
	if r := ask(t, a, "richInspectVariables", `{"variableName":"q"}`); r.Success {
		t.Errorf("q: %v", r)
	}
}

// Breakpoints are taken back, and what needs a program that is stopped is refused.
func TestNothingStops(t *testing.T) {
	a := New(func() interp.Viewer { return &shelf{} })
	for _, command := range []string{"setBreakpoints", "setExceptionBreakpoints"} {
		r := ask(t, a, command, `{"breakpoints":[{"line":1}],"source":{"path":"x"}}`)
		if list, ok := r.Body["breakpoints"].([]any); !ok || len(list) != 0 {
			t.Errorf("%s: %v", command, r)
		}
	}
	ask(t, a, "configurationDone", "{}")
	for _, command := range []string{"next", "stepIn", "continue", "stackTrace", "evaluate", "unheardOf"} {
		if r := ask(t, a, command, "{}"); r.Success {
			t.Errorf("%s: %v", command, r)
		}
	}
}

func TestBeforeTheStart(t *testing.T) {
	a := New(func() interp.Viewer { return nil })
	if r := ask(t, a, "inspectVariables", "{}"); !r.Success || len(variablesOf(r.Body)) != 0 {
		t.Errorf("variables: %v", r)
	}
	if r := ask(t, a, "richInspectVariables", `{"variableName":"x"}`); r.Success {
		t.Errorf("x: %v", r)
	}
}

// TestSources: the path of a cell is what JupyterLab makes of its text; the hashes
// are those of its own function.
func TestSources(t *testing.T) {
	for text, want := range map[string]uint32{"": 0, "a": 0x92685f5e, "hello": 0xe56129cb} {
		if got := murmur2([]byte(text), 0); got != want {
			t.Errorf("murmur2(%q) = %#x, want %#x", text, got, want)
		}
	}
	a := New(func() interp.Viewer { return nil })
	path, _ := ask(t, a, "dumpCell", `{"code":"x := 1"}`).Body["sourcePath"].(string)
	if !strings.HasPrefix(path, pathPrefix) || !strings.HasSuffix(path, pathSuffix) {
		t.Errorf("path %q", path)
	}
	if r := ask(t, a, "source", `{"source":{"path":"`+path+`"}}`); r.Body["content"] != "x := 1" {
		t.Errorf("source: %v", r)
	}
	if r := ask(t, a, "source", `{"source":{"path":"elsewhere"}}`); r.Success {
		t.Errorf("elsewhere: %v", r)
	}
}
