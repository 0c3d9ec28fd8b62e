package jupyter

// The states of a reply.
const (
	StatusOK      = "ok"
	StatusError   = "error"
	StatusAborted = "aborted"
)

// A Failure is the content of a reply that says that the request could not be
// carried out. It stands for the reply of any kind of request.
type Failure struct {
	// Reply is the message type of the reply.
	Reply     string       `json:"-"`
	Status    string       `json:"status"`
	EName     string       `json:"ename"`
	EValue    string       `json:"evalue"`
	Traceback List[string] `json:"traceback"`
}

// Type is the type of the reply that it stands for.
func (f Failure) Type() string { return f.Reply }
