package command

import (
	"errors"
	"go/token"
	"strconv"
	"strings"
)

// incell is where the packages are that the Go of commands uses.
const incell = "github.com/gonabla/nabla/kernel/command/incell/"

// runArgs gives the program of the cell its arguments.
func runArgs(c *call) error {
	c.setArgs(c.args)
	return nil
}

// runMain runs what stands below as a program does: with arguments, and with
// the flags parsed.
func runMain(c *call) error {
	if len(c.args) > 0 || !c.hasArgs {
		c.setArgs(c.args)
	}
	c.insert(Above, "", incell+"arguments", "Parse()")
	return nil
}

// runExec calls a function behind everything else in the cell.
func runExec(c *call) error {
	if len(c.args) == 0 {
		return c.usage()
	}
	if !token.IsIdentifier(c.args[0]) {
		return errors.New(c.args[0] + " is not the name of a function: put the call into Go")
	}
	c.setArgs(c.args[1:])
	c.insert(End, "", incell+"arguments", "Parse()")
	c.insert(End, "", "", c.args[0]+"()")
	return nil
}

// setArgs sets os.Args until the cell ends.
func (c *call) setArgs(args []string) {
	c.hasArgs, c.Args = true, args
	// Before everything: variables of the cell may be made of arguments.
	c.insert(Start, "defer ", incell+"arguments", "Set("+quoted(args)+")()")
}

// quoted writes strings as Go, with commas between them.
func quoted(list []string) string {
	text := make([]string, len(list))
	for i, s := range list {
		text[i] = strconv.Quote(s)
	}
	return strings.Join(text, ", ")
}
