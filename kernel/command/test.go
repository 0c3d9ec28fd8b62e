package command

import (
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Tests says which tests a cell is to run.
type Tests struct {
	Line  int
	flags []string
}

// runTest runs tests and benchmarks.
func runTest(c *call) error {
	t := &Tests{Line: c.Line}
	for _, arg := range c.args {
		if name, ok := strings.CutPrefix(arg, "-"); ok && !strings.HasPrefix(name, "test.") {
			arg = "-test." + strings.TrimPrefix(name, "-")
		}
		t.flags = append(t.flags, arg)
	}
	c.Tests = t
	return nil
}

// Call is the Go that runs the tests, given the functions of the cell and those
// of the cells before it. Without flags those of the cell run, verbosely, and
// all others only when it has none.
func (t *Tests) Call(own, earlier []string) (Insertion, error) {
	names := testNames(own)
	if len(names) == 0 || t.has("-test.run") || t.has("-test.bench") {
		names = testNames(slices.Concat(own, earlier))
	}
	if len(names) == 0 {
		return Insertion{}, errors.New("there are no tests: define func TestName(t *testing.T), or func BenchmarkName(b *testing.B)")
	}
	flags := t.flags
	if !t.has("-test.v") {
		flags = append([]string{"-test.v"}, flags...)
	}
	isBenchmark := func(name string) bool { return strings.HasPrefix(name, "Benchmark") }
	if !t.has("-test.bench") && !t.has("-test.run") && slices.ContainsFunc(names, isBenchmark) {
		flags = append(flags, "-test.bench=.")
	}
	text := "Run([]string{" + quoted(flags) + "}"
	for _, name := range names {
		text += ", " + quoted([]string{name}) + ", " + name
	}
	return Insertion{End, t.Line, "", incell + "testrun", text + ")"}, nil
}

func (t *Tests) has(flag string) bool {
	return slices.ContainsFunc(t.flags, func(f string) bool { return f == flag || strings.HasPrefix(f, flag+"=") })
}

// testNames returns those names that package testing takes for tests and
// benchmarks, each once.
func testNames(functions []string) []string {
	var names []string
	for _, f := range functions {
		for _, prefix := range []string{"Test", "Benchmark"} {
			rest, ok := strings.CutPrefix(f, prefix)
			first, _ := utf8.DecodeRuneInString(rest)
			if ok && f != "TestMain" && !unicode.IsLower(first) && !slices.Contains(names, f) {
				names = append(names, f)
			}
		}
	}
	return names
}
