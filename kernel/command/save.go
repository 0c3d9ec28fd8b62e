package command

import "github.com/gonabla/nabla/display/wire"

// runSave writes the session as a program.
func runSave(c *call) error {
	if len(c.args) != 1 {
		return c.usage()
	}
	name := expand(c.args[0])
	notes, err := c.Save(c, name)
	for _, note := range notes {
		c.Write(wire.Stderr, []byte(note+"\n"))
	}
	if err == nil {
		c.printf("%s: written", name)
	}
	return err
}
