package session

import (
	"cmp"
	"fmt"
	"go/token"
	"strings"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/session/check"
)

// vet shows what gopls finds suspicious in a cell that compiles.
func (x *execution) vet(r *check.Result) *interp.CellError {
	s := x.session
	findings, err := s.answers.Vet(x.ctx, string(r.Src))
	if x.ctx.Err() != nil {
		return x.failure(x.ctx.Err())
	}
	var text strings.Builder
	for _, f := range findings {
		at := r.Fset.Position(r.File.FileStart + token.Pos(f.Offset))
		if at.Filename != x.file {
			continue // in what an earlier cell defined, or in text that was made
		}
		fmt.Fprintf(&text, "%s: %s\n", x.position(at.Line, at.Column), f.Message)
		if line, ok := s.sourceLine(x.file, at.Line); ok {
			fmt.Fprintf(&text, "    %s\n    %s\n", line, caret(line, at.Column))
		}
	}
	said := cmp.Or(text.String(), "Nothing was found.\n")
	if err != nil {
		said = "The cell compiles. More is not known: " + err.Error() + ".\n"
	}
	s.publish(wire.Frame{Cell: x.request.ID, Kind: wire.Stdout, Text: []byte(said)})
	return nil
}
