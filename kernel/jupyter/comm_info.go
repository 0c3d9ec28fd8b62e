package jupyter

// A CommInfoRequest asks which comms are open.
type CommInfoRequest struct {
	// TargetName limits the answer to one target. Empty means all.
	TargetName string `json:"target_name"`
}

// Type is "comm_info_request".
func (CommInfoRequest) Type() string { return "comm_info_request" }

// A CommInfoReply maps the ids of comms to {"target_name": …}.
type CommInfoReply struct {
	Status string `json:"status"`
	Comms  Object `json:"comms"`
}

// Type is "comm_info_reply".
func (CommInfoReply) Type() string { return "comm_info_reply" }
