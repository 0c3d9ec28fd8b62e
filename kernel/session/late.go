package session

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// waits says in plain words what goroutines wait for that cannot be ended, by the
// runtime's name of it.
var waits = map[string]string{
	"sync.Mutex.Lock":     "it waits for a mutex",
	"sync.RWMutex.Lock":   "it waits for a read-write mutex",
	"sync.RWMutex.RLock":  "it waits for a read-write mutex",
	"sync.WaitGroup.Wait": "it waits for a WaitGroup",
	"sync.Cond.Wait":      "it waits for a Cond",
	"semacquire":          "it waits for a lock",
	"syscall":             "it is in a system call",
	"running":             "it computes without calling functions",
	"runnable":            "it computes without calling functions",
}

// abandoned makes the session expect late output of a cell that was given up, and
// returns the message that names what it does.
func (x *execution) abandoned(d proto.Done) string {
	s := x.session
	s.mu.Lock()
	s.gaveUp = time.Now()
	s.units[x.unit].late = &late{lineStart: true}
	s.mu.Unlock()
	does := doing(d.Message)
	if strings.HasPrefix(d.Message, "run") && len(d.Stack) > 0 && !strings.HasPrefix(d.Stack[0].Func, "main.") {
		does += " in " + d.Stack[0].Func
	}
	return "the cell could not be stopped: " + does + s.firstPlace(d.Stack) + ". It was given up and goes on in the background." +
		"\nThe variables are kept. Interrupt once more within 3 seconds to restart the worker, if it still computes; those that are plain data are restored then."
}

// doing says in plain words what a goroutine does, given the runtime's name of it.
func doing(state string) string {
	if does, known := waits[state]; known {
		return does
	}
	return "it is busy (" + state + ")"
}

// noteLeft names the goroutines that a program has left and that could not be ended.
func (x *execution) noteLeft(list []proto.Left) {
	if len(list) == 0 {
		return
	}
	what, unnamed := "a goroutine", 0
	if len(list) > 1 {
		what = fmt.Sprintf("%d goroutines", len(list))
	}
	var states []string
	for _, l := range list {
		if l.State == "" {
			unnamed++
			continue
		}
		states = append(states, doing(l.State)+x.session.firstPlace(l.Stack))
	}
	if unnamed > 0 {
		states = append(states, fmt.Sprintf("and %d more", unnamed))
	}
	x.note(what + " that the program left running could not be ended: " + strings.Join(states, "; ") + ". No more output of the program is shown.")
}

// A late is what a cell that was given up has written since.
type late struct {
	lineStart bool // the last of it ended a line
}

// markLate marks the text that a cell writes after it was given up: each line begins
// with the cell's number.
func (s *Session) markLate(cell uint64, f wire.Frame) wire.Frame {
	s.mu.Lock()
	defer s.mu.Unlock()
	if cell >= uint64(len(s.units)) || s.units[cell].late == nil || len(f.Text) == 0 {
		return f
	}
	u := s.units[cell]
	mark := fmt.Appendf(nil, "[late output of %s] ", u.label())
	var marked []byte
	for line := range bytes.Lines(f.Text) {
		if u.late.lineStart {
			marked = append(marked, mark...)
		}
		marked = append(marked, line...)
		u.late.lineStart = bytes.HasSuffix(line, []byte("\n"))
	}
	f.Text = marked
	return f
}
