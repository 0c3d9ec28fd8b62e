package jupyter

// An ExecuteResult is the value of a cell.
type ExecuteResult struct {
	ExecutionCount int       `json:"execution_count"`
	Data           Object    `json:"data"`
	Metadata       Object    `json:"metadata"`
	Transient      Transient `json:"transient"`
}

// Type is "execute_result".
func (ExecuteResult) Type() string { return "execute_result" }
