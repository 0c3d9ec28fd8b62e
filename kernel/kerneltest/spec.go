package kerneltest

import (
	"encoding/json"
	"fmt"
	"regexp"

	"github.com/gonabla/nabla/kernel/jupyter"
)

// A kind is what a field of a message must be.
type kind string

const (
	text   kind = "string"
	number kind = "number"
	truth  kind = "bool"
	list   kind = "list"
	object kind = "object"
)

// A shape lists the fields that the content of a message must have. Others
// may be there too.
type shape map[string]kind

// failed is the shape of every reply whose status is not "ok".
var failed = shape{"status": text, "ename": text, "evalue": text, "traceback": list}

// spec is the shape of every message that a kernel sends, for replies of those
// whose status is "ok".
var spec = map[string]shape{
	"kernel_info_reply": {
		"status": text, "protocol_version": text, "implementation": text, "implementation_version": text,
		"language_info": object, "banner": text, "help_links": list, "supported_features": list,
	},
	"execute_reply":     {"status": text, "execution_count": number, "payload": list, "user_expressions": object},
	"is_complete_reply": {"status": text, "indent": text},
	"complete_reply":    {"status": text, "matches": list, "cursor_start": number, "cursor_end": number, "metadata": object},
	"inspect_reply":     {"status": text, "found": truth, "data": object, "metadata": object},
	"history_reply":     {"status": text, "history": list},
	"comm_info_reply":   {"status": text, "comms": object},
	"connect_reply": {
		"status": text, "shell_port": number, "iopub_port": number, "stdin_port": number, "hb_port": number, "control_port": number,
	},
	"usage_reply": {
		"status": text, "hostname": text, "pid": number, "kernel_cpu": number, "kernel_memory": number,
		"host_cpu_percent": number, "cpu_count": number, "host_virtual_memory": object,
	},
	"create_subshell_reply": {"status": text, "subshell_id": text},
	"delete_subshell_reply": {"status": text},
	"list_subshell_reply":   {"status": text, "subshell_id": list},
	"interrupt_reply":       {"status": text},
	"shutdown_reply":        {"status": text, "restart": truth},
	"debug_reply":           {"type": text, "seq": number, "request_seq": number, "success": truth, "command": text, "body": object},
	"status":                {"execution_state": text},
	"execute_input":         {"code": text, "execution_count": number},
	"stream":                {"name": text, "text": text},
	"display_data":          {"data": object, "metadata": object, "transient": object},
	"update_display_data":   {"data": object, "metadata": object, "transient": object},
	"execute_result":        {"execution_count": number, "data": object, "metadata": object},
	"error":                 {"ename": text, "evalue": text, "traceback": list},
	"clear_output":          {"wait": truth},
	"comm_open":             {"comm_id": text, "target_name": text, "data": object},
	"comm_msg":              {"comm_id": text, "data": object},
	"comm_close":            {"comm_id": text, "data": object},
	"iopub_welcome":         {"subscription": text},
	"input_request":         {"prompt": text, "password": truth},
}

var headerShape = shape{
	"msg_id": text, "session": text, "username": text, "date": text, "msg_type": text, "version": text,
}

// date is what jupyter_client reads.
var date = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:?\d\d)$`)

// Check says what is wrong with a message of a kernel, if anything is.
func Check(m *jupyter.Message) error {
	kind := m.Header.MsgType
	if err := headerShape.check(m.RawHeader); err != nil {
		return fmt.Errorf("header of %s: %w", kind, err)
	}
	if !date.MatchString(m.Header.Date) {
		return fmt.Errorf("%s has the date %q", kind, m.Header.Date)
	}
	want, ok := spec[kind]
	if !ok {
		return fmt.Errorf("%s is no message that a kernel sends", kind)
	}
	var c struct{ Status string }
	json.Unmarshal(m.Content, &c)
	if want["status"] != "" && c.Status != jupyter.StatusOK && kind != "is_complete_reply" {
		want = failed
	}
	if err := want.check(m.Content); err != nil {
		return fmt.Errorf("content of %s: %w", kind, err)
	}
	if check := values[kind]; check != nil {
		if err := check(m); err != nil {
			return fmt.Errorf("content of %s: %w: %s", kind, err, m.Content)
		}
	}
	return nil
}

func (s shape) check(content json.RawMessage) error {
	var fields map[string]any
	if err := json.Unmarshal(content, &fields); err != nil {
		return err
	}
	for name, want := range s {
		if got := kindOf(fields[name]); got != want {
			return fmt.Errorf("field %s is %s, must be %s: %s", name, got, want, content)
		}
	}
	return nil
}

func kindOf(v any) kind {
	switch v.(type) {
	case string:
		return text
	case float64:
		return number
	case bool:
		return truth
	case []any:
		return list
	case map[string]any:
		return object
	}
	return "missing or null"
}
