package session

import (
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/gonabla/nabla/kernel/build/buildtest"
)

// interruptAfter runs a cell and interrupts it as soon as it has printed, or
// compiles for long enough to be running.
func interruptAfter(t *testing.T, s *Session, out *transcript, number int, code string) string {
	t.Helper()
	ended := make(chan string, 1)
	go func() { ended <- runCell(s, out, number, code) }()
	waitUntil(t, s.cellRuns)
	if strings.Contains(code, "running") {
		waitToShow(t, out, "running")
	}
	time.Sleep(100 * time.Millisecond) // into the loop
	s.Interrupt()
	select {
	case text := <-ended:
		return text
	case <-time.After(time.Minute):
		t.Fatalf("an interrupt does not end\n%s", code)
		return ""
	}
}

// cellRuns reports whether the statements of a cell run.
func (s *Session) cellRuns() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.running) > 0 && s.running[0].loaded
}

func TestInterrupt(t *testing.T) {
	for _, test := range []struct{ name, code, want string }{
		{"empty loop", "n := 41\nfor {\n}", "interrupted at cell 2, line 2"},
		{"counting", "n := 41\nfor {\n\tcount++\n}", "interrupted at cell 2, line 2"},
		{"nested", "n := 41\nfor i := 0; ; i++ {\n\tfor j := range 1000 {\n\t\tcount += j\n\t}\n}", "interrupted at cell 2, line"},
		{"goto", "n := 41\nagain:\n\tcount++\n\tgoto again", "interrupted at cell 2, line 4"},
		{"in a function", "func spin() { for { count++ } }\nn := 41\nspin()", "interrupted at cell 2, line 1"},
		{"recover", "n := 41\nfunc try() { defer func() { recover() }(); for { count++ } }\nfor { try() }", "interrupted at cell 2, line"},
		{"printing", "n := 41\nfor {\n\tfmt.Fprint(io.Discard, count)\n}", "interrupted at cell 2, line 2"},
		{"range over channel", "n := 41\nfor range ch {\n}", "interrupted at cell 2, line 2"},
		{"recursion", "func fib(n int) int { if n < 2 { return n }; return fib(n-1) + fib(n-2) }\nn := 41\nfib(100)", "interrupted at cell 2, line 1"},
		{"library", "n := 41\nregexp.MustCompile(`(a*)*(b|a)*c`).MatchString(strings.Repeat(\"a\", 1<<26))", "interrupted at cell 2, line 2"},
		{"comparison in a library", "n := 41\nsort.Slice(make([]int, 1<<24), func(i, j int) bool { return len(fmt.Sprint(i)) < 3 })", "interrupted at cell 2, line 2"},
		{"sleep", "n := 41\ntime.Sleep(time.Hour)", "interrupted at cell 2, line 2"},
		{"timer", "n := 41\n<-time.After(time.Hour)", "interrupted at cell 2, line 2"},
		{"receive", "n := 41\n<-make(chan int)", "interrupted at cell 2, line 2"},
		{"send", "n := 41\nmake(chan int) <- n", "interrupted at cell 2, line 2"},
		{"nil channel", "n := 41\nvar none chan int\n<-none", "interrupted at cell 2, line 3"},
		{"select", "n := 41\nselect {\ncase <-make(chan int):\ncase make(chan string) <- \"\":\n}", "interrupted at cell 2, line 2"},
		{"empty select", "n := 41\nselect {}", "interrupted at cell 2, line 2"},
		{"network", "n := 41\nl, _ := net.Listen(\"tcp\", \"127.0.0.1:0\")\ndefer l.Close()\nl.Accept()", "interrupted at cell 2, line 4"},
		{"child process", "n := 41\nexec.Command(\"sleep\", \"1000\").Run()", "interrupted at cell 2, line 2"},
		{"helpers", "n := 41\nvar g sync.WaitGroup\nfor range 4 { g.Go(func() { for { time.Sleep(time.Second) } }) }\ng.Wait()", "interrupted at cell 2, line"},
		{"mutex", "n := 41\nvar mu sync.Mutex\nmu.Lock()\nmu.Lock()", "could not be stopped: it waits for a mutex at cell 2, line 4"},
		{"group", "n := 41\nvar g sync.WaitGroup\ng.Add(1)\ng.Wait()", "it waits for a WaitGroup at cell 2, line 4"},
		{"system call", "n := 41\nsyscall.Read(func() int { var p [2]int; syscall.Pipe(p[:]); return p[0] }(), make([]byte, 1))", "it is in a system call at cell 2, line 2"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, out := newTestSession(t)
			if strings.HasPrefix(test.want, "interrupted") {
				s.patience = time.Minute // a busy machine may take its time
			}
			runCell(s, out, 1, "count := 0\nch := make(chan int, 1)\ngo func() { for { ch <- 1 } }()")
			text := interruptAfter(t, s, out, 2, strings.Replace(test.code, "n := 41", "n := 41; fmt.Println(\"running\")", 1))
			if !strings.Contains(text, test.want) {
				t.Errorf("shows\n%s\nwant %q", text, test.want)
			}
			if got := runCell(s, out, 3, "n++\nn"); got != "[result] 42\n" {
				t.Errorf("after the interrupt n++ shows %q, want 42", got)
			}
		})
	}
}

// A kernel that a shell script has started in the background ignores SIGINT. The
// processes of its cells do not.
func TestInterruptInTheBackground(t *testing.T) {
	buildtest.Toolchain(t)
	const script = `trap "" INT; exec "$0" -test.v -test.run='^TestInterrupt$/^child_process$'`
	text, err := exec.Command("sh", "-c", script, os.Args[0]).CombinedOutput()
	if err != nil || !strings.Contains(string(text), "--- PASS: TestInterrupt/child_process") {
		t.Errorf("%v\n%s", err, text)
	}
}

func TestDeferredFunctionsRunOnInterrupt(t *testing.T) {
	s, out := newTestSession(t)
	text := interruptAfter(t, s, out, 1, "defer fmt.Println(\"deferred\")\nfor {\n}")
	if !strings.HasPrefix(text, "deferred\n[error] Interrupted") {
		t.Errorf("shows %q", text)
	}
}

func TestGoroutinesOfOtherCellsSurviveAnInterrupt(t *testing.T) {
	s, out := newTestSession(t)
	runCell(s, out, 1, "var ticks atomic.Int64\ngo func() { for { ticks.Add(1); runtime.Gosched() } }()")
	interruptAfter(t, s, out, 2, "for {\n}")
	if got := runCell(s, out, 3, "before := ticks.Load()\nfor i := 0; i < 10_000 && ticks.Load() == before; i++ { time.Sleep(time.Millisecond) }\nticks.Load() > before"); got != "[result] true\n" {
		t.Errorf("shows %q: the goroutine of an earlier cell has ended", got)
	}
}

func TestSecondInterruptRestartsTheWorker(t *testing.T) {
	s, out := newTestSession(t)
	runCell(s, out, 1, "n := 41\nfunc twice(x int) int { return 2 * x }")
	text := interruptAfter(t, s, out, 2, "//nabla:nocheck\nfunc spin() { for {} }\nspin()")
	if !strings.Contains(text, "it computes without calling functions at cell 2, line 2") {
		t.Errorf("shows %q", text)
	}
	interruptAgain(s)
	waitToShow(t, out, "All variables are there")
	out.take()
	if got := runCell(s, out, 3, "twice(4)"); got != "[result] 8\n" {
		t.Errorf("a function after the restart: %q", got)
	}
	if got := runCell(s, out, 4, "n"); got != "[result] 41\n" {
		t.Errorf("a variable after the restart: %q", got)
	}
}

func TestSecondInterruptKeepsAWorkerThatWaits(t *testing.T) {
	s, out := newTestSession(t)
	interruptAfter(t, s, out, 1, "n := 41\nvar mu sync.Mutex\nmu.Lock()\nmu.Lock()")
	interruptAgain(s)
	waitToShow(t, out, "The worker was not restarted")
	out.take()
	if got := runCell(s, out, 2, "n"); got != "[result] 41\n" {
		t.Errorf("a variable afterwards: %q", got)
	}
}

func TestLateOutputIsMarked(t *testing.T) {
	s, out := newTestSession(t)
	interruptAfter(t, s, out, 1, "var mu sync.Mutex\nmu.Lock()\ndefer fmt.Print(\"one\\ntwo\\n\")\nmu.Lock()")
	got := runCell(s, out, 2, "mu.Unlock()")
	waitUntil(t, func() bool {
		got += out.take()
		return strings.Contains(got, "two\n")
	})
	got = strings.TrimPrefix(got, "[in cell 1] ") // if it comes while the second cell runs
	if got != "[late output of cell 1] one\n[late output of cell 1] two\n" {
		t.Errorf("shows %q", got)
	}
}

func TestInterruptOfCompilation(t *testing.T) {
	s, out := newTestSession(t)
	ended := make(chan string, 1)
	code := "import \"no.such.host.invalid/x/y\"\n1"
	go func() { ended <- runCell(s, out, 1, code) }()
	waitUntil(t, func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return len(s.running) > 0 || len(ended) > 0 // before it could be interrupted
	})
	s.Interrupt()
	if got := <-ended; !strings.Contains(got, "Interrupted") && !strings.Contains(got, "cannot import") {
		t.Errorf("shows %q", got)
	}
	if got := runCell(s, out, 2, "1"); got != "[result] 1\n" {
		t.Errorf("the next cell shows %q", got)
	}
}

func TestWorkerDies(t *testing.T) {
	s, out := newTestSession(t)
	runCell(s, out, 1, "n := 1\nfunc f() int { return 5 }")
	got := runCell(s, out, 2, "syscall.Kill(os.Getpid(), syscall.SIGKILL)\ntime.Sleep(time.Minute)")
	if !strings.Contains(got, "WorkerDied") || !strings.Contains(got, "All variables are there") {
		t.Errorf("shows %q", got)
	}
	if got := runCell(s, out, 3, "f()"); got != "[result] 5\n" {
		t.Errorf("the next cell shows %q", got)
	}
}
