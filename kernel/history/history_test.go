package history

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func newLog(t *testing.T) *Log { return Open(filepath.Join(t.TempDir(), "of a user", "history.jsonl")) }

func begin(t *testing.T, l *Log) int {
	t.Helper()
	n, err := l.Begin()
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func enter(t *testing.T, l *Log, session, line int, input string) {
	t.Helper()
	if err := l.Entered(session, line, input); err != nil {
		t.Fatal(err)
	}
}

// all describes the entries, the newest first.
func all(t *testing.T, l *Log) string {
	t.Helper()
	var b strings.Builder
	for e, err := range l.Entries() {
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%d/%d %s", e.Session, e.Line, e.Input)
		if e.Output != "" {
			fmt.Fprintf(&b, " = %s", e.Output)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestEntries(t *testing.T) {
	l := newLog(t)
	if got := all(t, l); got != "" {
		t.Errorf("at first there is %q", got)
	}
	if n, err := l.Last(); n != 0 || err != nil {
		t.Errorf("the last session is %d, %v", n, err)
	}
	one, other := begin(t, l), begin(t, l)
	enter(t, l, one, 1, "a\nb «ü»")
	enter(t, l, other, 1, "c")
	if err := l.Resulted(one, 1, "7"); err != nil {
		t.Fatal(err)
	}
	enter(t, l, one, 2, "")
	if got, want := all(t, l), "1/2 \n2/1 c\n1/1 a\nb «ü» = 7\n"; got != want {
		t.Errorf("the entries are %q, want %q", got, want)
	}
	if n, err := l.Last(); n != 2 || err != nil {
		t.Errorf("the last session is %d, %v", n, err)
	}
	if info, err := os.Stat(l.path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others can read it: %v, %v", info.Mode(), err)
	}
}

// What a kernel that was killed has left does not hurt, nor does what is no
// record at all.
func TestTornLine(t *testing.T) {
	l := newLog(t)
	n := begin(t, l)
	enter(t, l, n, 1, "first")
	f, err := os.OpenFile(l.path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(f, "[1, 2]\n\n{\"session\":-4,\"line\":2,\"input\":\"x\"}\n\x00\xff\n{\"session\":1,\"line\":2,\"inp")
	f.Close()
	enter(t, l, n, 3, "third")
	if got, want := all(t, l), "1/3 third\n1/1 first\n"; got != want {
		t.Errorf("the entries are %q, want %q", got, want)
	}
}

// Lines may be longer than what is read at once.
func TestLongLines(t *testing.T) {
	l := newLog(t)
	n := begin(t, l)
	long := strings.Repeat("long ", chunk)
	enter(t, l, n, 1, "first")
	enter(t, l, n, 2, long)
	enter(t, l, n, 3, long)
	if err := l.Resulted(n, 3, long); err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf("1/3 %s = %s…\n1/2 %[1]s\n1/1 first\n", long, long[:kept])
	if got := all(t, l); got != want {
		t.Errorf("%d bytes of entries, want %d", len(got), len(want))
	}
}

// Kernels that write at the same time lose nothing, and no two sessions have the
// same number, also when the file is shortened meanwhile.
func TestManyKernels(t *testing.T) {
	path := newLog(t).path
	const kernels, cells = 8, 40
	var group sync.WaitGroup
	numbers := make([]int, kernels)
	for k := range kernels {
		group.Go(func() {
			l := Open(path) // as another process: it has a file of its own
			l.patience = time.Minute
			n, err := l.Begin()
			if err != nil {
				t.Error(err)
				return
			}
			numbers[k] = n
			for i := range cells {
				if err := l.Entered(n, i+1, "x"); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	seen := map[int]bool{}
	for _, n := range numbers {
		seen[n] = true
	}
	if len(seen) != kernels {
		t.Errorf("the numbers are %v", numbers)
	}
	if got := strings.Count(all(t, Open(path)), "\n"); got != kernels*cells {
		t.Errorf("%d of %d cells are there", got, kernels*cells)
	}
}

// A file that is too long loses its older half, and the numbers go on.
func TestShorten(t *testing.T) {
	l := newLog(t)
	l.limit = 10_000
	var n int
	for range 30 {
		n = begin(t, l)
		for i := range 20 {
			enter(t, l, n, i+1, fmt.Sprintf("cell %d of session %d", i+1, n))
		}
	}
	info, err := os.Stat(l.path)
	if err != nil || info.Size() > l.limit+5_000 || info.Size() < l.limit/4 {
		t.Errorf("the file has %d bytes, %v", info.Size(), err)
	}
	if n != 30 {
		t.Errorf("the last session has the number %d", n)
	}
	got := all(t, l)
	if !strings.HasPrefix(got, "30/20 cell 20 of session 30\n") || strings.Contains(got, " session 1\n") {
		t.Errorf("the entries are\n%s", got)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(l.path), ".history-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// Who holds the lock for ever holds nobody up for long.
func TestLocked(t *testing.T) {
	l := newLog(t)
	n := begin(t, l)
	f, err := os.Open(l.path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX); err != nil {
		t.Fatal(err)
	}
	l.patience = 10 * time.Millisecond
	if err := l.Entered(n, 1, "x"); err == nil || !strings.Contains(err.Error(), "locked by another program") {
		t.Errorf("the error is %v", err)
	}
}

func TestNoFile(t *testing.T) {
	l := Open(filepath.Join(t.TempDir(), "file", "history"))
	if err := os.WriteFile(filepath.Dir(l.path), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Begin(); err == nil {
		t.Error("there is no error")
	}
	failed := false
	for _, err := range l.Entries() {
		failed = failed || err != nil
	}
	if !failed {
		t.Error("reading gives no error")
	}
}

// FuzzRead: whatever the file holds, reading it ends, and writing goes on.
func FuzzRead(f *testing.F) {
	f.Add([]byte("{\"session\":1,\"began\":\"2026\"}\n{\"session\":1,\"line\":1,\"input\":\"x\"}\n{\"session"))
	f.Add([]byte("\n\n\x00"))
	f.Fuzz(func(t *testing.T, content []byte) {
		l := Open(filepath.Join(t.TempDir(), "history"))
		if err := os.WriteFile(l.path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		before := strings.Count(all(t, l), "\n")
		n := begin(t, l)
		enter(t, l, n, 1, "new")
		after := all(t, l)
		if !strings.HasPrefix(after, fmt.Sprintf("%d/1 new\n", n)) || strings.Count(after, "\n") != before+1 {
			t.Errorf("the entries are %q", after)
		}
	})
}

// BenchmarkEntered is what a cell pays for being remembered.
func BenchmarkEntered(b *testing.B) {
	l := Open(filepath.Join(b.TempDir(), "history.jsonl"))
	for b.Loop() {
		if err := l.Entered(1, 1, "mathlib.Gradient(f, []float64{2, 1})"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTail is what a console asks for when it begins, of a long history.
func BenchmarkTail(b *testing.B) {
	l := Open(filepath.Join(b.TempDir(), "history.jsonl"))
	line := []byte(`{"session":1,"line":1,"input":"` + strings.Repeat("x", 200) + "\"}\n")
	if err := os.WriteFile(l.path, bytes.Repeat(line, limit/len(line)), 0o600); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		n := 0
		for range l.Entries() {
			if n++; n == 1000 {
				break
			}
		}
	}
}
