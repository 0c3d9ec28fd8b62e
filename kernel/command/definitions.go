package command

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// kinds are those of definitions, in the order in which they are listed.
var kinds = []string{"import", "const", "type", "method", "func", "var"}

// runList shows what the cells have defined.
func runList(c *call) error {
	list := c.Definitions()
	if len(list) == 0 {
		c.printf("Nothing is defined yet.")
		return nil
	}
	l := listing{head: []string{"Name", "Kind", "Type", "Cell"}}
	for _, kind := range kinds {
		for _, d := range list {
			if d.Kind == kind {
				l.add(d.Name, d.Kind, strings.TrimPrefix(d.Type, d.Name+" "), cellNumber(d.Cell))
			}
		}
	}
	c.Show(l.bundle())
	return nil
}

func cellNumber(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// runRemove forgets definitions. A method is written as Type.Method or, as in
// GoNB, Type~Method; a type takes its methods along.
func runRemove(c *call) error {
	if len(c.args) == 0 {
		return c.usage()
	}
	known := c.Definitions()
	var names []string
	for _, name := range c.args {
		name = strings.Replace(strings.TrimSuffix(name, ","), "~", ".", 1)
		i := slices.IndexFunc(known, func(d Definition) bool { return d.Name == name })
		if i < 0 {
			return fmt.Errorf("%s is not defined: %%ls lists what is", name)
		}
		names = append(names, name)
		for _, d := range known {
			if known[i].Kind == "type" && d.Kind == "method" && strings.HasPrefix(d.Name, name+".") {
				names = append(names, d.Name)
			}
		}
	}
	c.Forget(names)
	c.printf("Removed: %s", strings.Join(names, ", "))
	return nil
}

// runReset forgets everything, or only the modules.
func runReset(c *call) error {
	moduleOnly := c.flag("go.mod")
	if len(c.args) > 0 {
		return c.usage()
	}
	if err := c.Reset(c, moduleOnly); err != nil {
		return err
	}
	if moduleOnly {
		c.printf("go.mod is as in a new session.")
	} else {
		c.printf("Everything is forgotten, and go.mod is as in a new session.")
	}
	return nil
}

// runWho names the variables.
func runWho(c *call) error {
	var names []string
	for _, d := range c.Definitions() {
		if d.Kind == "var" {
			names = append(names, d.Name)
		}
	}
	if len(names) == 0 {
		c.printf("There are no variables yet.")
	} else {
		c.printf("%s", strings.Join(names, "  "))
	}
	return nil
}
