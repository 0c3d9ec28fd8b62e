package jupyter

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// delimiter separates the routing frames from the signature.
var delimiter = []byte("<IDS|MSG>")

// signedFrames are the JSON parts: header, parent header, metadata, content.
const signedFrames = 4

// The longest header, and the longest metadata or content. What is large is a
// buffer.
const (
	longestHeader  = 1 << 20
	longestContent = 256 << 20
)

// deepest is how deeply a part may be nested. Python reads about a thousand.
const deepest = 512

// Decode reads a message from its frames
//
//	identity… <IDS|MSG> signature header parent metadata content buffer…
//
// and checks the signature before it looks at anything else. Its errors are one
// of [Faults]. The message keeps the frames' memory.
func (s *Session) Decode(frames [][]byte) (*Message, error) {
	at := 0
	for at < len(frames) && !bytes.Equal(frames[at], delimiter) {
		at++
	}
	rest := frames[min(at+1, len(frames)):]
	if len(rest) < 1+signedFrames {
		return nil, fmt.Errorf("%w: it needs a delimiter, a signature and four parts", ErrTruncated)
	}
	parts := rest[1 : 1+signedFrames]
	if err := s.verify(rest[0], parts); err != nil {
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
	for _, part := range []struct {
		name    string
		text    *json.RawMessage
		longest int
	}{
		{"header", &m.RawHeader, longestHeader},
		{"parent header", &m.Parent, longestHeader},
		{"metadata", &m.Metadata, longestContent},
		{"content", &m.Content, longestContent},
	} {
		if len(*part.text) > part.longest {
			return nil, fmt.Errorf("%w: %s of %d bytes", ErrOversized, part.name, len(*part.text))
		}
		if err := checkObject(part.text); err != nil {
			return nil, fmt.Errorf("%w: %s", err, part.name)
		}
	}
	if err := json.Unmarshal(m.RawHeader, &m.Header); err != nil {
		return nil, fmt.Errorf("%w: header: %v", ErrMalformed, err)
	}
	if m.Header.MsgType == "" {
		return nil, fmt.Errorf("%w: header without msg_type", ErrMalformed)
	}
	return m, nil
}

// checkObject makes sure that a part is a JSON object that everybody can read.
// Some clients send null for an empty parent; it becomes the empty object.
func checkObject(part *json.RawMessage) error {
	switch {
	case !utf8.Valid(*part):
		return ErrNotText
	case depth(*part) > deepest:
		return ErrNested
	case !json.Valid(*part):
		return ErrMalformed
	}
	switch text := bytes.TrimSpace(*part); {
	case text[0] == '{':
		return nil
	case bytes.Equal(text, []byte("null")):
		*part = json.RawMessage("{}")
		return nil
	}
	return ErrMalformed
}

// depth is how deeply the brackets of a JSON text are nested, as far as it is
// one.
func depth(text []byte) (deepest int) {
	now, quoted, escaped := 0, false, false
	for _, c := range text {
		switch {
		case escaped:
			escaped = false
		case quoted:
			escaped = c == '\\'
			quoted = c != '"'
		case c == '"':
			quoted = true
		case c == '[' || c == '{':
			now++
			deepest = max(deepest, now)
		case c == ']' || c == '}':
			now--
		}
	}
	return deepest
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
