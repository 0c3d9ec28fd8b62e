package jupyter

// An IOPubWelcome tells a front end that its subscription to iopub has been
// seen, so that it will miss nothing from now on.
type IOPubWelcome struct {
	Subscription string `json:"subscription"`
}

// Type is "iopub_welcome".
func (IOPubWelcome) Type() string { return "iopub_welcome" }
