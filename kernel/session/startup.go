package session

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/session/scope"
)

// The start-up files are cells that the user keeps in a folder: init.go, and
// after it those in prelude, in the order of their names. They run when the
// session begins, without holding it up; the first cell waits for them and shows
// what they have shown. They run again after %reset, and in a worker that
// replaces one that has died, before the saved variables are restored there: so
// what they set in packages is set again, and their variables that cannot be
// saved are there.

// StartupDir is the folder in which the user keeps start-up files; empty if
// there can be none.
func StartupDir() string {
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "nabla")
}

// A startup is what is known of the start-up files of a session.
type startup struct {
	done   chan struct{} // closed when they have run for the first time
	cancel context.CancelFunc

	mu      sync.Mutex
	deadly  map[string]bool // files that have ended the worker; used by who runs them
	request uint64          // of the cell in which they show what they show; 0 before it
	held    []wire.Frame    // what they have shown before there was one
}

// startupRequest stands for the request of the first cell while that has not
// come.
const startupRequest = math.MaxUint64

// startupFiles lists the files in the order in which they run.
func startupFiles(dir string) (list []string) {
	if dir == "" {
		return nil
	}
	list, _ = filepath.Glob(filepath.Join(dir, "init.go"))
	prelude, _ := filepath.Glob(filepath.Join(dir, "prelude", "*.go")) // sorted
	return append(list, prelude...)
}

// start runs the files for the first time. The goroutine ends when they have
// run, or with the session.
func (s *Session) start() {
	ctx, cancel := context.WithCancel(context.Background())
	s.startup.done, s.startup.cancel = make(chan struct{}), cancel
	go func() {
		defer close(s.startup.done)
		defer cancel()
		s.runStartup(ctx, startupRequest)
	}()
}

// awaitStartup lets the first cell show what the files have shown, and waits
// until they have run. An interrupt ends the file that runs; ctx ends them all.
func (s *Session) awaitStartup(ctx context.Context, request uint64) {
	s.startup.mu.Lock()
	if s.startup.request == 0 {
		s.startup.request = request
		for _, f := range s.startup.held {
			f.Cell = request
			s.publish(f)
		}
		s.startup.held = nil
	}
	s.startup.mu.Unlock()
	defer context.AfterFunc(ctx, s.startup.cancel)()
	<-s.startup.done
}

// placed gives a frame of the files its request. It reports whether there is one
// already; otherwise the frame is kept for it.
func (u *startup) placed(f *wire.Frame) bool {
	if f.Cell != startupRequest {
		return true
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.request == 0 {
		u.held = append(u.held, *f)
		return false
	}
	f.Cell = u.request
	return true
}

// runStartup runs the files one after the other. One that fails is named, with
// the place, and the others run all the same, unless the user interrupts them.
func (s *Session) runStartup(ctx context.Context, request uint64) (interrupted bool) {
	for _, file := range startupFiles(s.config.Startup) {
		text, err := os.ReadFile(file)
		failed := plainError("Error", fmt.Sprint(err))
		switch {
		case ctx.Err() != nil || s.startup.deadly[file]:
			continue
		case err == nil:
			failed = s.runFile(ctx, file, string(text), request)
		}
		if failed != nil {
			note := fmt.Sprintf("The start-up file %s has failed:\n%s\n", file, strings.Join(failed.Traceback, "\n"))
			s.publish(wire.Frame{Cell: request, Kind: wire.Stderr, Text: []byte(note)})
			if failed.Name == "Interrupted" {
				return true
			}
			if s.startup.deadly[file] {
				s.mu.Lock()
				s.state = new(scope.State)
				s.mu.Unlock()
				return s.runStartup(ctx, request)
			}
		}
	}
	return false
}

// runFile runs a file as a cell that no front end has.
func (s *Session) runFile(ctx context.Context, file, text string, request uint64) *interp.CellError {
	x := s.begin(ctx, interp.ExecuteRequest{ID: request, Code: text})
	s.mu.Lock()
	s.units[x.unit].source, x.startup = file, true
	s.mu.Unlock()
	failed := x.run()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended(x, failed == nil)
	return failed
}

// noteDeadly notes which file has ended the worker: the others are run again
// without it.
func (s *Session) noteDeadly(x *execution) {
	if s.startup.deadly == nil {
		s.startup.deadly = map[string]bool{}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.startup.deadly[s.units[x.unit].source] = true
}

// startAgain runs the files in a worker that is to take the place of another,
// whose definitions are known. It returns the variables that they have made.
func (s *Session) startAgain(ctx context.Context, request uint64) map[string]*scope.Def {
	if len(startupFiles(s.config.Startup)) == 0 {
		return nil
	}
	s.mu.Lock()
	known, units := s.state, len(s.units)
	s.state = new(scope.State)
	s.mu.Unlock()
	s.runStartup(ctx, request)
	s.mu.Lock()
	defer s.mu.Unlock()
	made := map[string]*scope.Def{}
	for _, v := range s.state.Defs(scope.Var) {
		made[v.Name] = v
	}
	s.state = known
	for i := range s.units[units:] {
		s.units[units+i].succeeded = false // once is enough in what %save writes
	}
	return made
}

var errStarting = errors.New("a start-up file cannot do this: put it into a cell")

// label names a unit as the user knows it.
func (u *unit) label() string {
	if u.subshell != "" && u.source == "" {
		return fmt.Sprintf("cell %d of subshell %s", u.count, u.subshell)
	}
	return cmp.Or(u.source, fmt.Sprintf("cell %d", u.count))
}

// line names a line of a unit.
func (u *unit) line(n int) string {
	if u.source != "" {
		return fmt.Sprintf("%s:%d", u.source, n)
	}
	return fmt.Sprintf("%s, line %d", u.label(), n)
}
