package session

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// shadowing are the scripts in which other cells take Go's own names away from
// those above.
var shadowing = []string{"names"}

// often are the scripts whose cells run twice also in the short form of the
// tests.
var often = []string{"processes", "goprograms", "redefine", "rename", "carried", "types", "declarations", "programs", "aside"}

// runAgain runs all cells of a script once more in the session in which they
// ran. What they show may be different by now, but no cell may fail to compile
// that did not before.
func runAgain(t *testing.T, s *Session, out *transcript, cells []scriptCell) {
	name := t.Name()[strings.LastIndexByte(t.Name(), '/')+1:]
	if os.Getenv("NABLA_TEST_LONG") == "" && !slices.Contains(often, name) || slices.Contains(shadowing, name) {
		return
	}
	for i, c := range cells {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second) // it may wait for what happened before
		text, err := c.run(ctx, s, out, len(cells)+i+1)
		cancel()
		failed := strings.Contains(c.want, "[error]")
		if err != nil && !failed && slices.Contains([]string{"CompileError", "LinkError", "Error", "WorkerDied"}, err.Name) {
			t.Errorf("cell %s, run again:\n%s\nshows\n%s", c.name, c.code, text)
		}
	}
}
