package gopls

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/gonabla/nabla/kernel/completion/sketch"
	"github.com/gonabla/nabla/kernel/interp"
)

// ask tells gopls of a sketch and asks about a place of its file Cell.
func (s *Server) ask(ctx context.Context, sk *sketch.Sketch, method string, params map[string]any, result any) error {
	params["textDocument"] = map[string]any{"uri": s.uri(cellFile)}
	var id int64
	var answer <-chan message
	err := s.holding(ctx, func() (err error) {
		if err = s.tell(sk); err == nil {
			id, answer, err = s.conn.begin(method, params)
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.conn.finish(ctx, id, answer, result)
}

// holding calls f while it alone may tell gopls of files.
func (s *Server) holding(ctx context.Context, f func() error) error {
	select {
	case s.sending <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-s.sending }()
	return f()
}

// Complete proposes names for the place at an offset of the file Cell, best first.
func (s *Server) Complete(ctx context.Context, sk *sketch.Sketch, offset int) ([]interp.CompletionItem, error) {
	var list struct {
		Items []struct {
			Label  string `json:"label"`
			Kind   int    `json:"kind"`
			Detail string `json:"detail"`
		} `json:"items"`
	}
	err := s.ask(ctx, sk, "textDocument/completion", map[string]any{
		"position": positionOf(sk.Cell, offset), "context": map[string]any{"triggerKind": 1},
	}, &list)
	if err != nil {
		return nil, err
	}
	var items []interp.CompletionItem
	for _, i := range list.Items {
		detail := strings.TrimPrefix(strings.Trim(i.Detail, `"`), "func") // of packages it is the path
		items = append(items, interp.CompletionItem{Text: i.Label, Type: kinds[i.Kind], Signature: detail})
	}
	return items, nil
}

// kinds are the words for the kinds of completions in the protocol.
var kinds = map[int]string{
	2: "method", 3: "function", 5: "field", 6: "variable", 7: "type", 8: "interface", 9: "module",
	14: "keyword", 21: "constant", 22: "struct", 25: "type",
}

// Describe says what the name at an offset of the file Cell is: its declaration,
// and the text of the comment there. ok is false if there is no name.
func (s *Server) Describe(ctx context.Context, sk *sketch.Sketch, offset int) (declaration, comment string, ok bool, err error) {
	var hover *struct {
		Contents struct {
			Value string `json:"value"`
		} `json:"contents"`
	}
	if err := s.ask(ctx, sk, "textDocument/hover", map[string]any{"position": positionOf(sk.Cell, offset)}, &hover); err != nil || hover == nil {
		return "", "", false, err
	}
	var found struct{ Signature, FullDocumentation string }
	if err := json.Unmarshal([]byte(hover.Contents.Value), &found); err != nil {
		return "", "", false, err
	}
	return found.Signature, found.FullDocumentation, found.Signature != "", nil
}
