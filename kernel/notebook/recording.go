package notebook

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"
)

// A recording collects the outputs of one cell. Texts written to the same
// stream one after the other are one output.
type recording struct {
	cell      *Cell
	clearNext bool // forget everything as soon as something comes

	open *Output // the last output, if it is a stream that goes on
	text bytes.Buffer
	// split holds the beginning of a UTF-8 sequence whose end has not come, by
	// stream.
	split map[string][]byte
}

func (r *recording) write(name string, text []byte) {
	if rest := r.split[name]; len(rest) > 0 {
		text = append(rest, text...)
		delete(r.split, name)
	}
	if whole := wholeLength(text); whole < len(text) {
		if r.split == nil {
			r.split = map[string][]byte{}
		}
		r.split[name] = bytes.Clone(text[whole:])
		text = text[:whole]
	}
	if len(text) > 0 {
		r.append(name, text)
	}
}

func (r *recording) append(name string, text []byte) {
	if r.open == nil || r.open.Name != name {
		r.add(&Output{Type: Stream, Name: name})
		r.open = r.cell.Outputs[len(r.cell.Outputs)-1]
	}
	r.text.Write(text)
}

// add appends an output; the text before it is complete.
func (r *recording) add(out *Output) {
	r.flush()
	r.cell.Outputs = append(r.cell.Outputs, out)
}

func (r *recording) clear() {
	r.flush()
	r.cell.Outputs = []*Output{}
}

func (r *recording) flush() {
	if r.open != nil {
		r.open.Text = overwritten(strings.ToValidUTF8(r.text.String(), "\uFFFD"))
		r.open = nil
	}
	r.text.Reset()
}

// end completes the text, also with what is not UTF-8.
func (r *recording) end() {
	for _, name := range []string{"stdout", "stderr"} {
		if rest := r.split[name]; len(rest) > 0 {
			r.append(name, rest)
		}
	}
	r.flush()
}

// wholeLength is the length of text without a UTF-8 sequence that may go on.
func wholeLength(text []byte) int {
	for i := len(text) - 1; i >= max(len(text)-utf8.UTFMax, 0); i-- {
		if utf8.RuneStart(text[i]) {
			if utf8.FullRune(text[i:]) {
				return len(text)
			}
			return i
		}
	}
	return len(text)
}

var (
	rubbedOut  = regexp.MustCompile("[^\n]\b")
	writtenOff = regexp.MustCompile("[^\n]*\r+([^\r\n])")
)

// overwritten is what a terminal would show of a text: after a carriage return
// the line is written anew, and a backspace takes back a character.
func overwritten(text string) string {
	for strings.Contains(text, "\b") {
		shorter := rubbedOut.ReplaceAllString(text, "")
		if shorter == text {
			break
		}
		text = shorter
	}
	if strings.Contains(text, "\r") {
		text = writtenOff.ReplaceAllString(text, "$1")
	}
	return text
}
