package command

import (
	"os"
	"slices"
	"strings"
)

// runEnv sets an environment variable, or shows all or one of them.
func runEnv(c *call) error {
	if len(c.args) == 0 {
		all := os.Environ()
		slices.Sort(all)
		c.printf("%s", strings.Join(all, "\n"))
		return nil
	}
	name, value, ok := strings.Cut(c.Text, "=")
	if ok && !strings.ContainsAny(name, " \t\"") {
		args, err := split(value)
		if err != nil {
			return err
		}
		value = strings.Join(args, " ")
	} else if len(c.args) == 1 {
		c.printf("%s=%q", c.args[0], os.Getenv(c.args[0]))
		return nil
	} else {
		name, value = c.args[0], strings.Join(c.args[1:], " ")
	}
	if err := c.SetEnv(name, value); err != nil {
		return err
	}
	c.printf("Set: %s=%q", name, value)
	return nil
}

// runCd changes the working directory, or shows it.
func runCd(c *call) error {
	if len(c.args) > 1 {
		return c.usage()
	}
	if len(c.args) == 1 {
		if err := c.ChangeDir(expand(c.args[0])); err != nil {
			return err
		}
	}
	dir, err := os.Getwd()
	if err == nil {
		c.printf("Current directory: %q", dir)
	}
	return err
}
