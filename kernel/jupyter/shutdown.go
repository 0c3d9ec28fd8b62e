package jupyter

// A ShutdownRequest asks the kernel to end.
type ShutdownRequest struct {
	// Restart says that another kernel will take its place.
	Restart bool `json:"restart"`
}

// Type is "shutdown_request".
func (ShutdownRequest) Type() string { return "shutdown_request" }

// A ShutdownReply says that the kernel ends now.
type ShutdownReply struct {
	Status  string `json:"status"`
	Restart bool   `json:"restart"`
}

// Type is "shutdown_reply".
func (ShutdownReply) Type() string { return "shutdown_reply" }
