package session

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/session/scope"
	"github.com/gonabla/nabla/kernel/worker"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

var _ interp.Viewer = (*Session)(nil)

// A viewed is what the variables were when they were looked at last. While one cell
// runs, front ends may ask for them with every message that it publishes: those who
// ask again soon get the same.
type viewed struct {
	mu   sync.Mutex
	cell *execution // that ran; nil for none
	at   time.Time
	took time.Duration
	list []interp.Variable
}

// What was seen is given again for so long, and for so many times as long as it
// took to see.
const (
	viewFresh = 100 * time.Millisecond
	viewShare = 20
)

// viewPatience is how long a worker may take that is starved or swaps.
const viewPatience = 2 * time.Second

// Variables implements [interp.Viewer].
func (s *Session) Variables(ctx context.Context) ([]interp.Variable, error) {
	v := &s.viewed
	v.mu.Lock()
	defer v.mu.Unlock()
	w, cell, names := s.variables()
	if w == nil || len(names) == 0 {
		return nil, nil
	}
	if cell != nil && v.cell == cell && time.Since(v.at) < max(viewFresh, viewShare*v.took) {
		return v.list, nil
	}
	began := time.Now()
	ctx, cancel := context.WithTimeout(ctx, viewPatience)
	defer cancel()
	seen, err := w.Look(ctx, proto.Look{What: proto.Lines, Names: names})
	if err != nil {
		return nil, err
	}
	v.list = variablesOf(seen.Values)
	v.cell, v.at, v.took = cell, time.Now(), time.Since(began)
	return v.list, nil
}

// variables are the names of the variables there are, with those of the cell that
// runs.
func (s *Session) variables() (w *worker.Worker, cell *execution, names []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defs := slices.Clone(s.state.Defs(scope.Var))
	for _, x := range s.running {
		defs, cell = append(defs, x.change.Defs...), x
	}
	for _, d := range defs {
		if d.Kind == scope.Var {
			names = append(names, d.Name)
		}
	}
	slices.Sort(names)
	return s.worker, cell, slices.Compact(names)
}

// Parts implements [interp.Viewer].
func (s *Session) Parts(ctx context.Context, name string, path []string) ([]interp.Variable, error) {
	seen, err := s.look(ctx, proto.Look{What: proto.Parts, Names: []string{name}, Path: path})
	return variablesOf(seen.Values), err
}

// Forms implements [interp.Viewer].
func (s *Session) Forms(ctx context.Context, name string) (*wire.Bundle, error) {
	seen, err := s.look(ctx, proto.Look{What: proto.Forms, Names: []string{name}})
	return seen.Bundle, err
}

func (s *Session) look(ctx context.Context, m proto.Look) (proto.Seen, error) {
	s.mu.Lock()
	w := s.worker
	s.mu.Unlock()
	if w == nil {
		return proto.Seen{}, errors.New("there is no worker just now; run a cell, and ask again")
	}
	return w.Look(ctx, m)
}

func variablesOf(values []proto.Value) []interp.Variable {
	list := make([]interp.Variable, len(values))
	for i, v := range values {
		list[i] = interp.Variable{Name: v.Name, Type: v.Type, Value: v.Text, Size: v.Size, HasParts: v.Parts}
	}
	return list
}
