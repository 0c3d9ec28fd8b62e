package command

import (
	"errors"
	"fmt"
	"strings"
)

// runHelp shows the table, or all that there is to know about one command.
func runHelp(c *call) error {
	if len(c.args) > 1 {
		return c.usage()
	}
	if len(c.args) == 0 {
		c.Page(overview())
		return nil
	}
	name := c.args[0]
	rule := Find(name)
	for _, begin := range []string{"%", "%%"} {
		if rule == nil {
			rule = Find(begin + name)
		}
	}
	if rule == nil {
		return fmt.Errorf("there is no command %s: %%help lists all", name)
	}
	c.Page(rule.help())
	return nil
}

// heading is how a command is written.
func (r *Command) heading() string { return strings.TrimSpace(r.Name + " " + r.Args) }

// overview lists all commands.
func overview() bundle {
	var plain, typeset strings.Builder
	width := 0
	for _, r := range table {
		width = max(width, len(r.heading()))
	}
	group := ""
	for _, r := range table {
		if r.Group != group {
			group = r.Group
			fmt.Fprintf(&plain, "\n%s\n", group)
			fmt.Fprintf(&typeset, "\n**%s**\n\n| | |\n|---|---|\n", group)
		}
		fmt.Fprintf(&plain, "  %-*s  %s\n", width, r.heading(), r.Short)
		fmt.Fprintf(&typeset, "| `%s` | %s |\n", strings.ReplaceAll(r.heading(), "|", `\|`), r.Short)
	}
	const more = "Commands begin in the first column and run before the Go of their cell. `%help NAME` says more about one."
	plain.WriteString("\n" + strings.ReplaceAll(more, "`", ""))
	typeset.WriteString("\n" + more)
	return markdown(typeset.String(), strings.TrimPrefix(plain.String(), "\n"))
}

// help is all about one command.
func (r *Command) help() bundle {
	text := r.Short + "."
	if len(r.Also) > 0 {
		text += " Also written " + strings.Join(r.Also, ", ") + "."
	}
	if r.Long != "" {
		text += "\n\n" + r.Long
	}
	return markdown(fmt.Sprintf("`%s`\n\n%s", r.heading(), text), r.heading()+"\n\n"+strings.ReplaceAll(text, "`", ""))
}

// runVersion shows the version.
func runVersion(c *call) error {
	c.printf("%s", c.Version())
	return nil
}

// runWord tells that there is nothing to do.
func runWord(c *call) error {
	c.printf("%s", c.rule.Long)
	return nil
}

// runGX says that a cell is not run.
func runGX(*call) error {
	return errors.New("cells in the language GX are not run here, only cells in Go")
}
