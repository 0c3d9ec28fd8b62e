package command

import (
	"fmt"
	"strings"

	"github.com/gonabla/nabla/kernel/session/cell"
)

// runFormat formats what stands below and puts it in the place of the cell.
func runFormat(c *call) error {
	text, err := cell.Format(c.Body, Form)
	if err != nil {
		return fmt.Errorf("below it, at %w", err)
	}
	c.NextInput, c.InPlace = strings.TrimRight(text, "\n"), true
	return nil
}

// runVet has the cell checked only.
func runVet(c *call) error {
	if !c.First {
		return fmt.Errorf("it must be the first line of the cell, all of which is checked")
	}
	c.Vet = true
	return nil
}
