package check

import (
	"slices"

	"github.com/gonabla/nabla/kernel/session/edit"
)

// edits collects replacements in a text.
type edits struct {
	text string
	list []edit.Replacement
}

func (e *edits) replace(start, end int, text string) {
	e.list = append(e.list, edit.Replacement{Start: start, End: end, Text: text})
}

func (e *edits) insert(at int, text string) { e.replace(at, at, text) }

// covers reports whether a replacement takes the place of the byte at an offset.
func (e *edits) covers(at int) bool {
	return slices.ContainsFunc(e.list, func(r edit.Replacement) bool { return r.Start <= at && at < r.End })
}

func (e *edits) apply() string { return edit.Apply(e.text, e.list) }
