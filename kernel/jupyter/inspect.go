package jupyter

// An InspectRequest asks what the name at a position is.
type InspectRequest struct {
	Code        string `json:"code"`
	CursorPos   int    `json:"cursor_pos"` // in code points
	DetailLevel int    `json:"detail_level"`
}

// Type is "inspect_request".
func (InspectRequest) Type() string { return "inspect_request" }

// An InspectReply describes the name.
type InspectReply struct {
	Status   string `json:"status"`
	Found    bool   `json:"found"`
	Data     Object `json:"data"`
	Metadata Object `json:"metadata"`
}

// Type is "inspect_reply".
func (InspectReply) Type() string { return "inspect_reply" }
