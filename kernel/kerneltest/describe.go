package kerneltest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/jupyter"
)

// Types are the message types, in order.
func Types(messages []*jupyter.Message) (types []string) {
	for _, m := range messages {
		types = append(types, m.Header.MsgType)
	}
	return types
}

// Describe says in a line for each message what a test wants to compare:
//
//	busy | idle | starting
//	input 3 print x
//	stdout "x\n"
//	result 3 x
//	display x | display @id x | update @id x
//	error Name Message
//	clear | clear wait
//
// and the type for the others.
func Describe(t testing.TB, messages []*jupyter.Message) string {
	t.Helper()
	var lines []string
	for _, m := range messages {
		lines = append(lines, describe(t, m))
	}
	return strings.Join(lines, "\n")
}

func describe(t testing.TB, m *jupyter.Message) string {
	switch m.Header.MsgType {
	case "status":
		return Content[jupyter.Status](t, m).ExecutionState
	case "execute_input":
		c := Content[jupyter.ExecuteInput](t, m)
		return fmt.Sprintf("input %d %s", c.ExecutionCount, c.Code)
	case "stream":
		c := Content[jupyter.Stream](t, m)
		return fmt.Sprintf("%s %q", c.Name, c.Text)
	case "execute_result":
		c := Content[jupyter.ExecuteResult](t, m)
		return fmt.Sprintf("result %d %v", c.ExecutionCount, c.Data["text/plain"])
	case "display_data", "update_display_data":
		return describeDisplay(t, m)
	case "error":
		c := Content[jupyter.Error](t, m)
		return fmt.Sprintf("error %s %s", c.EName, c.EValue)
	case "clear_output":
		if Content[jupyter.ClearOutput](t, m).Wait {
			return "clear wait"
		}
		return "clear"
	}
	return m.Header.MsgType
}

func describeDisplay(t testing.TB, m *jupyter.Message) string {
	c := Content[jupyter.DisplayData](t, m)
	what := "display"
	if m.Header.MsgType == "update_display_data" {
		what = "update"
	}
	if c.Transient.DisplayID != "" {
		what += " @" + c.Transient.DisplayID
	}
	return fmt.Sprintf("%s %v", what, c.Data["text/plain"])
}

// Content reads the content of a message.
func Content[C any](t testing.TB, m *jupyter.Message) (content C) {
	t.Helper()
	if m == nil {
		t.Fatalf("there is no message to read %T from", content)
	}
	if err := m.Unmarshal(&content); err != nil {
		t.Fatal(err)
	}
	return content
}
