package jupyter

// A CompleteRequest asks how the code may go on at a position.
type CompleteRequest struct {
	Code      string `json:"code"`
	CursorPos int    `json:"cursor_pos"` // in code points
}

// Type is "complete_request".
func (CompleteRequest) Type() string { return "complete_request" }

// A CompleteReply proposes texts for the code points CursorStart to CursorEnd.
type CompleteReply struct {
	Status      string           `json:"status"`
	Matches     List[string]     `json:"matches"`
	CursorStart int              `json:"cursor_start"`
	CursorEnd   int              `json:"cursor_end"`
	Metadata    CompleteMetadata `json:"metadata"`
}

// Type is "complete_reply".
func (CompleteReply) Type() string { return "complete_reply" }

// CompleteMetadata tells more about each match. JupyterLab needs it to be
// there.
type CompleteMetadata struct {
	Types List[CompletionType] `json:"_jupyter_types_experimental"`
}

// A CompletionType describes the match with the same index.
type CompletionType struct {
	Text      string `json:"text"`
	Type      string `json:"type"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Signature string `json:"signature,omitempty"`
}
