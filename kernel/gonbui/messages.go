package gonbui

import (
	"encoding/gob"
	"fmt"

	"github.com/gonabla/nabla/kernel/gonbui/gobs"
)

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

// path is where the types are that programs register.
const path = "github.com/janpfeifer/gonb/gonbui/protocol."

// What is told a program has these types.
func init() {
	gob.RegisterName(path+"CommValue", commValue{})
	gob.Register(map[string]float64{})
	gob.Register(map[string]string{})
}

// message makes a message of what came.
func message(v any) (*displayData, error) {
	s, ok := v.(gobs.Struct)
	if !ok {
		return nil, fmt.Errorf("a %T", v)
	}
	m := new(displayData)
	for name, v := range s.Fields {
		switch name {
		case "Data":
			m.Data, ok = v.(map[string]any)
		case "Metadata":
			m.Metadata, ok = v.(map[string]any)
		case "DisplayID":
			m.DisplayID, ok = v.(string)
		default: // of a later release
		}
		if !ok {
			return nil, fmt.Errorf("a %T as %s", v, name)
		}
	}
	return m, nil
}

// fields gives the fields of a value of a registered type.
func fields(v any, kind string) (map[string]any, bool) {
	s, ok := v.(gobs.Struct)
	return s.Fields, ok && s.Type == path+kind
}

func asInputRequest(v any) (q inputRequest, ok bool) {
	f, ok := fields(v, "InputRequest")
	q.Prompt, _ = f["Prompt"].(string)
	q.Password, _ = f["Password"].(bool)
	return q, ok
}

func asCommValue(v any) (c commValue, ok bool) {
	f, ok := fields(v, "CommValue")
	c.Address, _ = f["Address"].(string)
	c.Request, _ = f["Request"].(bool)
	c.Value = f["Value"]
	return c, ok
}

func asCommSubscription(v any) (c commSubscription, ok bool) {
	f, ok := fields(v, "CommSubscription")
	c.Address, _ = f["Address"].(string)
	c.Unsubscribe, _ = f["Unsubscribe"].(bool)
	return c, ok
}
