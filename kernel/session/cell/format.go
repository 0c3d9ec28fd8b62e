package cell

import (
	"go/format"
	"go/token"
	"slices"
	"strings"
)

// Format writes the Go of a cell as gofmt does, and leaves commands as they are. A
// cell whose value would become a command by it stays as it is.
// form is that of commands. The error, of type [Errors], says why text is no Go.
func Format(text string, form func(name string) Form) (string, error) {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	commands, plain := Cut(text, form)
	c, err := Parse("", plain)
	if err != nil {
		return "", err
	}
	if whole, err := format.Source([]byte(text)); err == nil && c.isFile() {
		return string(whole), nil
	}
	f := &formatter{lines: strings.SplitAfter(text, "\n"), fixed: map[int]bool{}}
	for _, x := range commands {
		last := x.Last
		if form(x.Name) == WithText {
			last = len(f.lines)
		}
		for line := x.Line; line <= last; line++ {
			f.fixed[line] = true
		}
	}
	f.write(c.Pieces)
	// A value such as " !ok" must not come to stand in the first column, where it is
	// a command.
	if after, _ := Cut(f.out.String(), form); len(after) != len(commands) {
		return text, nil
	}
	return f.out.String(), nil
}

// isFile reports whether the cell begins as a Go file does.
func (c *Cell) isFile() bool { return newLexer(c.Text, 0).next().tok == token.PACKAGE }

// formatter writes a cell run by run: gofmt takes declarations or statements, but
// not both at once.
type formatter struct {
	lines []string     // with their ends
	fixed map[int]bool // lines, from 1, that stay as they are
	next  int          // index of the first line that is not written yet
	out   strings.Builder
}

// write writes all lines.
func (f *formatter) write(pieces []*Piece) {
	for len(pieces) > 0 {
		n := f.run(pieces)
		f.writeRun(pieces[:n])
		pieces = pieces[n:]
	}
	f.copy(len(f.lines))
}

// run counts the pieces, from the first on, that are formatted together: those of
// a kind, without a command between them, and those that begin on the line where
// the one before ends.
func (f *formatter) run(pieces []*Piece) int {
	n := 1
	for ; n < len(pieces); n++ {
		before, p := pieces[n-1], pieces[n]
		if p.Line == before.end() {
			continue
		}
		if (p.Kind == Statement) != (pieces[0].Kind == Statement) || f.anyFixed(before.end(), p.Start()) {
			break
		}
	}
	return n
}

// end is the line on which a piece ends.
func (p *Piece) end() int { return p.Line + strings.Count(p.Text, "\n") }

func (f *formatter) anyFixed(first, last int) bool {
	for line := first; line <= last; line++ {
		if f.fixed[line] {
			return true
		}
	}
	return false
}

// writeRun writes what stands before a run, and the run.
func (f *formatter) writeRun(run []*Piece) {
	last := run[len(run)-1]
	first := run[0].Start()
	// Comments above belong to it as far as no command is between.
	for first-1 > f.next && !f.fixed[first-1] {
		first--
	}
	f.copy(first - 1)
	end := min(last.end(), len(f.lines))
	text := strings.Join(f.lines[f.next:end], "")
	if !f.anyFixed(f.next+1, end) {
		text = formatRun(text, last.Kind != Statement, last.Muted)
	}
	f.out.WriteString(text)
	f.next = end
}

// copy writes lines as they are, up to an index.
func (f *formatter) copy(to int) {
	for ; f.next < to; f.next++ {
		line := f.lines[f.next]
		if strings.TrimSpace(line) == "" {
			line = strings.TrimLeft(line, " \t\r")
		}
		f.out.WriteString(line)
	}
}

// formatRun formats declarations, or statements. What gofmt cannot read, such as a
// list of values, stays as it is. The semicolon that keeps a value from being
// shown is not superfluous.
func formatRun(text string, declares, muted bool) string {
	before := text[:len(text)-len(strings.TrimLeft(text, " \t\n"))]
	before = before[:strings.LastIndexByte(before, '\n')+1] // gofmt would keep the indentation of the first line
	clause := ""
	if declares {
		clause = "package p\n\n" // gofmt does more for whole files
	}
	out, err := format.Source([]byte(clause + strings.TrimLeft(text, " \t\n")))
	if err != nil {
		return text
	}
	formatted := strings.TrimPrefix(string(out), clause)
	if !strings.HasSuffix(text, "\n") {
		formatted = strings.TrimRight(formatted, "\n")
	}
	if end := lastToken(formatted); muted && end > 0 {
		formatted = formatted[:end] + ";" + formatted[end:]
	}
	if !slices.Equal(words(formatted), words(text)) {
		return text
	}
	return before + formatted
}

// lastToken is the offset behind the last token of a text.
func lastToken(text string) (end int) {
	l := newLexer(text, 0)
	for x := l.next(); x.tok != token.EOF; x = l.next() {
		if x.lit != "\n" {
			end = x.end()
		}
	}
	return end
}

// words are the tokens of a text but semicolons, and commas, which gofmt adds and
// removes, in an order that does not depend on that of imports.
func words(text string) (list []string) {
	l := newLexer(text, 0)
	for x := l.next(); x.tok != token.EOF; x = l.next() {
		if x.tok != token.SEMICOLON && x.tok != token.COMMA {
			list = append(list, x.tok.String()+" "+x.lit)
		}
	}
	slices.Sort(list)
	return list
}
