package command

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// runHistory shows the cells that were run, or the last of them.
func runHistory(c *call) error {
	past := c.History()
	if len(c.args) > 0 {
		n, err := strconv.Atoi(c.args[0])
		if err != nil || n < 1 || len(c.args) > 1 {
			return c.usage()
		}
		past = past[max(0, len(past)-n):]
	}
	for _, p := range past {
		c.printf("%d: %s", p.Number, strings.ReplaceAll(strings.TrimRight(p.Code, "\n"), "\n", "\n   "))
	}
	return nil
}

// mostLoaded is the size up to which a file is taken for the text of a cell.
const mostLoaded = 1 << 20

// runLoad puts the text of a file into a new cell.
func runLoad(c *call) error {
	if len(c.args) != 1 {
		return c.usage()
	}
	if strings.Contains(c.args[0], "://") {
		return fmt.Errorf("it takes a file: fetch this one first, as by !curl -O %s", c.args[0])
	}
	file := expand(c.args[0])
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if len(text) > mostLoaded {
		return fmt.Errorf("%s has %d bytes, which is too much for a cell", file, len(text))
	}
	c.NextInput = string(text)
	c.printf("%s: %d lines for the cell below", file, strings.Count(strings.TrimRight(string(text), "\n")+"\n", "\n"))
	return nil
}
