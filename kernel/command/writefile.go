package command

import (
	"os"
)

// runWriteFile writes the text of the cell into a file.
func runWriteFile(c *call) error {
	add := c.flag("-a")
	if len(c.args) != 1 {
		return c.usage()
	}
	file, how, done := expand(c.args[0]), os.O_TRUNC, "written"
	if add {
		how, done = os.O_APPEND, "added"
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_WRONLY|how, 0o666)
	if err != nil {
		return err
	}
	text := c.Body
	if text != "" && text[len(text)-1] != '\n' {
		text += "\n"
	}
	_, err = f.WriteString(text)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		c.printf("%s: %d bytes %s", file, len(text), done)
	}
	return err
}

// runCapture writes what the cell shows into a file.
func runCapture(c *call) error {
	add := c.flag("-a")
	if len(c.args) != 1 {
		return c.usage()
	}
	return c.Capture(expand(c.args[0]), add)
}
