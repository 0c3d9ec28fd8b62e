package jupyter

// The states of a kernel.
const (
	Starting = "starting"
	Busy     = "busy"
	Idle     = "idle"
)

// A Status tells what the kernel does.
type Status struct {
	ExecutionState string `json:"execution_state"`
}

// Type is "status".
func (Status) Type() string { return "status" }
