package gopls

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// A Finding is something suspicious at an offset of a file.
type Finding struct {
	Offset  int
	Message string
}

// warning is the severity, in the protocol, of what deserves a look; suggestions
// have greater ones.
const warning = 2

// Vet returns what the analyzers of gopls, those of go vet among them, find in a
// file of Go that compiles, in order.
func (s *Server) Vet(ctx context.Context, text string) ([]Finding, error) {
	var report struct {
		Items []struct {
			Range    struct{ Start position }
			Severity int
			Source   string
			Message  string
		}
	}
	document := map[string]any{"textDocument": map[string]any{"uri": s.uri(vetFile)}}
	if err := s.holding(ctx, func() error { return s.write(vetFile, text) }); err != nil {
		return nil, err
	}
	if err := s.conn.call(ctx, "textDocument/diagnostic", document, &report); err != nil {
		return nil, err
	}
	var list []Finding
	for _, i := range report.Items {
		// In a notebook nothing needs to be used.
		if i.Severity <= warning && i.Source != "compiler" && !strings.HasPrefix(i.Source, "unused") {
			list = append(list, Finding{offsetOf(text, i.Range.Start), i.Message + " (" + i.Source + ")"})
		}
	}
	slices.SortStableFunc(list, func(a, b Finding) int { return cmp.Compare(a.Offset, b.Offset) })
	return list, nil
}
