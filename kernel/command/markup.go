package command

import (
	"strings"

	"github.com/gonabla/nabla/display/wire"
)

type bundle = wire.Bundle

func markdown(typeset, plain string) bundle {
	return bundle{Data: map[string][]byte{"text/markdown": []byte(typeset), "text/plain": []byte(plain)}}
}

// runMarkup displays the text of the cell.
func runMarkup(c *call) error {
	text := strings.TrimRight(c.Body, "\n")
	mime := "text/" + strings.TrimPrefix(c.rule.Name, "%%")
	shown := text
	if mime == "text/latex" && !strings.Contains(text, "$") && !strings.Contains(text, `\[`) && !strings.Contains(text, `\begin{`) {
		shown = "$$" + text + "$$" // notebooks show a formula without these as it is written
	}
	c.Show(bundle{Data: map[string][]byte{mime: []byte(shown), "text/plain": []byte(text)}})
	return nil
}
