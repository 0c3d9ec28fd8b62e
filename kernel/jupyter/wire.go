package jupyter

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// delimiter separates the routing frames from the signature.
var delimiter = []byte("<IDS|MSG>")

// signedFrames are the JSON parts: header, parent header, metadata, content.
const signedFrames = 4

// Decode reads a message from its frames
//
//	identity… <IDS|MSG> signature header parent metadata content buffer…
//
// and checks the signature before it looks at anything else. The message keeps
// the frames' memory.
func (s *Session) Decode(frames [][]byte) (*Message, error) {
	at := 0
	for at < len(frames) && !bytes.Equal(frames[at], delimiter) {
		at++
	}
	rest := frames[min(at+1, len(frames)):]
	if len(rest) < 1+signedFrames {
		return nil, errors.New("jupyter: a message needs a delimiter, a signature and four parts")
	}
	parts := rest[1 : 1+signedFrames]
	if err := s.signer.verify(rest[0], parts); err != nil {
		return nil, err
	}
	m := &Message{
		Identities: frames[:at],
		RawHeader:  parts[0],
		Parent:     parts[1],
		Metadata:   parts[2],
		Content:    parts[3],
		Buffers:    rest[1+signedFrames:],
	}
	for i, part := range []*json.RawMessage{&m.RawHeader, &m.Parent, &m.Metadata, &m.Content} {
		if err := checkObject(part); err != nil {
			return nil, fmt.Errorf("jupyter: part %d of the message: %w", i+1, err)
		}
	}
	if err := json.Unmarshal(m.RawHeader, &m.Header); err != nil {
		return nil, fmt.Errorf("jupyter: header: %w", err)
	}
	if m.Header.MsgType == "" {
		return nil, errors.New("jupyter: header without msg_type")
	}
	return m, nil
}

// checkObject makes sure that a part is a JSON object. Some clients send
// null for an empty parent; it becomes the empty object.
func checkObject(part *json.RawMessage) error {
	if !json.Valid(*part) {
		return errors.New("not JSON")
	}
	switch text := bytes.TrimSpace(*part); {
	case text[0] == '{':
		return nil
	case bytes.Equal(text, []byte("null")):
		*part = json.RawMessage("{}")
		return nil
	}
	return errors.New("not a JSON object")
}

// Encode is the reverse of [Session.Decode].
func (s *Session) Encode(m *Message) [][]byte {
	parts := [][]byte{m.RawHeader, m.Parent, m.Metadata, m.Content}
	frames := make([][]byte, 0, len(m.Identities)+2+signedFrames+len(m.Buffers))
	frames = append(frames, m.Identities...)
	frames = append(frames, delimiter, s.signer.sign(parts))
	frames = append(frames, parts...)
	return append(frames, m.Buffers...)
}

// encodeJSON is json.Marshal without its escapes for HTML, which would make
// documents in outputs much longer.
func encodeJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
