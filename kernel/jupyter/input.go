package jupyter

// An InputRequest asks the user for a line of text.
type InputRequest struct {
	Prompt   string `json:"prompt"`
	Password bool   `json:"password"`
}

// Type is "input_request".
func (InputRequest) Type() string { return "input_request" }

// An InputReply is the line.
type InputReply struct {
	Status string `json:"status"`
	Value  string `json:"value"`
}

// Type is "input_reply".
func (InputReply) Type() string { return "input_reply" }
