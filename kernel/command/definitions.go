package command

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/command/listing"
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
	l := listing.Listing{Head: []string{"Name", "Kind", "Type", "Cell", ""}}
	for _, kind := range kinds {
		for _, d := range list {
			if d.Kind == kind {
				l.Add(d.Name, d.Kind, strings.TrimPrefix(d.Type, d.Name+" "), origin(d), remark(d))
			}
		}
	}
	c.Show(l.Bundle())
	return nil
}

// remark tells of definitions that their cell has lost.
func remark(d Definition) string {
	if d.Orphaned {
		return "not in the cell any more"
	}
	return ""
}

// origin names the cell or the start-up file that defined something.
func origin(d Definition) string {
	switch {
	case d.File != "":
		return filepath.Base(d.File)
	case d.Cell == 0:
		return ""
	}
	return strconv.Itoa(d.Cell)
}

// runRemove forgets definitions. A method is written as Type.Method or, as in
// GoNB, Type~Method; a type takes its methods along. What is not defined is said,
// and is no error, as in GoNB.
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
			c.Write(wire.Stderr, fmt.Appendf(nil, "%s is not defined: %%ls lists what is\n", name))
			continue
		}
		names = append(names, name)
		for _, d := range known {
			if known[i].Kind == "type" && d.Kind == "method" && strings.HasPrefix(d.Name, name+".") {
				names = append(names, d.Name)
			}
		}
	}
	if len(names) == 0 {
		return nil
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
