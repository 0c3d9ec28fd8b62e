package jupyter

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sync/atomic"
	"time"
)

// A Session is one end of a conversation: it gives the messages it makes their
// identities and dates, and signs them. It is safe for concurrent use.
type Session struct {
	// ID is new for every process.
	ID       string
	signer   signer
	count    atomic.Uint64
	received replay
}

// NewSession starts a session that signs with the key of a connection file.
func NewSession(f ConnectionFile) (*Session, error) {
	signer, err := newSigner(f.SignatureScheme, f.Key)
	if err != nil {
		return nil, err
	}
	return &Session{ID: newID(), signer: signer}, nil
}

// Message makes a message that answers parent, or, when parent is nil, one
// that answers none. It takes over the parent's routing frames, which is right
// for replies; for iopub the caller puts the topic in their place.
func (s *Session) Message(parent *Message, c Content) (*Message, error) {
	content, err := encodeJSON(c)
	if err != nil {
		return nil, fmt.Errorf("jupyter: making %s: %w", c.Type(), err)
	}
	m := &Message{
		Header: Header{
			MsgID:    fmt.Sprintf("%s_%d", s.ID, s.count.Add(1)),
			Session:  s.ID,
			Username: "kernel",
			Date:     Date(time.Now()),
			MsgType:  c.Type(),
			Version:  ProtocolVersion,
		},
		Parent:   json.RawMessage("{}"),
		Metadata: json.RawMessage("{}"),
		Content:  content,
	}
	if m.RawHeader, err = encodeJSON(m.Header); err != nil {
		return nil, fmt.Errorf("jupyter: header of %s: %w", c.Type(), err)
	}
	if parent != nil {
		m.Identities = parent.Identities
		m.Parent = parent.RawHeader
	}
	return m, nil
}

// Date is a time as headers have it: never more than six digits of a second,
// since jupyter_client does not read more.
func Date(t time.Time) string {
	return t.UTC().Format("2006-01-02T15:04:05.000000Z")
}

func newID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}
