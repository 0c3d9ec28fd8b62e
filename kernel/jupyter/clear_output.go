package jupyter

// A ClearOutput removes the output of a cell.
type ClearOutput struct {
	// Wait says to do so only when new output comes.
	Wait bool `json:"wait"`
}

// Type is "clear_output".
func (ClearOutput) Type() string { return "clear_output" }
