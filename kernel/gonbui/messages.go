package gonbui

import "encoding/gob"

// displayData is every message of a program: something to show, or something
// else under one of the keys below, which are looked for in this order.
type displayData struct {
	Data      map[string]any // by MIME type
	Metadata  map[string]any
	DisplayID string // empty: it will not be updated
}

// The keys of what is not shown.
const (
	inputKey     = "gonb/jupyter_input"
	valueKey     = "gonb/comm_value"
	subscribeKey = "gonb/comm_subscribe"
)

// inputRequest asks the user for a line.
type inputRequest struct {
	Prompt   string
	Password bool
}

// commValue is a value for the front end or a request for one, and every message
// to a program.
type commValue struct {
	Address string
	Request bool
	Value   any
}

// commSubscription says whether a program wants to hear of an address.
type commSubscription struct {
	Address     string
	Unsubscribe bool
}

// Addresses that are not in the front end. A sync asks to be told when all that
// was sent before it has been dealt with; a start, that the front end be reached.
const (
	syncAddress   = "#gonbui/sync"
	syncedAddress = "#gonbui/sync_ack"
	startAddress  = "#comms/start"
)

func init() {
	const path = "github.com/janpfeifer/gonb/gonbui/protocol."
	gob.RegisterName(path+"DisplayData", displayData{})
	gob.RegisterName(path+"InputRequest", inputRequest{})
	gob.RegisterName(path+"CommValue", commValue{})
	gob.RegisterName(path+"CommSubscription", commSubscription{})
	gob.Register(map[string]int{})
	gob.Register(map[string]float64{})
	gob.Register(map[string]string{})
	gob.Register(map[string]any{}) // in metadata
	gob.Register([]any{})
}
