package jupyter

// A CreateSubshellRequest asks for a subshell: a queue of requests beside that
// of the kernel. It has no fields.
type CreateSubshellRequest struct{}

// Type is "create_subshell_request".
func (CreateSubshellRequest) Type() string { return "create_subshell_request" }

// A CreateSubshellReply tells the name that requests for the subshell have in
// their headers.
type CreateSubshellReply struct {
	Status     string `json:"status"`
	SubshellID string `json:"subshell_id"`
}

// Type is "create_subshell_reply".
func (CreateSubshellReply) Type() string { return "create_subshell_reply" }

// A DeleteSubshellRequest ends a subshell.
type DeleteSubshellRequest struct {
	SubshellID string `json:"subshell_id"`
}

// Type is "delete_subshell_request".
func (DeleteSubshellRequest) Type() string { return "delete_subshell_request" }

// A DeleteSubshellReply says that a subshell takes no more requests.
type DeleteSubshellReply struct {
	Status string `json:"status"`
}

// Type is "delete_subshell_reply".
func (DeleteSubshellReply) Type() string { return "delete_subshell_reply" }

// A ListSubshellRequest asks which subshells there are. It has no fields.
type ListSubshellRequest struct{}

// Type is "list_subshell_request".
func (ListSubshellRequest) Type() string { return "list_subshell_request" }

// A ListSubshellReply lists the subshells, without the kernel's own.
type ListSubshellReply struct {
	Status     string       `json:"status"`
	SubshellID List[string] `json:"subshell_id"`
}

// Type is "list_subshell_reply".
func (ListSubshellReply) Type() string { return "list_subshell_reply" }
