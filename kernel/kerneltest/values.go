package kerneltest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"

	"github.com/gonabla/nabla/kernel/jupyter"
)

// values are what the fields of some messages may hold, beyond their kinds.
var values = map[string]func(m *jupyter.Message) error{
	"status": func(m *jupyter.Message) error { return oneOf(m, "execution_state", "busy", "idle", "starting") },
	"stream": func(m *jupyter.Message) error { return oneOf(m, "name", "stdout", "stderr") },
	"is_complete_reply": func(m *jupyter.Message) error {
		return oneOf(m, "status", "complete", "incomplete", "invalid", "unknown", "error")
	},
	"execute_reply":       checkPayload,
	"complete_reply":      checkCursor,
	"inspect_reply":       checkBundle,
	"history_reply":       checkHistory,
	"display_data":        checkBundle,
	"update_display_data": checkBundle,
	"execute_result":      checkBundle,
}

func oneOf(m *jupyter.Message, field string, allowed ...string) error {
	var fields map[string]any
	json.Unmarshal(m.Content, &fields)
	if got, _ := fields[field].(string); !slices.Contains(allowed, got) {
		return fmt.Errorf("%s is %q, must be one of %q", field, got, allowed)
	}
	return nil
}

// mimeKey is what jupyter_kernel_test allows as a key of a MIME bundle.
var mimeKey = regexp.MustCompile(`^[\w\-+.]+/[\w\-+.]+$`)

// checkBundle checks data that front ends are to show: text, or for JSON a value.
func checkBundle(m *jupyter.Message) error {
	var c struct{ Data map[string]any }
	json.Unmarshal(m.Content, &c)
	for key, value := range c.Data {
		_, isText := value.(string)
		if !mimeKey.MatchString(key) || !isText && !regexp.MustCompile(`json$`).MatchString(key) {
			return fmt.Errorf("the data has %v under %q", value, key)
		}
	}
	return nil
}

func checkCursor(m *jupyter.Message) error {
	var c struct {
		Status string
		Start  int `json:"cursor_start"`
		End    int `json:"cursor_end"`
	}
	json.Unmarshal(m.Content, &c)
	if c.Status == jupyter.StatusOK && (c.Start < 0 || c.Start > c.End) {
		return fmt.Errorf("it replaces what stands from %d to %d", c.Start, c.End)
	}
	return nil
}

func checkPayload(m *jupyter.Message) error {
	var c struct {
		Status  string
		Payload []struct{ Source string }
	}
	json.Unmarshal(m.Content, &c)
	for _, p := range c.Payload {
		if !slices.Contains([]string{"page", "set_next_input"}, p.Source) {
			return fmt.Errorf("a payload of the source %q", p.Source)
		}
	}
	if !slices.Contains([]string{jupyter.StatusOK, jupyter.StatusError, jupyter.StatusAborted}, c.Status) {
		return fmt.Errorf("the status is %q", c.Status)
	}
	return nil
}

// checkHistory checks that entries are (session, line, input), where input may be
// (input, output).
func checkHistory(m *jupyter.Message) error {
	var c struct{ History [][]any }
	if err := json.Unmarshal(m.Content, &c); err != nil {
		return err
	}
	for _, entry := range c.History {
		if len(entry) != 3 || kindOf(entry[0]) != number || kindOf(entry[1]) != number {
			return fmt.Errorf("the entry %v", entry)
		}
		if pair, ok := entry[2].([]any); ok && len(pair) == 2 {
			entry[2] = pair[0]
		}
		if kindOf(entry[2]) != text {
			return fmt.Errorf("the entry %v", entry)
		}
	}
	return nil
}
