package worker_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gonabla/nabla/kernel/build"
	"github.com/gonabla/nabla/kernel/worker"
)

// TestKernelProcess is not a test, but the kernel that the next test kills: it
// starts a worker, runs a cell that starts a child process, and says who they are.
func TestKernelProcess(t *testing.T) {
	data := os.Getenv("NABLA_TEST_KERNEL")
	if data == "" {
		t.Skip("started by TestKernelKilled")
	}
	session, err := build.NewSession(data)
	if err != nil {
		t.Fatal(err)
	}
	n := newNotebookWith(t, worker.Options{SessionDir: session.Dir, SessionLock: session.Lock})
	n.run("fmt os/exec", "", `c := exec.Command("sleep", "1000"); c.Start(); fmt.Println(c.Process.Pid)`)
	fmt.Printf("\nhere: %d %s %s\n", n.worker.Pid(), strings.TrimSpace(n.text()), session.Dir)
	if os.Getenv("NABLA_TEST_BUSY") != "" {
		n.starts("", "", "for {}")
	}
	time.Sleep(time.Hour)
}

// When the kernel is killed, worker, child processes and files go too, even
// while a cell computes.
func TestKernelKilled(t *testing.T) {
	newNotebook(t) // prepares
	for _, busy := range []string{"", "yes"} {
		kernel := exec.Command(os.Args[0], "-test.run=^TestKernelProcess$", "-test.v")
		kernel.Env = append(os.Environ(), "NABLA_TEST_KERNEL="+t.TempDir(), "NABLA_TEST_BUSY="+busy, "TMPDIR="+persistentTempDir(t))
		out, err := kernel.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := kernel.Start(); err != nil {
			t.Fatal(err)
		}
		var pid, child int
		var dir string
		for lines := bufio.NewScanner(out); dir == "" && lines.Scan(); {
			if rest, ok := strings.CutPrefix(lines.Text(), "here: "); ok {
				fmt.Sscanf(rest, "%d %d", &pid, &child)
				dir = strings.SplitN(rest, " ", 3)[2]
			}
		}
		if pid == 0 || child == 0 {
			t.Fatalf("the kernel does not say who its processes are: %d, %d, %q", pid, child, dir)
		}
		kernel.Process.Kill()
		kernel.Wait()
		eventually(t, func() bool {
			_, err := os.Stat(dir)
			return err != nil && !alive(pid) && !alive(child)
		})
	}
}

// persistentTempDir makes a folder that is removed even if a compiler, which
// the killed kernel had started, still writes to it for a moment.
func persistentTempDir(t *testing.T) string {
	dir, err := os.MkdirTemp("", "nabla-kernel")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { eventually(t, func() bool { return os.RemoveAll(dir) == nil }) })
	return dir
}

// If both are killed, the next session removes what they left.
func TestBothKilled(t *testing.T) {
	data := t.TempDir()
	session, err := build.NewSession(data)
	if err != nil {
		t.Fatal(err)
	}
	n := newNotebookWith(t, worker.Options{SessionDir: session.Dir, SessionLock: session.Lock})
	session.Lock.Close() // ours; the worker still has its own
	second, err := build.NewSession(data)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if _, err := os.Stat(session.Dir); err != nil {
		t.Fatal("the session was removed while its worker lives")
	}
	n.worker.Kill()
	<-n.worker.Exited()
	third, err := build.NewSession(data)
	if err != nil {
		t.Fatal(err)
	}
	defer third.Close()
	if dirs, _ := filepath.Glob(filepath.Join(data, "sessions", "session-*")); len(dirs) != 2 {
		t.Errorf("sessions %v, want the two in use", dirs)
	}
}

// eventually waits until done is true.
func eventually(t *testing.T, done func() bool) {
	t.Helper()
	for range 10000 {
		if done() {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatal("it does not come to what it should, such as processes and files that are gone")
}

// alive reports whether a process exists and is no zombie.
func alive(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err == nil && !strings.Contains(string(stat), ") Z ")
}
