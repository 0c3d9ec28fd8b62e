package session

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gonabla/nabla/kernel/session/scope"
	"github.com/gonabla/nabla/kernel/worker"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// A Snapshot limits what the worker writes into a file after a cell, so that the
// variables can be restored if it dies.
type Snapshot struct {
	// Bytes is the most that the file may have. 0 means 256 MB; less than 0, that
	// nothing is saved.
	Bytes int64
	// Time is the most that saving may take. 0 means 2 seconds.
	Time time.Duration
}

const (
	defaultSnapshotBytes = 256 << 20
	defaultSnapshotTime  = 2 * time.Second
)

func (c Snapshot) withDefaults() Snapshot {
	if c.Bytes == 0 {
		c.Bytes = defaultSnapshotBytes
	}
	if c.Time <= 0 {
		c.Time = defaultSnapshotTime
	}
	return c
}

// SetSnapshot changes the limits of [Config.Snapshot]. When nothing is to be saved
// any more, what was saved is forgotten, since it only grows old.
func (s *Session) SetSnapshot(c Snapshot) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.snapshot = c.withDefaults()
	if s.snapshot.Bytes < 0 && s.saved.file != "" {
		os.Remove(s.saved.file)
		s.saved = saved{}
	}
}

// A saved is the newest snapshot.
type saved struct {
	file    string
	cell    int // the number of the cell after which it was taken
	kept    map[string]bool
	reasons map[string]string // why variables were not kept
	types   []string
	took    time.Duration
	bytes   uint64
}

// Snapshots of many variables begin only when no cell has come for a while, so
// that cells that follow one another do not each begin one in vain.
const (
	leisure     = 5 // times what the last one took
	mostLeisure = time.Second
)

// saveLater has the variables saved while nothing else is to be done. The caller
// holds mu.
func (s *Session) saveLater(cell int) {
	done := make(chan struct{})
	s.saving = done
	w, state, limits := s.worker, s.state, s.snapshot
	if w == nil || s.closed || limits.Bytes < 0 || len(s.running) > 0 {
		close(done)
		return
	}
	wait := min(leisure*s.saved.took, mostLeisure)
	s.snapshots++
	file := filepath.Join(s.folder.Dir, fmt.Sprintf("values-%d", s.snapshots))
	go func() {
		defer close(done)
		time.Sleep(wait)
		s.mu.Lock()
		idle := len(s.running) == 0 && s.worker == w && s.saving == done
		s.mu.Unlock()
		if idle {
			s.save(w, state, limits, saved{file: file, cell: cell})
		}
	}()
}

// save takes a snapshot, which replaces the one before unless it fails.
func (s *Session) save(w *worker.Worker, state *scope.State, limits Snapshot, next saved) {
	m := proto.Snapshot{File: next.file, Bytes: uint64(limits.Bytes), Time: uint64(limits.Time)}
	for _, v := range state.Defs(scope.Var) {
		m.Names = append(m.Names, v.Name)
	}
	v, err := w.Snapshot(context.Background(), m)
	if err != nil || v.Err != "" {
		os.Remove(next.file) // there if the answer was lost
		return
	}
	next.kept, next.reasons, next.types = map[string]bool{}, map[string]string{}, v.Types
	next.took, next.bytes = time.Duration(v.Took), v.Bytes
	for _, name := range v.Kept {
		next.kept[name] = true
	}
	for i, name := range v.Lost {
		next.reasons[name] = v.Reasons[i]
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.snapshot.Bytes < 0 { // meanwhile
		os.Remove(next.file)
		return
	}
	if s.saved.file != "" {
		os.Remove(s.saved.file)
	}
	s.saved = next
}
