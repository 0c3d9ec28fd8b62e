package display

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/gonabla/nabla/display/wire"
)

// Input asks the user for a line of text and waits for it. In a notebook the
// front end shows a field with the prompt before it; outside, the prompt is
// printed and the answer read from standard input. The end of the line is not
// part of the answer. The error is [io.EOF] when the input has ended, and
// otherwise says why nobody can be asked.
func Input(prompt string) (string, error) {
	return ask(wire.Question{Prompt: prompt})
}

// Password asks as [Input] does, for an answer that must not be seen while it
// is typed. In a terminal of Linux the answer is not shown; where that cannot
// be had, the error says so and nothing is read.
func Password(prompt string) (string, error) {
	return ask(wire.Question{Prompt: prompt, Password: true})
}

// inNotebook reports whether questions go to a notebook; tests say so too.
var inNotebook = wire.Connected

// ask asks where there is somebody to ask.
func ask(q wire.Question) (string, error) {
	if !inNotebook() {
		return askTerminal(os.Stdin, os.Stdout, q)
	}
	answer, err := wire.Ask(q)
	if err != nil {
		return "", fmt.Errorf("display: %w", err)
	}
	return answer, nil
}

// askTerminal writes the prompt and reads the answer. What is typed after the
// prompt has come is hidden already.
func askTerminal(in *os.File, out io.Writer, q wire.Question) (string, error) {
	if q.Password && isTerminal(in) {
		show, err := hideTyping(in)
		if err != nil {
			return "", fmt.Errorf("display: the password would be seen: %w", err)
		}
		defer fmt.Fprintln(out) // for the newline that was not shown
		defer show()
	}
	fmt.Fprint(out, q.Prompt)
	return readLine(in)
}

// readLine reads one line, byte by byte, so that what comes after it is left
// for others.
func readLine(in io.Reader) (string, error) {
	var line strings.Builder
	var c [1]byte
	for {
		n, err := in.Read(c[:])
		switch {
		case n > 0 && c[0] == '\n':
			return strings.TrimSuffix(line.String(), "\r"), nil
		case n > 0:
			line.WriteByte(c[0])
		case err == io.EOF && line.Len() > 0:
			return line.String(), nil
		case err != nil:
			return "", err
		}
	}
}
