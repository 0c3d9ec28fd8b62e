// Package history keeps what was entered in cells, over sessions and beside other
// kernels, in one file of the user's.
//
// The file has a line of JSON for each thing that happens, the newest last: a
// session begins, a cell is entered, a cell has a result. Lines are only ever
// added, each by one write, under a lock that is held for that long; so kernels
// can share the file, and one that is killed leaves at worst an unfinished line,
// which readers pass over. A file that has become long loses its older half when
// a session begins.
//
// Reading goes from the end, and no further than somebody wants to know.
//
// The package knows nothing of Jupyter, and nothing of what the cells mean.
package history

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

// limit is how long the file may become before its older half is dropped.
const limit = 32 << 20

// kept is how much of a result is written down.
const kept = 64 << 10

// A Log is the file. Its methods may be called from any goroutine, and by any
// number of kernels at the same time.
type Log struct {
	path     string
	limit    int64
	patience time.Duration // how long it waits for the lock
}

// Open names the file, which is made when there is something to write.
func Open(path string) *Log { return &Log{path: path, limit: limit, patience: time.Second} }

// An Entry is a cell that was entered.
type Entry struct {
	Session, Line int
	Input         string
	Output        string // of its value; empty if it had none
}

// A record is a line of the file. Which fields it has says what it is.
type record struct {
	Session int     `json:"session"`
	Began   string  `json:"began,omitempty"`
	Line    int     `json:"line,omitempty"`
	Input   *string `json:"input,omitempty"`
	Output  string  `json:"output,omitempty"`
}

// Begin begins a session, and returns its number, which is the next one.
func (l *Log) Begin() (session int, err error) {
	f, err := l.lock()
	if err != nil {
		return 0, err
	}
	defer func() { f.Close() }() // which may be another by then
	last, err := lastSession(f)
	if err != nil {
		return 0, err
	}
	if f, err = l.shorten(f); err != nil {
		return 0, err
	}
	return last + 1, write(f, record{Session: last + 1, Began: time.Now().UTC().Format(time.RFC3339)})
}

// Last is the number of the session that began last, 0 if there was none.
func (l *Log) Last() (session int, err error) {
	f, err := os.Open(l.path)
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	defer f.Close()
	return lastSession(f)
}

// Entered writes down that a cell was entered.
func (l *Log) Entered(session, line int, input string) error {
	return l.add(record{Session: session, Line: line, Input: &input})
}

// Resulted writes down the value of a cell that was entered.
func (l *Log) Resulted(session, line int, output string) error {
	if len(output) > kept {
		output = output[:kept] + "…"
	}
	return l.add(record{Session: session, Line: line, Output: output})
}

func (l *Log) add(r record) error {
	f, err := l.lock()
	if err != nil {
		return err
	}
	defer f.Close()
	return write(f, r)
}

// write adds a line. If the last one is unfinished, it is ended first.
func write(f *os.File, r record) error {
	line, err := json.Marshal(r)
	if err != nil {
		return err
	}
	line = append(line, '\n')
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if last := make([]byte, 1); info.Size() > 0 {
		if _, err := f.ReadAt(last, info.Size()-1); err != nil {
			return err
		}
		if last[0] != '\n' {
			line = append([]byte("\n"), line...)
		}
	}
	_, err = f.Write(line)
	return err
}

// lock opens the file and locks it, until it is closed. Nobody else writes then.
func (l *Log) lock() (*os.File, error) {
	if err := os.MkdirAll(filepath.Dir(l.path), 0o755); err != nil {
		return nil, err
	}
	for deadline := time.Now().Add(l.patience); ; time.Sleep(time.Millisecond) {
		f, err := os.OpenFile(l.path, os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o600)
		if err != nil {
			return nil, err
		}
		err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		if err == nil && l.isCurrent(f) {
			return f, nil
		}
		f.Close()
		if busy := err == nil || errors.Is(err, unix.EWOULDBLOCK) || errors.Is(err, unix.EINTR); !busy {
			return nil, fmt.Errorf("locking %s: %w", l.path, err)
		}
		if time.Now().After(deadline) {
			return nil, fmt.Errorf("%s is locked by another program", l.path)
		}
	}
}

// isCurrent reports whether an open file is still the one of that name: it may
// have been replaced by a shorter one.
func (l *Log) isCurrent(f *os.File) bool {
	open, err := f.Stat()
	named, err2 := os.Stat(l.path)
	return err == nil && err2 == nil && os.SameFile(open, named)
}

// shorten replaces a locked file that has become too long by its newer half, and
// returns that, locked. Otherwise it returns the file itself.
func (l *Log) shorten(f *os.File) (*os.File, error) {
	info, err := f.Stat()
	if err != nil || info.Size() <= l.limit {
		return f, err
	}
	half := make([]byte, info.Size()/2)
	if _, err := f.ReadAt(half, info.Size()-int64(len(half))); err != nil {
		return f, err
	}
	shorter, err := os.CreateTemp(filepath.Dir(l.path), ".history-*")
	if err != nil {
		return f, err
	}
	if _, err = shorter.Write(afterLine(half)); err == nil {
		if err = unix.Flock(int(shorter.Fd()), unix.LOCK_EX|unix.LOCK_NB); err == nil {
			err = os.Rename(shorter.Name(), l.path)
		}
	}
	if err != nil {
		os.Remove(shorter.Name())
		shorter.Close()
		return f, err
	}
	f.Close()
	return shorter, nil
}
