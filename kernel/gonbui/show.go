package gonbui

import (
	"encoding/json"
	"fmt"

	"github.com/gonabla/nabla/display/wire"
)

// show shows what is to be shown. A display with an ID is an update of what is
// shown under it already, if anything is.
func (s *Stream) show(cell uint64, m *displayData) {
	b := &wire.Bundle{Data: map[string][]byte{}, DisplayID: m.DisplayID, Update: s.notebook.showing(m.DisplayID)}
	for mime, v := range m.Data {
		content, err := content(v)
		if err != nil {
			s.program.Complain(cell, fmt.Sprintf("what the cell shows as %s through package gonbui cannot be shown: %v", mime, err))
			return
		}
		b.Data[mime] = content
	}
	for mime, v := range m.Metadata {
		text, err := json.Marshal(v)
		if err != nil {
			continue // it says only how to show it
		}
		if b.Metadata == nil {
			b.Metadata = map[string][]byte{}
		}
		b.Metadata[mime] = text
	}
	s.program.Show(cell, b)
}

// content is the raw content of what a program gives for a MIME type. What is
// neither text nor bytes becomes JSON.
func content(v any) ([]byte, error) {
	switch v := v.(type) {
	case string:
		return []byte(v), nil
	case []byte:
		return v, nil
	}
	return json.Marshal(v)
}
