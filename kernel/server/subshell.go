package server

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync"

	"github.com/gonabla/nabla/kernel/jupyter"
)

// A subshell has queues of its own, so that its requests are served beside those
// of others, and counts its own cells. The kernel always has one, the main one,
// which has no name; front ends make others.
type subshell struct {
	id string // empty for the main one
	// cells run one after the other; questions are answered meanwhile.
	cells, questions *lane
	// count is the number of the last stored cell: Out[count]. The lane of cells
	// alone uses it.
	count int
	past  past
}

func (s *Server) newSubshell(id string) *subshell {
	return &subshell{id: id, cells: newLane(), questions: newLane(), past: past{log: s.options.History, failed: s.notKept}}
}

// notKept logs why cells are not in the user's history.
func (s *Server) notKept(err error) {
	s.log.Warn("the history on disk is not complete", "error", err)
}

func (h *subshell) lanes() []*lane { return []*lane{h.cells, h.questions} }

// subshells are those that front ends have made, in order.
type subshells struct {
	mu     sync.Mutex
	list   []*subshell
	made   int  // names are never used twice
	closed bool // the server ends
	ending []*subshell
}

// find returns a subshell, nil if there is none of the name.
func (s *subshells) find(id string) *subshell {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := s.index(id); i >= 0 {
		return s.list[i]
	}
	return nil
}

// index is the place of a subshell in the list, -1 if it is not there. The caller
// holds mu.
func (s *subshells) index(id string) int {
	return slices.IndexFunc(s.list, func(h *subshell) bool { return h.id == id })
}

// mostSubshells is far more than front ends need: one for each kind of widget, and
// one for each console.
const mostSubshells = 100

// create makes a subshell, unless the server ends. Its lanes are to be started.
func (s *subshells) create(make func(id string) *subshell) (*subshell, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, errors.New("the kernel is shutting down")
	}
	if len(s.list) >= mostSubshells {
		return nil, fmt.Errorf("there are %d subshells already: delete some", len(s.list))
	}
	s.made++
	h := make(strconv.Itoa(s.made))
	s.list = append(s.list, h)
	return h, nil
}

// remove takes a subshell out of the list, so that it gets no more requests, and
// returns it.
func (s *subshells) remove(id string) *subshell {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := s.index(id)
	if i < 0 {
		return nil
	}
	h := s.list[i]
	s.list = slices.Delete(s.list, i, i+1)
	s.ending = append(slices.DeleteFunc(s.ending, (*subshell).ended), h)
	return h
}

// ended reports whether nothing of a subshell runs any more.
func (h *subshell) ended() bool {
	for _, l := range h.lanes() {
		select {
		case <-l.ended:
		default:
			return false
		}
	}
	return true
}

// close makes that there will be no more, and returns the lanes of those that
// there are.
func (s *subshells) close() (lanes []*lane) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	for _, h := range slices.Concat(s.list, s.ending) {
		lanes = append(lanes, h.lanes()...)
	}
	return lanes
}

// to finds the subshell that a request is meant for, nil if it is none.
func (s *Server) to(m *jupyter.Message) *subshell {
	if m.Header.SubshellID == "" {
		return s.main
	}
	return s.subshells.find(m.Header.SubshellID)
}

// noSubshell answers requests for a subshell that there is not.
func (s *Server) noSubshell(_ context.Context, r *request) answer {
	return r.failure("UnknownSubshell", unknownSubshell(r.Header.SubshellID))
}

func unknownSubshell(id string) string {
	return fmt.Sprintf("there is no subshell %q: it was deleted, or the kernel has been restarted", id)
}

func (s *Server) createSubshell(ctx context.Context, r *request, _ jupyter.CreateSubshellRequest) answer {
	h, err := s.subshells.create(s.newSubshell)
	if err != nil {
		return r.failure("NoSubshell", err.Error())
	}
	s.runLanes(ctx, h.lanes())
	return answer{reply: jupyter.CreateSubshellReply{Status: jupyter.StatusOK, SubshellID: h.id}}
}

// deleteSubshell lets a subshell finish what it does. The cells that wait are
// given up, everything else is answered.
func (s *Server) deleteSubshell(_ context.Context, r *request, c jupyter.DeleteSubshellRequest) answer {
	h := s.subshells.remove(c.SubshellID)
	if h == nil {
		return r.failure("UnknownSubshell", unknownSubshell(c.SubshellID))
	}
	h.cells.finish((*Server).subshellDeleted)
	h.questions.finish(nil)
	return answer{reply: jupyter.DeleteSubshellReply{Status: jupyter.StatusOK}}
}

func (s *Server) subshellDeleted(_ context.Context, r *request) answer {
	return r.aborted("the subshell was deleted")
}

func (s *Server) listSubshell(context.Context, *request, jupyter.ListSubshellRequest) answer {
	s.subshells.mu.Lock()
	defer s.subshells.mu.Unlock()
	reply := jupyter.ListSubshellReply{Status: jupyter.StatusOK}
	for _, h := range s.subshells.list {
		reply.SubshellID = append(reply.SubshellID, h.id)
	}
	return answer{reply: reply}
}
