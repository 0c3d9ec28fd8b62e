package display

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isBytes reports whether a type is that of a slice or an array of bytes.
func isBytes(t reflect.Type) bool {
	return (t.Kind() == reflect.Slice || t.Kind() == reflect.Array) && t.Elem().Kind() == reflect.Uint8 && t.Elem().PkgPath() == ""
}

// byteName writes the type of bytes as byte and not as uint8.
func byteName(t reflect.Type) string { return strings.Replace(typeName(t), "uint8", "byte", 1) }

// byteString quotes a slice of bytes that is text.
func (p *printer) byteString(v reflect.Value) (string, bool) {
	if v.Kind() != reflect.Slice || v.Type().Elem().Kind() != reflect.Uint8 || v.Len() == 0 {
		return "", false
	}
	s := string(v.Bytes()[:min(v.Len(), p.bytes+utf8.UTFMax)])
	for i, r := range s {
		split := r == utf8.RuneError && len(s) < v.Len() && i >= p.bytes
		if !split && (r == utf8.RuneError || !unicode.IsPrint(r) && !strings.ContainsRune("\n\t\r", r)) {
			return "", false
		}
	}
	more := v.Len() - len(s)
	s, left := p.fitting(s, p.bytes)
	return strconv.Quote(s) + moreBytes(left+more), true
}

const (
	dumpWidth = 16  // bytes on a line
	maxDump   = 256 // bytes that are shown
)

// hexDump writes bytes that are no text, and more than a line of them, as
// numbers with the letters that some of them are.
func (p *printer) hexDump(v reflect.Value) (string, bool) {
	if v.Kind() != reflect.Slice || !isBytes(v.Type()) || v.Len() <= dumpWidth {
		return "", false
	}
	if _, ok := p.byteString(v); ok {
		return "", false
	}
	all := v.Bytes()
	n := len(all)
	if !p.follow {
		n = min(n, maxDump)
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%s of %d bytes", byteName(v.Type()), len(all))
	for at := 0; at < n; at += dumpWidth {
		line := all[at:min(at+dumpWidth, n)]
		fmt.Fprintf(&out, "\n%08x  %-*s  %s", at, 3*dumpWidth-1, fmt.Sprintf("% x", line), letters(line))
	}
	if n < len(all) {
		p.cut = true
		fmt.Fprintf(&out, "\n… %d more bytes", len(all)-n)
	}
	return out.String(), true
}

// letters writes bytes as the letters that they are in ASCII, and a dot for
// each that is none.
func letters(line []byte) string {
	var out strings.Builder
	for _, c := range line {
		if c < ' ' || c > '~' {
			c = '.'
		}
		out.WriteByte(c)
	}
	return out.String()
}
