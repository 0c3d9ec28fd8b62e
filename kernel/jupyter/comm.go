package jupyter

import "encoding/json"

// A CommOpen asks the other side to open a comm: a channel for one object,
// such as a widget, that both sides have.
type CommOpen struct {
	CommID     string `json:"comm_id"`
	TargetName string `json:"target_name"`
	Data       Object `json:"data"`
}

// Type is "comm_open".
func (CommOpen) Type() string { return "comm_open" }

// A CommMsg is a message on an open comm.
type CommMsg struct {
	CommID string `json:"comm_id"`
	Data   Object `json:"data"`
}

// Type is "comm_msg".
func (CommMsg) Type() string { return "comm_msg" }

// A CommClose ends a comm.
type CommClose struct {
	CommID string `json:"comm_id"`
	Data   Object `json:"data"`
}

// Type is "comm_close".
func (CommClose) Type() string { return "comm_close" }

// A CommText is a message of any of these kinds whose data is JSON already.
type CommText struct {
	Kind       string          `json:"-"` // "comm_open", "comm_msg" or "comm_close"
	CommID     string          `json:"comm_id"`
	TargetName string          `json:"target_name,omitempty"`
	Data       json.RawMessage `json:"data"`
}

// Type is the kind.
func (c CommText) Type() string { return c.Kind }
