package command

import (
	"errors"
	"fmt"
	"go/token"
	"strings"
)

// runDoc shows what is known about a name: the comment of a definition of the
// session, or what `go doc` says.
func runDoc(c *call) error {
	if len(c.args) != 1 {
		return c.usage()
	}
	if d := c.definition(c.args[0]); d != nil && d.Kind != "import" {
		comment, text := documentation(d, c.Source(d.Name))
		c.Page(markdown(fmt.Sprintf("```go\n%s\n```\n\n%s", text, comment), strings.TrimSpace(text+"\n\n"+comment)))
		return nil
	}
	return c.goDoc()
}

// runSrc shows the source of a name.
func runSrc(c *call) error {
	if len(c.args) != 1 {
		return c.usage()
	}
	if d := c.definition(c.args[0]); d == nil || d.Kind == "import" {
		return c.goDoc("-src")
	}
	source := c.Source(c.args[0])
	if source == "" {
		return errors.New("its source is not known")
	}
	c.Page(goText(source))
	return nil
}

func (c *call) definition(name string) *Definition {
	for _, d := range c.Definitions() {
		if d.Name == name {
			return &d
		}
	}
	return nil
}

// goDoc shows what the go command says about the argument. The package before
// the first dot may be named as the cells do.
func (c *call) goDoc(flags ...string) error {
	name, symbol, dotted := strings.Cut(c.args[0], ".")
	path, known := c.args[0], false
	if token.IsIdentifier(name) {
		path, known = c.PackagePath(name)
	}
	args := append(flags, path)
	if !known {
		args = append(flags, c.args[0])
	} else if dotted {
		args = append(args, symbol)
	}
	text, err := c.GoDoc(c, args)
	if err != nil && !known && strings.Contains(err.Error(), "no buildable Go source files") {
		return fmt.Errorf("nothing is known about %s: %%ls lists what the cells have defined; a package is named by its path", c.args[0])
	}
	if err != nil {
		return err
	}
	c.Page(goText(text))
	return nil
}

// goText is a bundle of Go.
func goText(text string) (b bundle) {
	text = strings.TrimRight(text, "\n")
	return markdown("```go\n"+text+"\n```", text)
}

// documentation parts the comment above a declaration from its text. Of a
// variable the text is its type, and the body of a function is left out.
func documentation(d *Definition, source string) (comment, text string) {
	text = source
	var lines []string
	for {
		line, rest, more := strings.Cut(text, "\n")
		said, ok := strings.CutPrefix(line, "//")
		if !ok || !more {
			break
		}
		if !strings.HasPrefix(said, "go:") {
			lines = append(lines, strings.TrimPrefix(said, " "))
		}
		text = rest
	}
	switch d.Kind {
	case "func", "method":
		text = signature(text)
	case "var":
		text = fmt.Sprintf("var %s %s", d.Name, d.Type)
	}
	return strings.Join(lines, "\n"), text
}
