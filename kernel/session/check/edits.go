package check

import (
	"slices"
	"strings"
)

// edits collects replacements in a text.
type edits struct {
	text string
	list []edit
}

type edit struct {
	start, end int
	text       string
}

func (e *edits) replace(start, end int, text string) {
	e.list = append(e.list, edit{start, end, text})
}

func (e *edits) insert(at int, text string) { e.replace(at, at, text) }

// covers reports whether a replacement takes the place of the byte at an offset.
func (e *edits) covers(at int) bool {
	return slices.ContainsFunc(e.list, func(x edit) bool { return x.start <= at && at < x.end })
}

// apply returns the text with all replacements made. They must not overlap.
func (e *edits) apply() string {
	slices.SortStableFunc(e.list, func(a, b edit) int { return a.start - b.start })
	var b strings.Builder
	done := 0
	for _, x := range e.list {
		b.WriteString(e.text[done:x.start])
		b.WriteString(x.text)
		done = x.end
	}
	b.WriteString(e.text[done:])
	return b.String()
}
