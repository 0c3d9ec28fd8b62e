package session

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/gonabla/nabla/kernel/interp"
)

// shadowing are the scripts in which other cells take Go's own names away from
// those above.
var shadowing = []string{"names"}

// often are the scripts whose cells run twice also in the short form of the
// tests.
var often = []string{"redefine", "rename", "carried", "types", "declarations", "programs", "aside"}

// runAgain runs all cells of a script once more in the session in which they
// ran. What they show may be different by now, but no cell may fail to compile
// that did not before.
func runAgain(t *testing.T, s *Session, out *transcript, ar *txtar.Archive, number int) {
	name := t.Name()[strings.LastIndexByte(t.Name(), '/')+1:]
	if os.Getenv("NABLA_TEST_LONG") == "" && !slices.Contains(often, name) || slices.Contains(shadowing, name) {
		return
	}
	for i, f := range ar.Files {
		if strings.HasSuffix(f.Name, ".out") {
			continue
		}
		if strings.HasSuffix(f.Name, ".in") {
			continue
		}
		number++
		failed := slices.ContainsFunc(ar.Files[i+1:min(i+3, len(ar.Files))], func(o txtar.File) bool {
			return o.Name == f.Name+".out" && strings.Contains(string(o.Data), "[error]")
		})
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second) // it may wait for what happened before
		text, err := execute(ctx, userOf(ar.Files[i+1:], f.Name, out), s, out, interp.ExecuteRequest{
			ID: uint64(number), Code: strings.TrimSuffix(string(f.Data), "\n"), Count: number, CellID: f.Name, Store: true,
		})
		cancel()
		if err != nil && !failed && slices.Contains([]string{"CompileError", "LinkError", "Error", "WorkerDied"}, err.Name) {
			t.Errorf("cell %s, run again:\n%s\nshows\n%s", f.Name, f.Data, text)
		}
	}
}
