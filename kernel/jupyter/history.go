package jupyter

// A HistoryRequest asks for earlier cells.
type HistoryRequest struct {
	// Output asks for the results beside the inputs.
	Output bool `json:"output"`
	Raw    bool `json:"raw"`
	// HistAccessType is "range" (Session, Start, Stop), "tail" (N) or "search"
	// (Pattern, N, Unique).
	HistAccessType string `json:"hist_access_type"`
	// Session is 0 or a negative number counted back from the running session.
	Session int `json:"session"`
	Start   int `json:"start"`
	// Stop is the first line that is not wanted. Nil means all to the end.
	Stop    *int   `json:"stop"`
	N       int    `json:"n"`
	Pattern string `json:"pattern"` // with * and ?
	Unique  bool   `json:"unique"`
}

// Type is "history_request".
func (HistoryRequest) Type() string { return "history_request" }

// A HistoryReply lists earlier cells. Each entry is [session, line, input], or
// [session, line, [input, output]] where output may be null.
type HistoryReply struct {
	Status  string    `json:"status"`
	History List[any] `json:"history"`
}

// Type is "history_reply".
func (HistoryReply) Type() string { return "history_reply" }
