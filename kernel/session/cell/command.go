package cell

import (
	"go/scanner"
	"go/token"
	"strings"
)

// A Command is a line of a cell that is not Go: it begins, in the first column
// and where a statement may begin, with % or !, or with //gonb:% or //gonb:!
// so that Go's own tools take it for a comment.
type Command struct {
	// Name is the command with its first characters: "%cd", "%%writefile",
	// "%%" alone, "!" and "!*".
	Name string
	// Text follows the name, without the blanks around it. A line that ends in
	// a backslash goes on in the next one.
	Text string
	// Body is what stands below a command of the form [WithText].
	Body string
	// Line is where it stands in the cell, from 1; Last is the last line of its
	// own text.
	Line, Last int
	// First says that nothing but blank lines stands above it.
	First bool
}

// A Form says what belongs to a command beside its own line.
type Form uint8

const (
	// Alone is a command that ends with its line.
	Alone Form = iota
	// WithText takes all lines below it, which are not Go.
	WithText
	// WithGo stands before Go on the same line, and leaves it where it is.
	WithGo
)

// Cut takes the commands out of the text of a cell. form tells the form of the
// command of a name. rest is the Go that is left, every byte of it on the line
// and in the column where it was.
//
// A line of Go that begins with % or ! is never taken for a command, because a
// statement cannot begin so: within brackets, after an operator, in raw strings
// and comments such a line stays. Only the value of a cell could be written as
// !ok; that is (!ok) then.
func Cut(text string, form func(name string) Form) (commands []Command, rest string) {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	var kept strings.Builder
	start, line := 0, 1
	for {
		at := nextCommand(text[start:])
		if at < 0 {
			kept.WriteString(text[start:])
			return commands, kept.String()
		}
		before := text[start : start+at]
		kept.WriteString(before)
		line += strings.Count(before, "\n")
		c, size := readCommand(text[start+at:], form)
		c.Line, c.Last = line, line+c.Last
		c.First = strings.TrimSpace(text[:start+at]) == ""
		taken := text[start+at : start+at+size]
		kept.WriteString(blank(taken))
		line += strings.Count(taken, "\n")
		start += at + size
		commands = append(commands, c)
	}
}

// nextCommand returns the offset of the first command in text, which begins
// where a statement may begin; -1 if there is none.
func nextCommand(text string) int {
	l := newLexer(text, scanner.ScanComments)
	depth, begins := 0, true
	for {
		x := l.next()
		if x.tok == token.EOF {
			return -1
		}
		if begins && depth <= 0 && isCommand(text, x.offset) {
			return x.offset
		}
		switch x.tok {
		case token.COMMENT:
			continue
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth--
		}
		if begins = x.tok == token.SEMICOLON; begins {
			depth = max(depth, 0)
		}
	}
}

// gonb is what a command begins with that is to be a comment of Go.
const gonb = "//gonb:"

func isCommand(text string, at int) bool {
	if at > 0 && text[at-1] != '\n' {
		return false
	}
	rest := strings.TrimPrefix(text[at:], gonb)
	return strings.HasPrefix(rest, "%") || strings.HasPrefix(rest, "!")
}

// readCommand reads the command at the beginning of text, on line 0, and tells
// how many bytes of text are its own. The end of the last line is not.
func readCommand(text string, form func(string) Form) (c Command, size int) {
	line, size := readLine(text)
	c.Last = strings.Count(text[:size], "\n")
	line = strings.TrimPrefix(line, gonb)
	gap := 0 // blanks that GoNB allows behind the %
	if name := strings.TrimLeft(line[1:], " \t"); line[0] == '%' && name != "" {
		gap = len(line) - 1 - len(name)
		line = "%" + name
	}
	c.Name = commandName(line)
	c.Text = strings.TrimSpace(line[len(c.Name):])
	switch form(c.Name) {
	case WithText:
		c.Body = strings.TrimPrefix(text[size:], "\n")
		size = len(text)
	case WithGo:
		size = strings.IndexByte(text, '%') + gap + len(c.Name)
	}
	return c, size
}

// readLine joins the first line of text with those that go on with it.
func readLine(text string) (line string, size int) {
	comment := strings.HasPrefix(text, gonb)
	for {
		next, _, more := strings.Cut(text[size:], "\n")
		size += len(next)
		if comment && line != "" {
			next = strings.TrimPrefix(strings.TrimPrefix(next, gonb), "//")
		}
		before, goesOn := strings.CutSuffix(next, `\`)
		if !goesOn || !more {
			return line + next, size
		}
		line += before
		size++
	}
}

// commandName is the beginning of a line up to its first blank; of a shell
// command it is ! or !* only.
func commandName(line string) string {
	if strings.HasPrefix(line, "!") {
		if strings.HasPrefix(line, "!*") {
			return "!*"
		}
		return "!"
	}
	if i := strings.IndexAny(line, " \t\n\r\v\f"); i >= 0 {
		return line[:i]
	}
	return line
}

// blank replaces everything by blanks but the ends of lines.
func blank(text string) string {
	b := []byte(text)
	for i, c := range b {
		if c != '\n' {
			b[i] = ' '
		}
	}
	return string(b)
}
