package jupyter

// An InterruptRequest asks to end the running cell. It has no fields.
type InterruptRequest struct{}

// Type is "interrupt_request".
func (InterruptRequest) Type() string { return "interrupt_request" }

// An InterruptReply says that the cell has been asked to end.
type InterruptReply struct {
	Status string `json:"status"`
}

// Type is "interrupt_reply".
func (InterruptReply) Type() string { return "interrupt_reply" }
