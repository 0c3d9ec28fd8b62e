package session

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/interp"
)

// used is how what a cell has used is written.
const used = `wall [\d.]+ [µmn]?s, CPU [\d.]+ [µmn]?s \(user [\d.]+ [µmn]?s, system [\d.]+ [µmn]?s\), \d+ allocations, [\d.]+ [kMG]?B`

// The measuring commands show figures that are never the same twice.
func TestMeasuringCommands(t *testing.T) {
	s, out := newTestSession(t)
	for i, test := range []struct{ code, want string }{
		{"%time", `\[error\] line 1: %time: a statement follows.*\n.*`},
		{"%time 1 + 1", `\[result\] 2\n` + used},
		{"%time x := make([]byte, 1000)\nfmt.Println(len(x))\n%time for range 3 {\n}\nx[0]", used + `\n1000\n` + used + `\n\[result\] 0`},
		{"len(x)", `\[result\] 1000`},
		{"%time // nothing", `\[error\] line 1: %time: what follows on its line is no statement\n.*`},
		{"%time undefined()", `\[error\] line 1, column 7: undefined: undefined\n    %time undefined\(\)\n          \^`},
		{"%%time\nfmt.Println(1)\n2", `1\n\[result\] 2\n` + used},
		{"%%time\npanic(1)", used + `\n\[error\] Panic: 1\n\ncell 8, line 2\n    panic\(1\)`},
		{"1\n%%time", `\[error\] line 2: %%time: it must be the first line of the cell.*\n.*`},
		{"%%bench -n 3\n// a comment\nsum := 0\nfor i := range 100_000 {\n\tsum += i\n}", `[\d.]+ [µmn]?s/op  0 B/op  0 allocs/op  \(3 rounds of \d+, [\d.]+ [µmn]?s to [\d.]+ [µmn]?s\)`},
		{"%%bench -n 6\n_ = make([]byte, 1<<20)\ntime.Sleep(20 * time.Millisecond)", `[\d.]+ [µmn]?s/op ± \d+%  \d+ B/op  \d+ allocs/op  .*`},
		{"%%bench -n 0\n1", `\[error\] line 1: %%bench: -n is followed by the number of rounds.*\n.*`},
		{"%%bench 3\n1", `\[error\] line 1: %%bench: use it as .*\n.*`},
		{"%%bench\nundefined()", `\[error\] line 2, column 1: undefined: undefined\n.*\n.*`},
		{"func BenchmarkAdd(b *testing.B) {\n\tfor b.Loop() {\n\t}\n}\n%test -benchtime=3x", `goos: linux\ngoarch: amd64\npkg: notebook\n(cpu: .*\n)?BenchmarkAdd\nBenchmarkAdd[-\d]*\s+3\s+[\d.]+ ns/op\nPASS`},
	} {
		got := strings.TrimSuffix(runCell(s, out, i+1, test.code), "\n")
		if !regexp.MustCompile(`^` + test.want + `$`).MatchString(got) {
			t.Errorf("%s\nshows\n%s\nwant\n%s", test.code, got, test.want)
		}
	}
}

// An interrupt ends a shell command with all that it has started.
func TestInterruptShellCommand(t *testing.T) {
	s, out := newTestSession(t)
	ctx, cancel := context.WithTimeout(t.Context(), longest)
	go func() {
		out.await(ctx, "started")
		cancel()
	}()
	r := s.Execute(ctx, interp.ExecuteRequest{ID: 1, Count: 1, Code: fmt.Sprintf("x := 1\n!sleep 1000%d & echo started; wait; echo ended", os.Getpid())})
	if r.Error == nil || r.Error.Name != "Interrupted" || r.Error.Message != "interrupted at cell 1, line 2" {
		t.Errorf("the error is %v", r.Error)
	}
	if got := runCell(s, out, 2, fmt.Sprintf("!pgrep -f 'sleep 10[0]0%d' || echo nothing left", os.Getpid())); !strings.Contains(got, "nothing left") {
		t.Errorf("afterwards: %s", got)
	}
}

// What a shell command says of an error stays behind what it has written before.
func TestShellOutputInOrder(t *testing.T) {
	s, out := newTestSession(t)
	for i := range 100 {
		code, want := "!echo out; echo err >&2", "out\n[stderr] err\n"
		if i%2 == 1 {
			code, want = "!echo err >&2; echo out", "[stderr] err\nout\n"
		}
		if got := runCell(s, out, i+1, code); got != want {
			t.Fatalf("%s\nshows %q in run %d", code, got, i+1)
		}
	}
}

// The output of a shell command is shown while it runs, and that of what it
// leaves running is not waited for.
func TestShellOutputIsLive(t *testing.T) {
	s, out := newTestSession(t)
	t.Chdir(t.TempDir())
	runCell(s, out, 1, "%cd .\n!mkfifo gate")
	done := make(chan string)
	go func() { done <- runCell(s, out, 2, "!echo first; read x < gate; echo second") }()
	waitToShow(t, out, "first")
	s2, out2 := newTestSession(t)
	runCell(s2, out2, 1, "!echo go > gate")
	if got := <-done; got != "first\nsecond\n" {
		t.Errorf("shown: %q", got)
	}
	if got := runCell(s, out, 3, "!sleep 1000 & echo at once; echo $! > pid"); got != "at once\n" {
		t.Errorf("with a process in the background: %q", got)
	}
	runCell(s, out, 4, "!kill $(cat pid)")
}

func TestLoadPutsTextIntoNextCell(t *testing.T) {
	s, out := newTestSession(t)
	t.Chdir(t.TempDir())
	runCell(s, out, 1, "%%writefile a.go\nx := 1\nx")
	r := s.Execute(t.Context(), interp.ExecuteRequest{ID: 2, Count: 2, Code: "%load a.go"})
	if r.Error != nil || r.NextInput != "x := 1\nx\n" {
		t.Errorf("%q, %v", r.NextInput, r.Error)
	}
}

func TestShortType(t *testing.T) {
	for text, want := range map[string]string{
		"*gonum.org/v1/gonum/mat.Dense":                      "*mat.Dense",
		"map[main.K][]main.V":                                "map[K][]V",
		"func(...int) (example.com/x-y/domain.T, main.G[a])": "func(...int) (domain.T, G[a])",
		"chan<- net/http.Handler":                            "chan<- http.Handler",
	} {
		if got := shortType(text); got != want {
			t.Errorf("shortType(%q) = %q, want %q", text, got, want)
		}
	}
}
