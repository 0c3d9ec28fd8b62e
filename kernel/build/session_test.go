package build

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
)

func newSession(t *testing.T, dataDir string) *Session {
	t.Helper()
	s, err := NewSession(dataDir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func TestSweep(t *testing.T) {
	data := t.TempDir()
	alive, dead := newSession(t, data), newSession(t, data)
	defer alive.Close()
	dead.Lock.Close() // as when the process ends
	newer := newSession(t, data)
	if !exists(alive.Dir) || !exists(newer.Dir) {
		t.Error("a session in use was removed")
	}
	if exists(dead.Dir) {
		t.Error("an abandoned session was not removed")
	}
	if err := newer.Close(); err != nil || exists(newer.Dir) {
		t.Errorf("Close leaves the folder: %v", err)
	}
}

// The lock lives on in a process that inherited it, as the worker does.
func TestSweepSparesInherited(t *testing.T) {
	data := t.TempDir()
	s := newSession(t, data)
	child := exec.Command("sleep", "1000")
	child.ExtraFiles = []*os.File{s.Lock}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	s.Lock.Close()
	newSession(t, data)
	if !exists(s.Dir) {
		t.Error("a session was removed though a process holds its lock")
	}
	child.Process.Kill()
	child.Wait()
	newSession(t, data)
	if exists(s.Dir) {
		t.Error("the session was not removed after its last process")
	}
}

func TestSessionsAtOnce(t *testing.T) {
	data := t.TempDir()
	var sessions [20]*Session
	var all sync.WaitGroup
	for i := range sessions {
		all.Go(func() {
			var err error
			if sessions[i], err = NewSession(data); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	defer runtime.KeepAlive(sessions) // a file that nobody holds is closed
	if dirs, _ := filepath.Glob(filepath.Join(data, "sessions", "session-*")); len(dirs) != len(sessions) {
		t.Errorf("%d sessions, want %d", len(dirs), len(sessions))
	}
}
