package display

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

// validJSON reports what is wrong with a text that should be JSON.
func validJSON(text string) error {
	r := jsonReader{text: text}
	if err := r.value(nil); err != nil {
		return err
	}
	if r.space(); r.at < len(text) {
		return r.unexpected("the end")
	}
	return nil
}

// jsonMembers gives the members of an object, each with the text of its value.
func jsonMembers(text string) (map[string]string, error) {
	r := jsonReader{text: text}
	members := map[string]string{}
	if r.space(); r.next() != '{' {
		return nil, r.unexpected("an object, which begins with {")
	}
	if err := r.value(members); err != nil {
		return nil, err
	}
	return members, nil
}

// A jsonReader goes through a text of JSON.
type jsonReader struct {
	text  string
	at    int
	depth int
}

// space skips white space.
func (r *jsonReader) space() {
	for r.at < len(r.text) && strings.IndexByte(" \t\r\n", r.text[r.at]) >= 0 {
		r.at++
	}
}

// next is the byte that comes, 0 at the end.
func (r *jsonReader) next() byte {
	if r.at >= len(r.text) {
		return 0
	}
	return r.text[r.at]
}

// unexpected says what stands where something else should.
func (r *jsonReader) unexpected(wanted string) error {
	if r.at >= len(r.text) {
		return fmt.Errorf("the JSON ends where %s should come", wanted)
	}
	line := strings.Count(r.text[:r.at], "\n") + 1
	found := r.text[r.at:min(len(r.text), r.at+12)]
	return fmt.Errorf("line %d of the JSON: %s should come, not %q", line, wanted, found)
}

// value goes through one value, and collects its members if it is an object
// and they are wanted.
func (r *jsonReader) value(members map[string]string) error {
	if r.depth++; r.depth > maxJSONDepth {
		return errors.New("the JSON is nested too deeply")
	}
	defer func() { r.depth-- }()
	r.space()
	switch c := r.next(); {
	case c == '{':
		return r.list('}', func() error { return r.member(members) })
	case c == '[':
		return r.list(']', func() error { return r.value(nil) })
	case c == '"':
		return r.quoted()
	case c == '-' || c >= '0' && c <= '9':
		return r.number()
	}
	for _, word := range []string{"true", "false", "null"} {
		if strings.HasPrefix(r.text[r.at:], word) {
			r.at += len(word)
			return nil
		}
	}
	return r.unexpected("a value")
}

// list goes through elements with commas between them.
func (r *jsonReader) list(end byte, element func() error) error {
	r.at++
	r.space()
	if r.next() == end {
		r.at++
		return nil
	}
	for {
		if err := element(); err != nil {
			return err
		}
		r.space()
		switch r.next() {
		case end:
			r.at++
			return nil
		case ',':
			r.at++
		default:
			return r.unexpected("a comma or " + string(end))
		}
	}
}

// member goes through a name and its value.
func (r *jsonReader) member(members map[string]string) error {
	r.space()
	start := r.at
	if r.next() != '"' {
		return r.unexpected("a name in quotes")
	}
	if err := r.quoted(); err != nil {
		return err
	}
	name, _ := unquoteJSON(r.text[start:r.at])
	if r.space(); r.next() != ':' {
		return r.unexpected("a colon")
	}
	r.at++
	r.space()
	start = r.at
	if err := r.value(nil); err != nil {
		return err
	}
	if members != nil {
		members[name] = r.text[start:r.at]
	}
	return nil
}

// quoted goes through a string.
func (r *jsonReader) quoted() error {
	start := r.at
	for r.at++; r.at < len(r.text); r.at++ {
		switch c := r.text[r.at]; {
		case c == '"':
			r.at++
			if _, ok := unquoteJSON(r.text[start:r.at]); !ok {
				r.at = start
				return r.unexpected("a string with the escapes of JSON")
			}
			return nil
		case c == '\\':
			r.at++
		case c < ' ':
			return r.unexpected("an escape")
		}
	}
	r.at = len(r.text)
	return r.unexpected("the end of a string")
}

// number goes through a number.
func (r *jsonReader) number() error {
	start := r.at
	if r.next() == '-' {
		r.at++
	}
	whole := r.digits()
	ok := whole == 1 || whole > 1 && r.text[r.at-whole] != '0'
	if ok && r.next() == '.' {
		r.at++
		ok = r.digits() > 0
	}
	if c := r.next(); ok && (c == 'e' || c == 'E') {
		r.at++
		if c := r.next(); c == '+' || c == '-' {
			r.at++
		}
		ok = r.digits() > 0
	}
	if !ok {
		r.at = start
		return r.unexpected("a number as JSON writes it")
	}
	return nil
}

// digits goes through digits and counts them.
func (r *jsonReader) digits() (n int) {
	for ; r.next() >= '0' && r.next() <= '9'; n++ {
		r.at++
	}
	return n
}

// unquoteJSON gives the text of a string, and false when it is none.
func unquoteJSON(quoted string) (string, bool) {
	if len(quoted) < 2 || quoted[0] != '"' || quoted[len(quoted)-1] != '"' {
		return "", false
	}
	var text strings.Builder
	for s := quoted[1 : len(quoted)-1]; s != ""; {
		before, after, escape := strings.Cut(s, `\`)
		text.WriteString(before)
		if !escape {
			break
		}
		r, length := unescapeJSON(after)
		if length == 0 {
			return "", false
		}
		text.WriteRune(r)
		s = after[length:]
	}
	return text.String(), true
}

// unescapeJSON gives the character that an escape stands for, and the length
// of the escape after its backslash; 0 when it is none.
func unescapeJSON(s string) (r rune, length int) {
	if s == "" {
		return 0, 0
	}
	const letters, meant = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	if i := strings.IndexByte(letters, s[0]); i >= 0 {
		return rune(meant[i]), 1
	}
	r, ok := hexJSON(s)
	if !ok {
		return 0, 0
	}
	if utf16.IsSurrogate(r) && len(s) > 6 && s[5] == '\\' {
		if low, ok := hexJSON(s[6:]); ok && utf16.DecodeRune(r, low) != '\uFFFD' {
			return utf16.DecodeRune(r, low), 11
		}
	}
	return r, 5
}

// hexJSON reads the escape uXXXX.
func hexJSON(s string) (rune, bool) {
	if len(s) < 5 || s[0] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(s[1:5], 16, 16)
	return rune(n), err == nil
}
