package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
)

// results has the times in seconds by problem, operator and rival: one, or
// those of several processes.
type results map[figure]span

type figure struct {
	problem         string
	n               int
	operator, rival string
}

// A span is the best and the worst time.
type span struct{ best, worst float64 }

func (r results) enter(p problem, operator, rival string, seconds float64) {
	k := figure{p.name, p.n, operator, rival}
	s, ok := r[k]
	if !ok {
		s = span{seconds, seconds}
	}
	r[k] = span{min(s.best, seconds), max(s.worst, seconds)}
}

// tables writes a table for each problem: times, and below each the multiple of
// mathlib's without bounds.
func (r results) tables() string {
	var b strings.Builder
	for _, p := range problems() {
		fmt.Fprintf(&b, "\n### %s, n = %d\n\n| | %s |\n|---|%s\n", p.title, p.n, strings.Join(rivals, " | "), strings.Repeat("---:|", len(rivals)))
		for _, operator := range operators {
			ours := r[figure{p.name, p.n, operator, withoutBounds}].best
			row := "| " + operator
			for _, rival := range rivals {
				row += " | " + r.cell(figure{p.name, p.n, operator, rival}, ours)
			}
			b.WriteString(row + " |\n")
		}
	}
	return b.String()
}

// cell writes a time, and how many times ours it is.
func (r results) cell(f figure, ours float64) string {
	s, ok := r[f]
	if !ok {
		return "–"
	}
	text := duration(s.best)
	if s.worst > 1.05*s.best {
		text += "…" + duration(s.worst)
	}
	switch {
	case f.rival == withoutBounds:
		return "**" + text + "**"
	case f.operator == value && f.rival == withBounds:
		return text
	}
	return fmt.Sprintf("%s (%s×)", text, ratio(s.best/ours))
}

// ratio writes a ratio with two digits.
func ratio(x float64) string {
	switch {
	case x >= 9.95:
		return fmt.Sprintf("%.0f", x)
	case x >= 0.995:
		return fmt.Sprintf("%.1f", x)
	}
	return fmt.Sprintf("%.2f", x)
}

// duration writes a time with three digits.
func duration(seconds float64) string {
	for _, u := range []struct {
		name string
		size float64
	}{{"s", 1}, {"ms", 1e-3}, {"µs", 1e-6}} {
		if seconds >= u.size {
			return fmt.Sprintf("%.3g %s", seconds/u.size, u.name)
		}
	}
	return fmt.Sprintf("%.3g ns", seconds*1e9)
}

// environment writes what the figures were measured with.
func environment(jax string) string {
	parts := []string{runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH, processor()}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == "gonum.org/v1/gonum" {
				parts = append(parts, "gonum "+m.Version)
			}
		}
	}
	if jax != "" {
		parts = append(parts, jax)
	}
	return strings.Join(parts, ", ") + ".\n"
}

// processor returns the processor's name, where the system tells it.
func processor() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	for _, line := range strings.Split(string(text), "\n") {
		if name, v, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return fmt.Sprintf("%s (%d logical)", strings.TrimSpace(v), runtime.NumCPU())
		}
	}
	return fmt.Sprintf("%d processors", runtime.NumCPU())
}
