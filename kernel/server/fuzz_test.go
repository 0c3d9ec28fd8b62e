package server_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/kerneltest"
)

// A fuzzed request has any type and any content.
type fuzzed struct {
	kind    string
	content []byte
}

func (f fuzzed) Type() string { return f.kind }

func (f fuzzed) MarshalJSON() ([]byte, error) { return f.content, nil }

// FuzzRequests asks a server anything. The client checks that what comes back is
// as the protocol has it; whatever was asked, the server goes on answering.
func FuzzRequests(f *testing.F) {
	for kind, content := range map[string]string{
		"execute_request":         `{"code":"print x\nvalue y","silent":false,"store_history":true,"user_expressions":{"a":"b"},"allow_stdin":true,"stop_on_error":true}`,
		"is_complete_request":     `{"code":"x \\"}`,
		"complete_request":        `{"code":"pr∇","cursor_pos":2}`,
		"inspect_request":         `{"code":"print","cursor_pos":-1,"detail_level":9}`,
		"history_request":         `{"output":true,"raw":false,"hist_access_type":"range","session":-1,"start":5,"stop":-5,"n":-3,"pattern":"*[","unique":true}`,
		"comm_info_request":       `{"target_name":"x"}`,
		"comm_open":               `{"comm_id":"a","target_name":"b","data":{"c":[null]}}`,
		"comm_msg":                `{"comm_id":"a","data":null}`,
		"comm_close":              `{"comm_id":"a"}`,
		"connect_request":         `null`,
		"debug_request":           `{"type":"request","seq":1e9,"command":"richInspectVariables","arguments":{"frameId":"0"}}`,
		"usage_request":           `[]`,
		"interrupt_request":       `{"x":1}`,
		"create_subshell_request": `{}`,
		"delete_subshell_request": `{"subshell_id":"x"}`,
		"list_subshell_request":   `""`,
		"kernel_info_reply":       `{}`,
	} {
		f.Add(kind, []byte(content), true)
		f.Add(kind, []byte(content), false)
	}
	f.Fuzz(func(t *testing.T, kind string, content []byte, control bool) {
		if !json.Valid(content) || kind == "shutdown_request" || bytes.Contains(content, []byte("panic")) {
			return // the echo interpreter panics when it is told to
		}
		var log bytes.Buffer
		o := echo
		o.Log = slog.New(slog.NewTextHandler(&log, nil))
		c := kerneltest.Start(t, o)
		to := kerneltest.Shell
		if control {
			to = kerneltest.Control
		}
		c.SendFrames(to, c.Frames(c.Message(fuzzed{kind, content})))
		c.Request(kerneltest.Control, jupyter.KernelInfoRequest{})
		c.Request(kerneltest.Shell, jupyter.KernelInfoRequest{})
		c.Server.Stop()
		c.Wait()
		if strings.Contains(log.String(), "panic while answering") {
			t.Errorf("%s %s: %s", kind, content, log.String())
		}
	})
}
