// Package testrun runs the tests, benchmarks and examples that cells have
// defined, for the command %test, through package testing and with its output.
// Only Go that commands make imports it.
//
// A test runs in a goroutine of its own. One that panics has failed, and the
// others go on: the session outlives it.
package testrun

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"reflect"
	"regexp"
	"runtime"
	"runtime/pprof"
	"strings"
	"testing"
	"time"
)

// Run runs functions, each after its name, with flags such as -test.v. A failure
// ends the program.
func Run(args []string, functions ...any) {
	var tests []testing.InternalTest
	var benchmarks []testing.InternalBenchmark
	for i := 0; i+1 < len(functions); i += 2 {
		name := functions[i].(string)
		switch f := functions[i+1].(type) {
		case func(*testing.T):
			tests = append(tests, testing.InternalTest{Name: name, F: guarded(f)})
		case func(*testing.B):
			benchmarks = append(benchmarks, testing.InternalBenchmark{Name: name, F: f})
		default:
			fmt.Fprintf(os.Stderr, "%s has the wrong signature: it must be func(t *testing.T), or func(b *testing.B) for a benchmark\n", name)
			os.Exit(2)
		}
	}
	if code := run(args, tests, benchmarks); code != 0 {
		os.Exit(code)
	}
}

// guarded makes a panic a failure of the test.
func guarded(f func(*testing.T)) func(*testing.T) {
	return func(t *testing.T) {
		defer func() {
			if v := recover(); v != nil {
				t.Errorf("panic: %v%s", v, calls())
			}
		}()
		f(t)
	}
}

// calls lists the calls in cells that led to a panic, innermost first.
func calls() string {
	var b strings.Builder
	pc := make([]uintptr, 100)
	frames := runtime.CallersFrames(pc[:runtime.Callers(0, pc)])
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.File, "cell-") {
			fmt.Fprintf(&b, "\n%s:%d, in %s", f.File, f.Line, strings.TrimPrefix(f.Function, "main."))
		}
		if !more {
			return b.String()
		}
	}
}

// flags are those of package testing, which registers them once in a process.
// Cells may use the command line anew.
var flags *flag.FlagSet

// run runs tests with testing's flags in the place of the cell's.
func run(args []string, tests []testing.InternalTest, benchmarks []testing.InternalBenchmark) int {
	defer func(old *flag.FlagSet) { flag.CommandLine = old }(flag.CommandLine)
	if flags == nil {
		flags = ownFlags()
	}
	flag.CommandLine = flags
	flags.Usage = func() {
		fmt.Fprintf(os.Stderr, "the flags of %s are those that `go help testflag` lists\n", flags.Name())
	}
	flags.VisitAll(func(f *flag.Flag) { f.Value.Set(f.DefValue) })
	if err := flags.Parse(args); err != nil {
		return 2
	}
	return testing.MainStart(dependencies{}, tests, benchmarks, nil, nil).Run()
}

// ownFlags has testing register its flags in a set of their own.
func ownFlags() *flag.FlagSet {
	old := flag.CommandLine
	flag.CommandLine = flag.NewFlagSet("%test", flag.ContinueOnError)
	testing.Init()
	if flag.Lookup("test.v") == nil {
		return old // a cell has had them registered
	}
	return flag.CommandLine
}

// dependencies are what the go command's test programs give to testing.
type dependencies struct{}

var errNoFuzzing = errors.New("fuzzing needs test programs of its own: use go test")

func (dependencies) ImportPath() string                          { return "notebook" }
func (dependencies) ModulePath() string                          { return "notebook" }
func (dependencies) MatchString(pat, str string) (bool, error)   { return regexp.MatchString(pat, str) }
func (dependencies) SetPanicOnExit0(bool)                        {}
func (dependencies) StartCPUProfile(w io.Writer) error           { return pprof.StartCPUProfile(w) }
func (dependencies) StopCPUProfile()                             { pprof.StopCPUProfile() }
func (dependencies) StartTestLog(io.Writer)                      {}
func (dependencies) StopTestLog() error                          { return nil }
func (dependencies) RunFuzzWorker(func(corpusEntry) error) error { return errNoFuzzing }
func (dependencies) CheckCorpus([]any, []reflect.Type) error     { return nil }
func (dependencies) ResetCoverage()                              {}
func (dependencies) SnapshotCoverage()                           {}

func (dependencies) WriteProfileTo(name string, w io.Writer, level int) error {
	return pprof.Lookup(name).WriteTo(w, level)
}

func (dependencies) CoordinateFuzzing(time.Duration, int64, time.Duration, int64, int, []corpusEntry, []reflect.Type, string, string) error {
	return errNoFuzzing
}

func (dependencies) ReadCorpus(string, []reflect.Type) ([]corpusEntry, error) { return nil, nil }

func (dependencies) InitRuntimeCoverage() (mode string, tearDown func(string, string) (string, error), snapcov func() float64) {
	return "", nil, nil
}

// corpusEntry is testing's type of that name.
type corpusEntry = struct {
	Parent     string
	Path       string
	Data       []byte
	Values     []any
	Generation int
	IsSeed     bool
}
