package jupyter

// A Stream is text that a cell wrote.
type Stream struct {
	Name string `json:"name"` // "stdout" or "stderr"
	Text string `json:"text"`
}

// Type is "stream".
func (Stream) Type() string { return "stream" }
