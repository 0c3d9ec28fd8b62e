package session

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// A cell that prints very much loses no line, and the lines keep their order among
// what it shows through package gonbui.
func TestManyLines(t *testing.T) {
	s, out := newTestSession(t)
	const lines, every = 100_000, 1_000
	code := fmt.Sprintf(`import "github.com/janpfeifer/gonb/gonbui"

for i := range %d {
	if i %% %d == 0 {
		gonbui.DisplayMarkdown(fmt.Sprint("before ", i))
	}
	fmt.Println("line", i)
}`, lines, every)
	start := time.Now()
	got := runCell(s, out, 1, code)
	t.Logf("%d lines a second", int(lines/time.Since(start).Seconds()))
	var want strings.Builder
	for i := range lines {
		if i%every == 0 {
			fmt.Fprintf(&want, "[display text/markdown] before %d\n", i)
		}
		fmt.Fprintln(&want, "line", i)
	}
	if got != want.String() {
		t.Errorf("%d bytes came, want %d", len(got), want.Len())
	}
}
