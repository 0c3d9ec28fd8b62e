package build

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// A Session is the folder of one running kernel: its module, its object files.
type Session struct {
	Dir string
	// Lock is held by whoever keeps the file open, and so by the kernel and by
	// the worker to which it is handed down. When both have died the folder is
	// abandoned.
	Lock *os.File
}

// lockName is the file in a session's folder that is locked.
const lockName = "lock"

// NewSession makes a session's folder, and removes those that were left behind
// by kernels of which nobody is alive.
func NewSession(dataDir string) (*Session, error) {
	if dataDir == "" {
		dataDir = DataDir()
	}
	parent := filepath.Join(dataDir, "sessions")
	// Between making a folder and locking it nobody may sweep.
	sweeping, err := acquire(filepath.Join(parent, ".lock"))
	if err != nil {
		return nil, fmt.Errorf("making the session's folder: %w", err)
	}
	defer sweeping.release()
	sweep(parent)
	dir, err := os.MkdirTemp(parent, "session-")
	if err != nil {
		return nil, fmt.Errorf("making the session's folder: %w", err)
	}
	lock, err := os.OpenFile(filepath.Join(dir, lockName), os.O_CREATE|os.O_RDWR, 0o600)
	if err == nil {
		err = flock(lock, syscall.LOCK_EX)
	}
	if err != nil {
		os.RemoveAll(dir)
		return nil, fmt.Errorf("locking the session's folder: %w", err)
	}
	return &Session{dir, lock}, nil
}

// Close removes the folder. The worker must have ended.
func (s *Session) Close() error {
	err := os.RemoveAll(s.Dir)
	s.Lock.Close()
	return err
}

// sweep removes the sessions that nobody holds. What cannot be removed, for
// example another user's, stays.
func sweep(parent string) {
	entries, _ := os.ReadDir(parent)
	for _, e := range entries {
		if !e.IsDir() || !strings.HasPrefix(e.Name(), "session-") {
			continue
		}
		dir := filepath.Join(parent, e.Name())
		lock, err := os.OpenFile(filepath.Join(dir, lockName), os.O_RDWR, 0)
		if isMissing(err) {
			os.RemoveAll(dir)
			continue
		}
		if err != nil {
			continue
		}
		if flock(lock, syscall.LOCK_EX|syscall.LOCK_NB) == nil {
			os.RemoveAll(dir)
		}
		lock.Close()
	}
}
