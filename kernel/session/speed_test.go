package session

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var speed = flag.String("speed", "", "write what checks for interrupts cost into this file")

// TestSpeed measures the same functions in a cell and in a program made by go build,
// in turns, and writes a table of the ratios. What it finds is not asserted.
func TestSpeed(t *testing.T) {
	if *speed == "" {
		t.Skip("measures only with -speed")
	}
	source, err := os.ReadFile("testdata/speed.go.txt")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "program")
	if err := os.WriteFile(program+".go", []byte("package main\n"+string(source)+"func main() { measure() }\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("go", "build", "-o", program, program+".go").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	s, out := newTestSession(t)
	runCell(s, out, 1, string(source))
	cell, plain, names := map[string]int64{}, map[string]int64{}, []string{}
	for round := range 12 {
		note(cell, runCell(s, out, 2+round, "measure()"))
		text, err := exec.Command(program).Output()
		if err != nil {
			t.Fatal(err)
		}
		names = note(plain, string(text))
	}
	var table strings.Builder
	fmt.Fprintf(&table, "| | go build | cell | ratio |\n|---|---:|---:|---:|\n")
	for _, name := range names {
		fmt.Fprintf(&table, "| %s | %.1f µs | %.1f µs | %.2f |\n", name,
			float64(plain[name])/1000, float64(cell[name])/1000, float64(cell[name])/float64(plain[name]))
	}
	writeBetween(t, *speed, "checks", table.String())
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
