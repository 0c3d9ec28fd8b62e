package jupyter

// A DisplayData is something that a cell shows.
type DisplayData struct {
	Data      Object    `json:"data"`
	Metadata  Object    `json:"metadata"`
	Transient Transient `json:"transient"`
}

// Type is "display_data".
func (DisplayData) Type() string { return "display_data" }

// An UpdateDisplayData replaces what is shown under a display id.
type UpdateDisplayData DisplayData

// Type is "update_display_data".
func (UpdateDisplayData) Type() string { return "update_display_data" }

// Transient is what is not written into notebooks.
type Transient struct {
	DisplayID string `json:"display_id,omitempty"`
}
