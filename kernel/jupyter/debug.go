package jupyter

// A DebugRequest is a request of the Debug Adapter Protocol.
type DebugRequest struct {
	Seq       int    `json:"seq"`
	Command   string `json:"command"`
	Arguments Object `json:"arguments"`
}

// Type is "debug_request".
func (DebugRequest) Type() string { return "debug_request" }

// A DebugReply is a response of the Debug Adapter Protocol. Kind is always
// "response".
type DebugReply struct {
	Kind       string `json:"type"`
	Seq        int    `json:"seq"`
	RequestSeq int    `json:"request_seq"`
	Success    bool   `json:"success"`
	Command    string `json:"command"`
	Message    string `json:"message,omitempty"`
	Body       Object `json:"body"`
}

// Type is "debug_reply".
func (DebugReply) Type() string { return "debug_reply" }
