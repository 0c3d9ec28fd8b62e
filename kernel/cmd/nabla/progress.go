package main

import (
	"fmt"
	"os"

	"github.com/gonabla/nabla/kernel/build"
)

// A progress shows on the terminal what build.Prepare does: the phase, and how
// far it is. In a file or a pipe it writes a line for each phase only.
type progress struct {
	out      *os.File
	terminal bool
	phase    string
}

func newProgress(out *os.File) *progress {
	info, err := out.Stat()
	return &progress{out: out, terminal: err == nil && info.Mode()&os.ModeCharDevice != 0}
}

func (p *progress) show(now build.Progress) {
	if now.Phase != p.phase {
		p.end()
		p.phase = now.Phase
		fmt.Fprintf(p.out, "  %s", p.phase)
	}
	if p.terminal && now.Total > 0 {
		fmt.Fprintf(p.out, "\r  %s  %d of %d\x1b[K", p.phase, now.Done, now.Total)
	}
}

// end ends the line of the phase that is shown.
func (p *progress) end() {
	if p.phase != "" {
		fmt.Fprintln(p.out)
	}
	p.phase = ""
}
