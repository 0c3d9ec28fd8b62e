package jupyter

import (
	"encoding/json"
	"fmt"
)

// A Content is what a message says. Every kind of message has a type of its
// own.
type Content interface {
	// Type is the msg_type of the messages that have this content.
	Type() string
}

// A Header says which message this is, who sent it and when.
type Header struct {
	MsgID    string `json:"msg_id"`
	Session  string `json:"session"`
	Username string `json:"username"`
	Date     string `json:"date"`
	MsgType  string `json:"msg_type"`
	Version  string `json:"version"`
	// SubshellID names the subshell that a request on shell is for. Empty means
	// the main one.
	SubshellID string `json:"subshell_id,omitempty"`
}

// A Message is one message, received or to be sent. The parts that are JSON
// are kept as they came, so that unknown fields survive.
type Message struct {
	// Identities are the routing frames: for a reply those of its request, for
	// iopub the topic.
	Identities [][]byte
	Header     Header
	// RawHeader is the header's text. It is the parent header of the answers.
	RawHeader json.RawMessage
	// Parent is the parent header's text, "{}" for a message that answers none.
	Parent   json.RawMessage
	Metadata json.RawMessage
	Content  json.RawMessage
	// Buffers are binary attachments, which are not signed.
	Buffers [][]byte
}

// Unmarshal reads the content into v.
func (m *Message) Unmarshal(v any) error {
	if err := json.Unmarshal(m.Content, v); err != nil {
		return fmt.Errorf("content of %s: %w", m.Header.MsgType, err)
	}
	return nil
}

// An Object is a JSON object; nil is the empty one, never null, which the
// protocol does not allow.
type Object map[string]any

// MarshalJSON writes the object.
func (o Object) MarshalJSON() ([]byte, error) {
	if o == nil {
		return []byte("{}"), nil
	}
	return encodeJSON(map[string]any(o))
}

// A List is a JSON array; nil is the empty one, never null.
type List[T any] []T

// MarshalJSON writes the list.
func (l List[T]) MarshalJSON() ([]byte, error) {
	if l == nil {
		return []byte("[]"), nil
	}
	return encodeJSON([]T(l))
}
