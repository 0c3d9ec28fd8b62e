package session

import (
	"context"

	"github.com/gonabla/nabla/kernel/worker/proto"
)

// Cells of different subshells run at the same time, but are made ready one after
// the other: whoever has the turn checks, compiles and loads, so that it knows
// what those before it have defined, and nobody sees a module, or a worker, that
// is half changed. The turn ends when the worker has loaded the cell, or when it
// is over.

// takeTurn waits for the turn, unless the cell is interrupted. From then on the
// cell knows what all cells have defined that run.
func (x *execution) takeTurn() error {
	s := x.session
	if x.startup {
		s.mu.Lock()
		defer s.mu.Unlock()
		x.state = s.state
		return nil
	}
	if err := s.takeTurn(x.ctx); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	x.turn = true
	for _, other := range s.running {
		if other.loaded && !other.committed {
			s.state, other.committed = s.state.With(other.change), true
		}
	}
	x.state = s.state
	return nil
}

func (s *Session) takeTurn(ctx context.Context) error {
	select {
	case s.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// giveTurn ends the turn, if the cell has it. The caller holds the session's mu.
func (x *execution) giveTurn() {
	if x.turn {
		x.turn = false
		<-x.session.turn
	}
}

// loaded is told that the worker has loaded a cell, whose statements now run.
func (s *Session) loaded(m proto.Loaded) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if x := s.executing(m.Cell); x != nil {
		x.loaded = true
		x.giveTurn()
	}
}

// executing returns the cell that runs as a unit, nil if that has ended. The
// caller holds mu.
func (s *Session) executing(unit uint64) *execution {
	for _, x := range s.running {
		if uint64(x.unit) == unit {
			return x
		}
	}
	return nil
}
