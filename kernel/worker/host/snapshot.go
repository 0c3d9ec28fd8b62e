package host

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gonabla/nabla/kernel/worker/proto"
	"github.com/gonabla/nabla/kernel/worker/snapshot"
)

// saving is the snapshot that is being taken.
type saving struct {
	mu     sync.Mutex
	cancel *atomic.Bool
	done   chan struct{} // nil if there is none
	// quiet is the number of goroutines when no cell has run yet.
	quiet int
}

// begin ends the snapshot that is being taken, and begins another.
func (s *saving) begin() (cancel *atomic.Bool, done chan struct{}) {
	s.end()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cancel, s.done = new(atomic.Bool), make(chan struct{})
	return s.cancel, s.done
}

// end ends the snapshot that is being taken, and waits until nothing is read any
// more.
func (s *saving) end() {
	s.mu.Lock()
	cancel, done := s.cancel, s.done
	s.mu.Unlock()
	if done != nil {
		cancel.Store(true)
		<-done
	}
}

// known are things to which variables point that every worker has.
var known = []snapshot.Known{
	{Name: "time.Local", Pointer: time.Local}, {Name: "time.UTC", Pointer: time.UTC},
	{Name: "os.Stdin", Pointer: os.Stdin}, {Name: "os.Stdout", Pointer: os.Stdout}, {Name: "os.Stderr", Pointer: os.Stderr},
	{Name: "io.EOF", Pointer: io.EOF}, {Name: "io.ErrUnexpectedEOF", Pointer: io.ErrUnexpectedEOF},
	{Name: "os.ErrNotExist", Pointer: os.ErrNotExist}, {Name: "os.ErrExist", Pointer: os.ErrExist}, {Name: "os.ErrPermission", Pointer: os.ErrPermission},
}

// snapshot writes variables into a file, on a goroutine of its own.
func (h *host) snapshot(m proto.Snapshot) {
	cancel, done := h.saving.begin()
	go func() {
		defer close(done)
		hold(1)
		begin := time.Now()
		report, err := h.save(m, cancel)
		h.values(m.ID, report, err, begin)
	}()
}

func (h *host) values(id uint64, r snapshot.Report, err error, begin time.Time) {
	v := proto.Values{ID: id, Kept: r.Kept, Types: r.Types, Bytes: uint64(r.Bytes), Took: uint64(time.Since(begin))}
	for _, l := range r.Lost {
		v.Lost, v.Reasons = append(v.Lost, l.Name), append(v.Reasons, l.Reason)
	}
	if err != nil {
		v.Err = err.Error()
	}
	h.events.Send(v)
}

// save writes the file under another name first: a file is complete or it is not
// there.
func (h *host) save(m proto.Snapshot, cancel *atomic.Bool) (report snapshot.Report, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("internal error of the snapshot: %v", v)
		}
	}()
	if !h.linking.TryRLock() {
		return report, snapshot.ErrCancelled
	}
	defer h.linking.RUnlock()
	variables, missing := h.variables(m.Names)
	file, err := os.CreateTemp(filepath.Dir(m.File), "values-*.part")
	if err != nil {
		return report, err
	}
	defer os.Remove(file.Name())
	defer file.Close()
	report, err = snapshot.Save(file, variables, snapshot.Options{
		Bytes: int64(m.Bytes), Time: time.Duration(m.Time), Cancel: cancel, Memory: h.place, Known: known,
		Shared: runtime.NumGoroutine() > h.saving.quiet+1, // this one
	})
	report.Lost = append(report.Lost, missing...)
	if err = errors.Join(err, file.Close()); err != nil {
		return report, err
	}
	return report, os.Rename(file.Name(), m.File)
}

// variables finds variables by name.
func (h *host) variables(names []string) (list []snapshot.Variable, missing []snapshot.Lost) {
	all := h.linker.Variables()
	for _, name := range names {
		v, ok := all[name]
		if !ok {
			missing = append(missing, snapshot.Lost{Name: name, Reason: "its declaration no longer compiles"})
			continue
		}
		list = append(list, snapshot.Variable{Name: name, Type: v.Type(), Addr: v.Addr().UnsafePointer()})
	}
	return list, missing
}

// place says what memory an address belongs to.
func (h *host) place(addr, size uintptr) snapshot.Place {
	if addr+size < addr {
		return snapshot.Nowhere
	}
	if base, n := heapObject(addr); n != 0 {
		if addr-base+size <= n {
			return snapshot.Heap
		}
		return snapshot.Nowhere
	}
	if h.linker.Static(addr, size) {
		return snapshot.Static
	}
	return snapshot.Nowhere
}

// restore sets variables from a file.
func (h *host) restore(m proto.Restore) {
	h.saving.end()
	go func() {
		hold(1)
		begin := time.Now()
		report, err := h.load(m)
		h.values(m.ID, report, err, begin)
	}()
}

func (h *host) load(m proto.Restore) (report snapshot.Report, err error) {
	h.linking.Lock()
	defer h.linking.Unlock()
	variables, missing := h.variables(m.Names)
	file, err := os.Open(m.File)
	if err != nil {
		return report, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return report, err
	}
	report, err = snapshot.Restore(file, info.Size(), variables, snapshot.Lookups{
		Type:  func(path, name string) reflect.Type { return h.linker.Type(path, name) },
		Known: known,
	})
	report.Lost = append(report.Lost, missing...)
	return report, err
}
