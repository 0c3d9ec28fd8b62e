package session

import (
	"errors"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

var errCellEnded = errors.New("input is not available any more: the cell that asks has ended")

// ask puts a question of the worker to the user, on behalf of the cell that
// runs. That nobody can be asked is said in the cell, too: few programs look at
// the error of fmt.Scan.
func (s *Session) ask(q proto.Ask) (string, error) {
	s.mu.Lock()
	x := s.executing(q.Cell)
	if x == nil {
		s.mu.Unlock()
		return "", errCellEnded
	}
	if e := x.takeEntered(q.Question); e != nil {
		s.mu.Unlock()
		return e.await(x.ctx)
	}
	first := !x.asked
	x.asked = true
	s.mu.Unlock()
	if x.request.Ask == nil {
		if first {
			s.publish(wire.Frame{Cell: x.request.ID, Kind: wire.Stderr, Text: []byte(wire.ErrNoInput.Error() + "\n")})
		}
		return "", wire.ErrNoInput
	}
	return x.request.Ask(x.ctx, q.Question)
}
