package command

import (
	"errors"
	"os"
	"strings"
)

// split cuts the text of a command into arguments at blanks. Double quotes hold
// together what is between them; there \n, \t, \" and \\ mean what they mean in
// Go.
func split(text string) ([]string, error) {
	var args []string
	var arg strings.Builder
	open, any := false, false
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '"':
			open, any = !open, true
		case open && c == '\\' && i+1 < len(text):
			i++
			arg.WriteString(unescape(text[i]))
		case !open && (c == ' ' || c == '\t' || c == '\n'):
			if any {
				args = append(args, arg.String())
				arg.Reset()
				any = false
			}
		default:
			arg.WriteByte(c)
			any = true
		}
	}
	if open {
		return nil, errors.New(`a double quote is not closed: write \" for one that is meant`)
	}
	if any {
		args = append(args, arg.String())
	}
	return args, nil
}

func unescape(c byte) string {
	switch c {
	case 'n':
		return "\n"
	case 't':
		return "\t"
	case '"', '\\':
		return string(c)
	}
	return `\` + string(c)
}

// expand puts the user's folder for ~ and the values of environment variables
// for $NAME and ${NAME}, as a shell does in the name of a file.
func expand(file string) string {
	if home, err := os.UserHomeDir(); err == nil && (file == "~" || strings.HasPrefix(file, "~/")) {
		file = home + file[1:]
	}
	return os.ExpandEnv(file)
}

// flag takes a flag off the front of the arguments.
func (c *call) flag(name string) bool {
	if len(c.args) > 0 && c.args[0] == name {
		c.args = c.args[1:]
		return true
	}
	return false
}
