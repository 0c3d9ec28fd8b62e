package session

import (
	"bytes"
	"context"
	"flag"
	"go/build/constraint"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/gonabla/nabla/kernel/build/buildtest"
	"github.com/gonabla/nabla/kernel/interp"
)

// programsIn chooses among the programs of Go's own test suite.
var programsIn = flag.String("programs", ".", "a regular expression for the programs of Go's test suite")

// isProgram is how a file of Go's test suite begins that is run as it is.
var isProgram = regexp.MustCompile(`(?m)\A(//.*\n|\n)*// run\n`)

// A suiteProgram is a program of Go's own test suite, and what go run shows of it.
type suiteProgram struct{ name, code, output string }

// suitePrograms reads the programs below a folder that run on this system.
func suitePrograms(t *testing.T, root string) (list []suiteProgram) {
	chosen := regexp.MustCompile(*programsIn)
	err := filepath.WalkDir(root, func(file string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(file, ".go") {
			return err
		}
		code, err := os.ReadFile(file)
		name, _ := filepath.Rel(root, file)
		if err != nil || strings.Contains(name, ".dir/") || !isProgram.Match(code) || !chosen.MatchString(name) || !builds(code) {
			return err
		}
		output, _ := os.ReadFile(strings.TrimSuffix(file, ".go") + ".out")
		list = append(list, suiteProgram{name, string(code), string(output)})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// builds reports whether the build constraint of a file holds.
func builds(code []byte) bool {
	for line := range bytes.Lines(code) {
		if expr, err := constraint.Parse(strings.TrimSpace(string(line))); err == nil {
			return expr.Eval(func(tag string) bool {
				return tag == "linux" || tag == "amd64" || tag == "gc" || tag == "unix" || strings.HasPrefix(tag, "go1.")
			})
		}
		if bytes.HasPrefix(line, []byte("package ")) {
			break
		}
	}
	return true
}

// TestSuitePrograms runs the programs of Go's own test suite, about a thousand, one
// after the other in one session. They are those in the folder that
// NABLA_TEST_PROGRAMS names; in the long form of the tests, those in the
// distribution if it has them. Each exits with status 0 and shows what is in the
// file beside it, or nothing, as with go run; but for those in differing.
func TestSuitePrograms(t *testing.T) {
	root := os.Getenv("NABLA_TEST_PROGRAMS")
	if root == "" && os.Getenv("NABLA_TEST_LONG") != "" {
		root = filepath.Join(buildtest.Toolchain(t).GoRoot(), "test")
	}
	if _, err := os.Stat(root); err != nil {
		t.Skip("there are no programs of Go's test suite")
	}
	list := suitePrograms(t, root)
	t.Chdir(root) // some compile others
	s, out := newTestSession(t)
	for i, p := range list {
		if differing[p.name] != "" {
			continue
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		begin := time.Now()
		got, _ := execute(ctx, nil, s, out, interp.ExecuteRequest{ID: uint64(i + 1), Code: p.code, Count: i + 1})
		got = strings.ReplaceAll(got, "[stderr] ", "") // the suite compares both together
		cancel()
		if got != p.output {
			t.Errorf("%s (%.1f s) shows\n%.2000s\nwant\n%.1000s", p.name, time.Since(begin).Seconds(), got, p.output)
		}
	}
	t.Logf("%d programs", len(list)-len(differing))
}

// differing are the programs that show something else than with go run, and why.
var differing = map[string]string{
	"fixedbugs/bug347.go":     named,
	"fixedbugs/bug348.go":     named,
	"fixedbugs/issue22083.go": named,
	"fixedbugs/issue27201.go": named,
	"fixedbugs/issue4562.go":  named,
	"fixedbugs/issue5856.go":  named,
	"fixedbugs/issue7690.go":  named,
	"fixedbugs/bug369.go":     runnersOnly,
	"fixedbugs/issue21317.go": runnersOnly,
	"linkobj.go":              runnersOnly,
	"fixedbugs/issue9110.go":  "it leaves goroutines that wait for a Cond, which are named",
	"nilptr.go":               "it looks at addresses that the system gives to the data of executables",
	"zerosize.go":             "the addresses of variables without size may be equal or not",
}

const (
	named       = "it looks for its own file name in traces, where the number of its cell is"
	runnersOnly = "it needs the environment variable STDLIB_IMPORTCFG of the suite's own runner"
)
