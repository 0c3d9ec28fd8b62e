package gopls

import (
	"strings"
	"unicode/utf8"
)

// A position is a place of a file as language servers count: lines from 0, and in
// a line the code units of UTF-16, of which characters beyond the first 65536 have
// two.
type position struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

// positionOf returns the position of a byte offset in a text.
func positionOf(text string, offset int) position {
	offset = max(0, min(offset, len(text)))
	start := strings.LastIndexByte(text[:offset], '\n') + 1
	p := position{Line: strings.Count(text[:start], "\n")}
	for _, r := range text[start:offset] {
		p.Character += units(r)
	}
	return p
}

// offsetOf returns the byte offset of a position in a text; of one outside, that
// of the nearest place in it.
func offsetOf(text string, p position) int {
	start := 0
	for range p.Line {
		n := strings.IndexByte(text[start:], '\n')
		if n < 0 {
			return len(text)
		}
		start += n + 1
	}
	left := p.Character
	for at := start; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if left <= 0 || r == '\n' {
			return at
		}
		left -= units(r)
		at += size
	}
	return len(text)
}

func units(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}
