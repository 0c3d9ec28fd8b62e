package jupyter

// An Error shows why a cell failed. Exported notebooks show the traceback
// only, so it has to say everything.
type Error struct {
	EName     string       `json:"ename"`
	EValue    string       `json:"evalue"`
	Traceback List[string] `json:"traceback"`
}

// Type is "error".
func (Error) Type() string { return "error" }
