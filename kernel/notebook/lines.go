package notebook

import (
	"strings"
	"unicode/utf8"
)

// splitLines cuts text into lines that keep their ends, where Python's
// str.splitlines does: Jupyter stores texts so.
func splitLines(text string) []any {
	lines := []any{}
	for start := 0; start < len(text); {
		end := start + lineLength(text[start:])
		lines = append(lines, text[start:end])
		start = end
	}
	return lines
}

// lineLength is the length of the first line of text with its end.
func lineLength(text string) int {
	i := strings.IndexFunc(text, endsLine)
	if i < 0 {
		return len(text)
	}
	if strings.HasPrefix(text[i:], "\r\n") {
		return i + 2
	}
	_, size := utf8.DecodeRuneInString(text[i:])
	return i + size
}

func endsLine(r rune) bool {
	switch r {
	case '\n', '\r', '\v', '\f', 0x1c, 0x1d, 0x1e, 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}

// isJSON says that a MIME type's content is kept as JSON rather than as text.
func isJSON(mime string) bool {
	return mime == "application/json" || strings.HasPrefix(mime, "application/") && strings.HasSuffix(mime, "+json")
}

// isSplit says that a MIME type's text is stored as a list of lines.
func isSplit(mime string) bool {
	return strings.HasPrefix(mime, "text/") || mime == "application/javascript" || mime == "image/svg+xml"
}

// joinBundle puts the texts of a MIME bundle together that are stored as lists.
func joinBundle(bundle Object) {
	for mime, content := range bundle {
		if lines, ok := content.([]any); ok && !isJSON(mime) {
			if text, ok := joinLines(lines); ok {
				bundle[mime] = text
			}
		}
	}
}

// splitBundle is the bundle as it is stored.
func splitBundle(bundle Object) Object {
	stored := Object{}
	for mime, content := range bundle {
		if text, ok := content.(string); ok && isSplit(mime) {
			content = splitLines(text)
		}
		stored[mime] = content
	}
	return stored
}

// joinLines reports ok only if every line is a text.
func joinLines(lines []any) (text string, ok bool) {
	var b strings.Builder
	for _, line := range lines {
		s, ok := line.(string)
		if !ok {
			return "", false
		}
		b.WriteString(s)
	}
	return b.String(), true
}
