package jupyter

import "encoding/json"

// An ExecuteRequest asks to run a cell.
type ExecuteRequest struct {
	Code string `json:"code"`
	// Silent asks for no output at all and no place in the history.
	Silent       bool `json:"silent"`
	StoreHistory bool `json:"store_history"`
	// UserExpressions are evaluated after the cell.
	UserExpressions map[string]string `json:"user_expressions"`
	AllowStdin      bool              `json:"allow_stdin"`
	// StopOnError says that the cells already waiting are given up if this one
	// fails.
	StopOnError bool `json:"stop_on_error"`
}

// Type is "execute_request".
func (ExecuteRequest) Type() string { return "execute_request" }

// UnmarshalJSON fills in what the protocol says of fields left out. A silent
// request is never stored.
func (r *ExecuteRequest) UnmarshalJSON(text []byte) error {
	type plain ExecuteRequest
	p := plain{StoreHistory: true, AllowStdin: true, StopOnError: true}
	if err := json.Unmarshal(text, &p); err != nil {
		return err
	}
	p.StoreHistory = p.StoreHistory && !p.Silent
	*r = ExecuteRequest(p)
	return nil
}

// CellMetadata is what JupyterLab writes into the metadata of an
// execute_request.
type CellMetadata struct {
	// CellID is the cell's name, which stays when the cell is edited.
	CellID string `json:"cellId"`
}

// An ExecuteInput tells all front ends what is being run.
type ExecuteInput struct {
	Code           string `json:"code"`
	ExecutionCount int    `json:"execution_count"`
}

// Type is "execute_input".
func (ExecuteInput) Type() string { return "execute_input" }

// An ExecuteReply says that a cell has ended well.
type ExecuteReply struct {
	Status          string       `json:"status"`
	ExecutionCount  int          `json:"execution_count"`
	Payload         List[Object] `json:"payload"`
	UserExpressions Object       `json:"user_expressions"`
}

// Type is "execute_reply".
func (ExecuteReply) Type() string { return "execute_reply" }

// An ExecuteError is the reply for a cell that failed, or, with the status
// "aborted", that was never run.
type ExecuteError struct {
	Status         string       `json:"status"`
	ExecutionCount int          `json:"execution_count"`
	EName          string       `json:"ename"`
	EValue         string       `json:"evalue"`
	Traceback      List[string] `json:"traceback"`
}

// Type is "execute_reply".
func (ExecuteError) Type() string { return "execute_reply" }

// An ExpressionValue stands in an [ExecuteReply] for a user expression.
type ExpressionValue struct {
	Status   string `json:"status"`
	Data     Object `json:"data"`
	Metadata Object `json:"metadata"`
}

// An ExpressionError stands in an [ExecuteReply] for a user expression that
// has no value.
type ExpressionError struct {
	Status    string       `json:"status"`
	EName     string       `json:"ename"`
	EValue    string       `json:"evalue"`
	Traceback List[string] `json:"traceback"`
}

// ExecuteMetadata is the metadata of an execute_reply.
type ExecuteMetadata struct {
	// Started is the date at which the cell began to run.
	Started string `json:"started"`
	Status  string `json:"status"`
	// Timings are the seconds that each phase of the cell took, in order.
	Timings List[PhaseTiming] `json:"timings"`
}

// A PhaseTiming is one phase of a cell.
type PhaseTiming struct {
	Phase   string  `json:"phase"`
	Seconds float64 `json:"seconds"`
}
