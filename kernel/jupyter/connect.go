package jupyter

// A ConnectRequest asks for the ports of the kernel. It has no fields.
type ConnectRequest struct{}

// Type is "connect_request".
func (ConnectRequest) Type() string { return "connect_request" }

// A ConnectReply tells the ports that the kernel listens on.
type ConnectReply struct {
	Status      string `json:"status"`
	ShellPort   int    `json:"shell_port"`
	IOPubPort   int    `json:"iopub_port"`
	StdinPort   int    `json:"stdin_port"`
	HBPort      int    `json:"hb_port"`
	ControlPort int    `json:"control_port"`
}

// Type is "connect_reply".
func (ConnectReply) Type() string { return "connect_reply" }
