package main

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/gonabla/nabla/kernel/notebook"
)

// A runProgress shows how far the cells of a notebook are: on a terminal in one
// line, which the next cell overwrites unless it failed, otherwise in a line
// for every cell that has ended.
type runProgress struct {
	out      *os.File
	terminal bool
	name     string
	started  time.Time
	ran      int
	failed   int
}

func newRunProgress(out *os.File) *runProgress {
	return &runProgress{out: out, terminal: newProgress(out).terminal}
}

// begin is called before a notebook is run.
func (p *runProgress) begin(name string) {
	p.name, p.started, p.ran, p.failed = name, time.Now(), 0, 0
	if p.terminal {
		fmt.Fprintf(p.out, "%s: starting", name)
	}
}

func (p *runProgress) show(now notebook.Progress) {
	p.ran = now.Number
	if now.Error != nil {
		p.failed++
	}
	line := fmt.Sprintf("%s: cell %d of %d", p.name, now.Number, now.Total)
	if now.Done {
		line += fmt.Sprintf(", %.2f s", now.Took.Seconds())
	} else if !p.terminal {
		return
	} else {
		line += "  " + firstLine(now.Cell.Source)
	}
	if now.Error != nil {
		line += ", " + now.Error.Name
	}
	if !p.terminal {
		fmt.Fprintln(p.out, line)
		return
	}
	fmt.Fprintf(p.out, "\r%s\x1b[K", line)
	if now.Error != nil {
		fmt.Fprintln(p.out)
	}
}

// end is called when the notebook has been run, or as much of it as could be.
func (p *runProgress) end() {
	start := ""
	if p.terminal {
		start = "\r\x1b[K"
	}
	verdict := ""
	if p.failed > 0 {
		verdict = fmt.Sprintf(", %d failed", p.failed)
	}
	fmt.Fprintf(p.out, "%s%s: %d cells run%s, %.1f s\n", start, p.name, p.ran, verdict, time.Since(p.started).Seconds())
}

// colour is an ANSI sequence that sets one.
var colour = regexp.MustCompile("\x1b\\[[0-9;]*m")

// text is what can be shown of a traceback: colours are for terminals.
func (p *runProgress) text(traceback []string) string {
	text := strings.Join(traceback, "\n")
	if p.terminal {
		return text
	}
	return colour.ReplaceAllString(text, "")
}

// firstLine is the beginning of a cell, as far as it fits beside the rest.
func firstLine(source string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(source), "\n")
	if short := []rune(line); len(short) > 40 {
		return string(short[:39]) + "…"
	}
	return line
}
