package session

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// startFiles starts a session with start-up files, by name. What cells show is
// returned with DIR in place of their folder.
func startFiles(t *testing.T, files map[string]string) (s *Session, run func(number int, code string) string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "prelude"), 0o777); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	out := &transcript{}
	config := testConfig(t, out)
	config.Startup = dir
	s, err := New(context.Background(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.Background()) })
	return s, func(number int, code string) string {
		t.Helper()
		return strings.ReplaceAll(runCell(s, out, number, code), dir, "DIR")
	}
}

// The files run in order before the first cell, which shows what they show and
// why one has failed; what they define is there in every cell, also after %reset.
func TestStartup(t *testing.T) {
	t.Setenv("STARTED", "")
	_, run := startFiles(t, map[string]string{
		"init.go":         "%env STARTED=yes\nimport str \"strings\"\nbase := 40\nfunc add(n int) int { return base + n }",
		"prelude/10_a.go": "fmt.Println(\"a\", add(1))",
		"prelude/20_b.go": "wrong := 1\nuse(missing)",
		"prelude/30_c.go": "list := []int{1}\nfunc at(i int) int {\n\treturn list[i]\n}\nat(1)",
		"prelude/40_d.go": "%reset",
		"prelude/50_e.go": "%nothing",
		"prelude/60_f.go": "late := 7",
		"other.go":        "panic(1)",
	})
	const started = `Set: STARTED="yes"
a 41
[stderr] The start-up file DIR/prelude/20_b.go has failed:
DIR/prelude/20_b.go:2:1: undefined: use
    use(missing)
    ^
DIR/prelude/20_b.go:2:5: undefined: missing
    use(missing)
        ^
The start-up file DIR/prelude/30_c.go has failed:
Panic: runtime error: index out of range [1] with length 1

DIR/prelude/30_c.go:3, in at
    return list[i]
DIR/prelude/30_c.go:5
    at(1)
The start-up file DIR/prelude/40_d.go has failed:
DIR/prelude/40_d.go:1: %reset: a start-up file cannot do this: put it into a cell
    %reset
The start-up file DIR/prelude/50_e.go has failed:
DIR/prelude/50_e.go:1: %nothing: there is no such command: %help lists all
    %nothing
`
	for number, test := range []struct{ code, want string }{
		{`str.ToUpper(fmt.Sprint(add(2), " x ", os.Getenv("STARTED"), late))`, started + "[result] \"42 X YES7\"\n"},
		{"at(5)", `[error] Panic: runtime error: index out of range [5] with length 1

DIR/prelude/30_c.go:3, in at
    return list[i]
cell 2, line 1
    at(5)
`},
		{"base = 50\nextra := 3\nadd(1)", "[result] 51\n"},
		{"%reset\nadd(1)", started + "Everything is forgotten, and go.mod is as in a new session.\n[result] 41\n"},
		{"extra", "[error] line 1, column 1: undefined: extra\n    extra\n    ^\n"},
		{"wrong", "[error] line 1, column 1: undefined: wrong\n    wrong\n    ^\n"},
		{"%history 2", "5: extra\n6: wrong\n"},
	} {
		if got := run(number+1, test.code); got != test.want {
			t.Errorf("cell %d: %s\nshows\n%s\nwant\n%s", number+1, test.code, got, test.want)
		}
	}
	if got := run(20, "%ls"); !strings.Contains(got, "add   func    func(n int) int  init.go") {
		t.Errorf("%%ls shows\n%s", got)
	}
}

// In place of a worker that has died there is one in which the files have run,
// and their variables have the values that were saved, or are made again.
func TestStartupInAnotherWorker(t *testing.T) {
	s, run := startFiles(t, map[string]string{
		"init.go": "log.SetPrefix(\"prefix \")\nlog.SetFlags(0)\ncount := 1\nticks := make(chan int, 1)\nother := make(chan int)\nchanged := 1\ntype T struct{ A int }\nvalue := T{1}\nfunc f() string { return \"first\" }",
	})
	run(1, "count = 5\nchanged := \"text\"\nfunc f() string { return \"second\" }\nother := make(chan string)\ntype T struct{ A, B int }\nvalue = T{1, 2}\nown := 8")
	kill(s)
	const want = `[stderr] the worker was ended by a signal (killed) since the last cell
A new worker was started. 5 of 6 variables are there, as they were after cell 1 or as the start-up files make them; types and functions, too. Run the cells again that set the others.
[display text/html] variable  type
changed   string       restored, as after cell 1
count     int          restored, as after cell 1
other     chan string  gone: it holds a channel
own       int          restored, as after cell 1
ticks     chan int     made again by DIR/init.go
value     main.T       restored, as after cell 1
[result] "second", 5, "text", 8, T{A: 1, B: 2}
`
	if got := run(2, "ticks <- 1\nf(), count, changed, own, value"); got != want {
		t.Errorf("it shows\n%s\nwant\n%s", got, want)
	}
	if got := run(3, "log.SetOutput(os.Stdout)\nlog.Print(len(ticks))"); got != "prefix 1\n" {
		t.Errorf("what the file has set is not: %q", got)
	}
}

// A file that ends the worker, or never ends, keeps nobody from working.
func TestStartupThatFails(t *testing.T) {
	s, run := startFiles(t, map[string]string{
		"init.go":        "n := 1",
		"prelude/die.go": "import \"syscall\"\nsyscall.Kill(syscall.Getpid(), syscall.SIGKILL)\nselect {}",
		"prelude/ok.go":  "m := 2",
	})
	if got := run(1, "m"); !strings.Contains(got, "The start-up file DIR/prelude/die.go has failed:\nError: the worker was ended by a signal (killed)\n") || !strings.HasSuffix(got, "[result] 2\n") {
		t.Errorf("it shows\n%s", got)
	}
	kill(s)
	if got := run(2, "n, m"); !strings.HasSuffix(got, "[result] 1, 2\n") || strings.Contains(got, "die.go") {
		t.Errorf("it shows\n%s", got)
	}
}

// An interrupt ends the files while the first cell waits for them.
func TestStartupInterrupted(t *testing.T) {
	began := filepath.Join(t.TempDir(), "began")
	s, run := startFiles(t, map[string]string{"init.go": "first := 1", "prelude/a.go": fmt.Sprintf("os.WriteFile(%q, nil, 0o600)\nfor {\n}", began), "prelude/b.go": "second := 2"})
	shown := make(chan string)
	go func() { shown <- run(1, "first") }()
	waitUntil(t, func() bool {
		_, err := os.Stat(began)
		return err == nil
	})
	s.Interrupt()
	const want = "[stderr] The start-up file DIR/prelude/a.go has failed:\nInterrupted: interrupted at DIR/prelude/a.go:"
	if got := <-shown; !strings.HasPrefix(got, want) || !strings.HasSuffix(got, "[result] 1\n") {
		t.Errorf("it shows\n%s", got)
	}
	if got := run(2, "second"); !strings.Contains(got, "undefined: second") {
		t.Errorf("the file after it was run: %s", got)
	}
}
