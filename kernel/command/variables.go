package command

import (
	"fmt"
	"strings"
)

// runWho names the variables.
func runWho(c *call) error {
	var names []string
	for _, d := range c.variables() {
		names = append(names, d.Name)
	}
	if len(names) == 0 {
		c.printf("There are no variables yet.")
	} else {
		c.printf("%s", strings.Join(names, "  "))
	}
	return nil
}

// runWhos shows the variables with their values, which the cell itself reads.
func runWhos(c *call) error {
	list := c.variables()
	if len(list) == 0 {
		c.printf("There are no variables yet.")
		return nil
	}
	var args []string
	for _, d := range list {
		args = append(args, fmt.Sprintf("%q, %q, %d, &%s", d.Name, d.Type, d.Cell, d.Name))
	}
	c.insert(Above, "", incell+"variables", "Show("+strings.Join(args, ", ")+")")
	return nil
}

func (c *call) variables() (list []Definition) {
	for _, d := range c.Definitions() {
		if d.Kind == "var" {
			list = append(list, d)
		}
	}
	return list
}
