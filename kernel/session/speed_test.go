package session

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var speed = flag.String("speed", "", "write what checks for interrupts cost into this file")

// TestSpeed measures the same functions in a cell and in programs made by go build,
// in turns, and writes a table of the ratios. Every turn is a new process, of the
// worker too: where its memory happens to lie makes a difference. One of the programs holds as much memory as the worker does for itself, so
// that the collector comes as often. What it finds is not asserted.
func TestSpeed(t *testing.T) {
	if *speed == "" {
		t.Skip("measures only with -speed")
	}
	source, err := os.ReadFile("testdata/speed.go.txt")
	if err != nil {
		t.Fatal(err)
	}
	var held int
	inNewSession(t, func(run func(source string) string) {
		if _, err := fmt.Sscan(run("{ runtime.GC(); var m runtime.MemStats; runtime.ReadMemStats(&m); fmt.Println(m.HeapAlloc) }"), &held); err != nil {
			t.Fatal(err)
		}
	})
	plain, holding := buildProgram(t, string(source), 0), buildProgram(t, string(source), held)
	best := map[string]map[string]int64{"cell": {}, plain: {}, holding: {}}
	var names []string
	for range 20 {
		inNewSession(t, func(run func(source string) string) {
			run(string(source))
			names = note(best["cell"], run("measure()"))
		})
		for _, program := range []string{plain, holding} {
			text, err := exec.Command(program).Output()
			if err != nil {
				t.Fatal(err)
			}
			note(best[program], string(text))
		}
	}
	var table strings.Builder
	fmt.Fprintf(&table, "| | go build | cell | ratio | go build, with %.1f MB in use | ratio |\n|---|---:|---:|---:|---:|---:|\n", float64(held)/1e6)
	for _, name := range names {
		cell, first, second := float64(best["cell"][name]), float64(best[plain][name]), float64(best[holding][name])
		fmt.Fprintf(&table, "| %s | %.1f µs | %.1f µs | %.2f | %.1f µs | %.2f |\n", name, first/1000, cell/1000, cell/first, second/1000, cell/second)
	}
	writeBetween(t, *speed, "checks", table.String())
}

// inNewSession gives f what runs cells in a session that ends with it.
func inNewSession(t *testing.T, f func(run func(source string) string)) {
	s, out := newTestSession(t)
	defer s.Close(context.Background())
	number := 0
	f(func(source string) string {
		number++
		return runCell(s, out, number, source)
	})
}

// buildProgram makes a program of the functions that holds some memory.
func buildProgram(t *testing.T, source string, held int) string {
	program := filepath.Join(t.TempDir(), "program")
	text := fmt.Sprintf("package main\n%s\nvar held = make([]byte, %d)\nfunc main() { measure(); held[0]++ }\n", source, held+1)
	if err := os.WriteFile(program+".go", []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("go", "build", "-o", program, program+".go").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program
}

// note keeps the least time of each name, and returns the names.
func note(best map[string]int64, text string) (names []string) {
	for line := range strings.Lines(text) {
		name, figure, _ := strings.Cut(strings.TrimSpace(line), ": ")
		var ns int64
		if _, err := fmt.Sscan(figure, &ns); err == nil {
			if old, ok := best[name]; !ok || ns < old {
				best[name] = ns
			}
			names = append(names, name)
		}
	}
	return names
}

// writeBetween puts text between the marks of that name in a file.
func writeBetween(t *testing.T, file, name, text string) {
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	begin, end := "<!-- "+name+" below -->\n\n", "<!-- "+name+" above -->"
	before, rest, ok := strings.Cut(string(b), begin)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no marks %q", file, begin)
	}
	if err := os.WriteFile(file, []byte(before+begin+text+"\n"+end+after), 0o666); err != nil {
		t.Fatal(err)
	}
}
