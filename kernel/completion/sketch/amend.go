package sketch

import (
	"go/token"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/session/cell"
)

// amended is a text into which something was inserted.
type amended struct {
	original string
	added    []insertion // in order
}

// An insertion stands before the byte of the original at an offset.
type insertion struct {
	at   int
	text string
}

// insert puts text at an offset of the original, behind what was put there
// before.
func (a *amended) insert(at int, text string) {
	i := slices.IndexFunc(a.added, func(x insertion) bool { return x.at > at })
	if i < 0 {
		i = len(a.added)
	}
	a.added = slices.Insert(a.added, i, insertion{at, text})
}

// String is the text with what was inserted.
func (a *amended) String() string {
	var b strings.Builder
	from := 0
	for _, x := range a.added {
		b.WriteString(a.original[from:x.at])
		b.WriteString(x.text)
		from = x.at
	}
	b.WriteString(a.original[from:])
	return b.String()
}

// origin returns the offset in the original of an offset in the text. What was
// inserted has that of the byte behind it.
func (a *amended) origin(offset int) int {
	shift := 0
	for _, x := range a.added {
		begin := x.at + shift
		if offset <= begin {
			break
		}
		if offset < begin+len(x.text) {
			return x.at
		}
		shift += len(x.text)
	}
	return offset - shift
}

// offset returns the offset in the text of an offset in the original, behind
// what was inserted there.
func (a *amended) offset(original int) int {
	shift := 0
	for _, x := range a.added {
		if x.at <= original {
			shift += len(x.text)
		}
	}
	return original + shift
}

// isAdded reports whether the byte at an offset in the text was inserted.
func (a *amended) isAdded(offset int) bool {
	shift := 0
	for _, x := range a.added {
		begin := x.at + shift
		if begin <= offset && offset < begin+len(x.text) {
			return true
		}
		shift += len(x.text)
	}
	return false
}

// standIn puts a name where the cursor is unless one stands there: so x. is a
// selector whatever the next line begins with, and a keyword is the beginning of
// a name.
func (m *maker) standIn() {
	at := min(m.scene.Cursor, len(m.scene.Code))
	if t := TokenAt(m.text.original, at); t.Kind == token.IDENT || t.Kind == token.COMMENT || t.IsLiteral() {
		return
	}
	// Whether the next line is a command depends on what stands before it.
	text := plain(m.scene.Code[:at]+standIn+m.scene.Code[at:], m.scene.Form)
	if strings.HasPrefix(text[at:], standIn) {
		m.text.original = text[:at] + text[at+len(standIn):]
		m.text.insert(at, standIn)
	}
}

// close closes the brackets that the cell leaves open. Only the last piece can
// have any. If the cursor is above its last line, the end of the cursor's line is
// taken for the end of what is being written, and the rest of the cell is cut
// again.
func (m *maker) close() {
	for _, atCursor := range []bool{true, false} {
		if len(m.pieces) == 0 {
			return
		}
		last := m.pieces[len(m.pieces)-1]
		end := m.text.origin(last.At + len(last.Text))
		if atCursor {
			c := m.scene.Cursor
			if c < m.text.origin(last.At) || c >= end {
				continue
			}
			line := strings.IndexByte(m.text.original[c:end], '\n')
			if line < 0 {
				continue
			}
			end = c + line
		}
		if closers(last.Text) == "" {
			return
		}
		open := closers(m.text.String()[last.At:m.text.offset(end)])
		m.text.insert(end, open)
		m.pieces = cell.Split(m.text.String())
	}
}

// closers returns the brackets that close those which text leaves open.
func closers(text string) string {
	var open []byte
	for t := range tokens(text, 0) {
		switch t.Kind {
		case token.LPAREN:
			open = append(open, ')')
		case token.LBRACK:
			open = append(open, ']')
		case token.LBRACE:
			open = append(open, '}')
		case token.RPAREN, token.RBRACK, token.RBRACE:
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		}
	}
	slices.Reverse(open)
	return string(open)
}

// firstToken is that of a text, comments left out.
func firstToken(text string) token.Token {
	for t := range tokens(text, 0) {
		return t.Kind
	}
	return token.EOF
}

// funcName is the name of the function whose declaration begins with text.
func funcName(text string) string {
	previous := token.ILLEGAL
	for t := range tokens(text, 0) {
		if previous == token.FUNC && t.Kind == token.IDENT {
			return t.Text
		}
		previous = t.Kind
	}
	return ""
}
