// Package edit replaces parts of a text, given by their byte offsets in the
// text as it was. It is pure and knows nothing of what the text is.
package edit

import (
	"slices"
	"strings"
)

// A Replacement puts Text in the place of the bytes Start to End.
type Replacement struct {
	Start, End int
	Text       string
}

// Insertion returns the Replacement that puts text before the byte at.
func Insertion(at int, text string) Replacement { return Replacement{at, at, text} }

// Apply makes replacements in a text. They must not overlap; insertions at one
// place come in the order of the list, which Apply sorts.
func Apply(text string, list []Replacement) string {
	slices.SortStableFunc(list, func(a, b Replacement) int { return a.Start - b.Start })
	var b strings.Builder
	done := 0
	for _, r := range list {
		b.WriteString(text[done:r.Start])
		b.WriteString(r.Text)
		done = r.End
	}
	b.WriteString(text[done:])
	return b.String()
}
