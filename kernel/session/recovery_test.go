package session

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/session/scope"
)

var (
	everyGap = flag.Bool("everygap", false, "kill the worker in every gap between cells of every script, not in one of one")
	gapSeed  = flag.Uint64("gapseed", 0, "the seed that chooses the gap in which the worker is killed; 0 for a new one")
)

// awaitSaved waits until the variables are saved, or will not be.
func awaitSaved(s *Session) {
	s.mu.Lock()
	done := s.saving
	s.mu.Unlock()
	<-done
}

// kill ends the worker, as the operating system does when memory is short.
func kill(s *Session) {
	s.mu.Lock()
	w := s.worker
	s.mu.Unlock()
	syscall.Kill(w.Pid(), syscall.SIGKILL)
	<-w.Exited()
}

// quit ends the worker, if there is one, as Control-\ ends a Go program.
func (s *Session) quit() {
	s.mu.Lock()
	w := s.worker
	s.mu.Unlock()
	if w != nil {
		syscall.Kill(w.Pid(), syscall.SIGQUIT)
	}
}

var hexadecimal = regexp.MustCompile(`0x[0-9a-f]+`)

// valuesOf has the variables shown, without addresses: all by one cell, or if that
// fails each by a cell of its own.
func valuesOf(s *Session, out *transcript) map[string]string {
	s.mu.Lock()
	variables := s.state.Defs(scope.Var)
	s.mu.Unlock()
	const format = "fmt_of_test.Printf(\"\\x00%s\\x01%%T %%+v\\x00\", %[1]s, %[1]s)\n"
	all := ""
	for _, v := range variables {
		all += fmt.Sprintf(format, v.Name)
	}
	values := map[string]string{}
	show := func(code string) bool {
		r := s.Execute(context.Background(), interp.ExecuteRequest{Code: "import fmt_of_test \"fmt\"\n" + code})
		for _, part := range strings.Split(out.take(), "\x00") {
			if name, value, ok := strings.Cut(part, "\x01"); ok {
				values[name] = hexadecimal.ReplaceAllString(value, "0x")
			}
		}
		return r.Error == nil
	}
	if all == "" || show(all) {
		return values
	}
	clear(values)
	for _, v := range variables {
		show(fmt.Sprintf(format, v.Name))
	}
	return values
}

// TestKilledInGap kills the worker between two cells of a script: every variable
// has the value that it had, or the table names it as gone. With -everygap that
// is done in every gap of every script.
func TestKilledInGap(t *testing.T) {
	files, _ := filepath.Glob(*scripts)
	if *everyGap {
		for _, file := range files {
			file, _ := filepath.Abs(file)
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { killInGaps(t, readScript(t, file)) })
		}
		return
	}
	seed := *gapSeed
	if seed == 0 {
		seed = uint64(time.Now().UnixNano())
	}
	random := rand.New(rand.NewPCG(seed, 0))
	file := files[random.IntN(len(files))]
	script := readScript(t, file)
	n := 1 + random.IntN(len(script.cells))
	t.Logf("seed %d: %s, after cell %d", seed, file, n)
	t.Chdir(t.TempDir())
	killAfter(t, newGapSession(t, script), n)
}

// A gapSession has run some of the cells of a script.
type gapSession struct {
	*Session
	out    *transcript
	script *script
	cells  int  // that have run
	worn   bool // not all that the cells have set is there: the others would not run as they should
}

func newGapSession(t *testing.T, script *script) *gapSession {
	s, out := script.start(t)
	return &gapSession{Session: s, out: out, script: script}
}

// killInGaps kills the worker after each cell. Where all variables were restored
// the session goes on with the next cell; otherwise another begins anew.
func killInGaps(t *testing.T, script *script) {
	t.Chdir(t.TempDir())
	s := newGapSession(t, script)
	for n := range script.cells {
		if s.worn {
			s.Close(context.Background())
			s = newGapSession(t, script)
		}
		killAfter(t, s, n+1)
	}
}

// killAfter kills the worker when the first n cells have run.
func killAfter(t *testing.T, s *gapSession, n int) {
	for ; s.cells < n; s.cells++ {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second) // some wait for what ended with a worker
		s.script.cells[s.cells].run(ctx, s.Session, s.out, s.cells+1)
		cancel()
	}
	before := valuesOf(s.Session, s.out)
	awaitSaved(s.Session)
	kill(s.Session)
	table := runCell(s.Session, s.out, n+1, "1")
	after := valuesOf(s.Session, s.out)
	for name, want := range before {
		got, there := after[name]
		gone := regexp.MustCompile(`(?m)^(\[display text/html\] )?` + regexp.QuoteMeta(name) + ` .* gone: `).MatchString(table)
		if there == gone || there && got != want {
			t.Errorf("after cell %d: %s was %q and is %q; the table says\n%s", n, name, want, got, table)
		}
		s.worn = s.worn || !there
	}
}

// TestEndings ends the worker in several ways, of which some come while a cell
// runs: what was saved is there, and the session goes on.
func TestEndings(t *testing.T) {
	s, out := newTestSession(t)
	runCell(s, out, 1, "import (\"syscall\"; \"unsafe\"; \"time\")\ntype node struct { v int; next *node }\nlist := &node{1, &node{2, nil}}")
	for i, end := range []string{
		"list.v = 9\nsyscall.Kill(syscall.Getpid(), syscall.SIGKILL)\ntime.Sleep(time.Hour)",
		"list.v = 9\nsyscall.Kill(syscall.Getpid(), syscall.SIGSEGV)\ntime.Sleep(time.Hour)",
		"junk := uintptr(0xdead0000)\n*(*uintptr)(unsafe.Pointer(&list)) = junk\nlist.v = 1",
		"x := make([]*int, 1000)\np := unsafe.Pointer(unsafe.SliceData(x))\nfor i := -1 << 18; i < 1 << 20; i++ { *(*uintptr)(unsafe.Add(p, i*8)) = 0xdeadbeef }",
	} {
		text := runCell(s, out, 2*i+2, end)
		if !strings.Contains(text, "WorkerDied") {
			kill(s)
			text = runCell(s, out, 2*i+2, "0")
		}
		if !strings.Contains(text, "list") {
			t.Errorf("after %s:\n%s", end, text)
		}
		got := runCell(s, out, 2*i+3, "*list.next, list.v")
		if !strings.Contains(text, "gone") && got != "[result] {2 <nil>}\n1\n" && !strings.Contains(got, "2") {
			t.Errorf("after %s:\n%s\n%s", end, text, got)
		}
		runCell(s, out, 2*i+3, "list := &node{1, &node{2, nil}}")
	}
}

// TestSavingWhatChanges saves variables that goroutines of a cell change all the
// time: the worker lives, what keeps still is saved, and the maps and slices that
// do not are either named or have a value that they had.
func TestSavingWhatChanges(t *testing.T) {
	s, out := newTestSession(t)
	runCell(s, out, 1, `still := []string{"a", "b"}
moving := map[int][]*int{}
var grows []*[2]int
var either any
var text string
go func() {
	for i := 0; ; i++ {
		moving[i%1000] = append(moving[i%1000], &i)
		if i%5000 == 0 { clear(moving) }
	}
}()
go func() {
	for i := 0; ; i++ {
		grows = append(grows, &[2]int{i, i})
		if i%1000 == 0 { grows = grows[:0:0] }
		if i%2 == 0 { either, text = &[2]int{i, i}, "" } else { either, text = "text of some length", "text of some length" }
	}
}()`)
	w := s.worker
	for i := range 30 {
		if got := runCell(s, out, i+2, "len(still)"); got != "[result] 2\n" {
			t.Fatalf("cell %d: %s", i+2, got)
		}
		s.mu.Lock()
		if s.worker != w || !s.saved.kept["still"] {
			t.Errorf("saved %+v", s.saved)
		}
		s.mu.Unlock()
	}
	kill(s)
	table := runCell(s, out, 40, "fmt.Println(still)")
	if !strings.Contains(table, "[a b]") {
		t.Error(table)
	}
}

// BenchmarkRecovery saves variables of several sizes, kills the worker, and
// measures the time until a cell has run in the next one.
func BenchmarkRecovery(b *testing.B) {
	for _, test := range []struct{ name, code string }{
		{"none", "1"},
		{"numbers-0.1MB", "data := make([]float64, 100_000/8)"},
		{"numbers-10MB", "data := make([]float64, 10_000_000/8)"},
		{"numbers-1000MB", "data := make([]float64, 1_000_000_000/8)"},
		{"nodes-10MB", "type node struct { value int; next *node }\nvar list *node\nfor i := range 10_000_000/16 { list = &node{i, list} }"},
		{"map-10MB", "m := map[int]string{}\nfor i := range 300_000 { m[i] = \"0123456789abcdef\" }"},
	} {
		b.Run(test.name, func(b *testing.B) {
			s, out := newTestSession(b)
			s.SetSnapshot(Snapshot{Bytes: 2 << 30, Time: time.Minute})
			var saving, recovering time.Duration
			for i := range b.N {
				runCell(s, out, 2*i+1, test.code)
				s.mu.Lock()
				saving += s.saved.took
				b.ReportMetric(float64(s.saved.bytes), "bytes")
				s.mu.Unlock()
				kill(s)
				begin := time.Now()
				s.Execute(context.Background(), interp.ExecuteRequest{Code: "0"})
				recovering += time.Since(begin)
				awaitSaved(s)
				out.take()
			}
			b.ReportMetric(saving.Seconds()*1000/float64(b.N), "ms/snapshot")
			b.ReportMetric(recovering.Seconds()*1000/float64(b.N), "ms/recovery")
		})
	}
}
