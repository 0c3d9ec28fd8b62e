package jupyter

// An IsCompleteRequest asks whether code could be run as it is. Consoles send
// it on every line end.
type IsCompleteRequest struct {
	Code string `json:"code"`
}

// Type is "is_complete_request".
func (IsCompleteRequest) Type() string { return "is_complete_request" }

// An IsCompleteReply says "complete", "incomplete", "invalid" or "unknown".
type IsCompleteReply struct {
	Status string `json:"status"`
	// Indent is for incomplete code: what the next line begins with.
	Indent string `json:"indent"`
}

// Type is "is_complete_reply".
func (IsCompleteReply) Type() string { return "is_complete_reply" }
