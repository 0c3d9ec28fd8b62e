package session

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"time"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/command"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/check"
	"github.com/gonabla/nabla/kernel/session/emit"
	"github.com/gonabla/nabla/kernel/session/scope"
	"github.com/gonabla/nabla/kernel/worker"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// An execution is one cell on its way.
type execution struct {
	session *Session
	request interp.ExecuteRequest
	unit    int
	file    string          // its name in positions
	ctx     context.Context // ends with an interrupt before the worker has the cell, or with the cell
	cancel  context.CancelFunc
	state   *scope.State // of the session when the cell began, then when it got its turn
	clock   time.Time    // end of the last phase
	timings []interp.Timing
	plan    command.Plan   // of the cell's commands
	program bool           // the cell is a whole program, which shares nothing with other cells
	startup bool           // it is a start-up file; whoever has it run has the turn, or nobody needs it yet
	made    []string       // packages that Go of commands uses
	pages   []*wire.Bundle // for the front end's pager
	// restarts counts the workers that were exchanged for the cell's imports.
	restarts int

	// Guarded by the session's mu.
	expression bool           // its value is not shown
	bundle     *wire.Bundle   // that value
	turn       bool           // nobody else is made ready
	worker     *worker.Worker // that has the cell; nil before
	change     scope.Change   // what it defines when it has been loaded
	loaded     bool           // its statements run
	committed  bool           // the session knows the change already
	asked      bool           // the cell has asked for input
	entered    []*entered     // what the user was asked for and the cell has not yet read
	giveUp     *time.Timer    // abandons it; nil before an interrupt
}

// phase writes down how long a phase took that has just ended.
func (x *execution) phase(name string) {
	now := time.Now()
	x.timings = append(x.timings, interp.Timing{Phase: name, Seconds: now.Sub(x.clock).Seconds()})
	x.clock = now
}

// run takes the cell through its phases.
func (x *execution) run() *interp.CellError {
	c, err := x.parse()
	if err != nil {
		return x.failure(err)
	}
	if x.plan.Browser {
		return x.runInBrowser(c)
	}
	if x.program = c.Program(); x.program {
		x.state = new(scope.State)
	}
	if len(c.Pieces) == 0 {
		x.commit(scope.Change{}, proto.Done{})
		return nil
	}
	if err := x.resolve(append(importPaths(c), x.made...)); err != nil {
		return x.failure(x.placed(c, err))
	}
	x.phase("imports")
	checked, f, err := x.check(c)
	if err != nil {
		return x.failure(err)
	}
	x.noteAside(checked)
	if x.plan.Vet {
		return x.vet(checked)
	}
	object, err := x.compile(f)
	if err != nil {
		return x.failure(err)
	}
	defer os.Remove(object)
	return x.execute(checked, object, f.Imports)
}

// check checks the cell and writes the Go that is compiled for it, once more if it
// turns out that a package has changed since its export data was read.
func (x *execution) check(c *cell.Cell) (*check.Result, *emit.File, error) {
	before, restarts := x.session.module.Changes(), x.restarts
	r, f, err := x.checkOnce(c)
	if err != nil {
		x.resolve(paths(x.state.Imports())) // the error of the check says more than those of packages
	} else if err := x.resolve(f.Imports); err != nil {
		return nil, nil, err
	}
	if x.session.module.Changes() == before && x.restarts == restarts {
		return r, f, err
	}
	return x.checkOnce(c)
}

func (x *execution) checkOnce(c *cell.Cell) (*check.Result, *emit.File, error) {
	r, err := x.session.checkCell(c, x.state, check.Env{Unit: x.unit, Made: x.made, Program: x.program})
	x.phase("check")
	if err != nil {
		return nil, nil, err
	}
	r, f, err := x.emit(c, r)
	x.phase("emit")
	return r, f, err
}

// compile makes the object file.
func (x *execution) compile(f *emit.File) (object string, err error) {
	object, err = x.session.module.Compile(x.ctx, fmt.Sprintf("cell%d", x.unit), f.Src, f.Imports)
	x.phase("compile")
	return object, err
}

// execute has the worker link and run the cell, and commits what it defined.
func (x *execution) execute(r *check.Result, object string, imports []string) *interp.CellError {
	w, err := x.toWorker(r.Change)
	if err != nil {
		return x.failure(err)
	}
	alias := map[string]string{}
	for name, of := range r.Alias {
		alias["main."+name] = "main." + of
	}
	called := map[string]string{}
	for name, written := range r.Called {
		called["main."+name] = "main." + written
	}
	carry := make([]string, len(r.Carry))
	for i, name := range r.Carry {
		carry[i] = "main." + name
	}
	defer context.AfterFunc(x.ctx, func() {
		x.session.mu.Lock()
		defer x.session.mu.Unlock()
		x.interrupt()
	})()
	done, err := w.Run(context.WithoutCancel(x.ctx), proto.Run{
		Cell: uint64(x.unit), Object: object, Entry: "main." + r.Run, Alias: alias,
		Archives: x.session.module.Load(imports), Carry: carry, Called: called, Alone: x.program,
	})
	for _, t := range done.Timings {
		x.timings = append(x.timings, interp.Timing{Phase: t.Phase, Seconds: t.Took.Seconds()})
	}
	x.clock = time.Now()
	if err != nil {
		return x.failure(x.workerDied(w, err))
	}
	if done.Outcome != proto.LinkError {
		x.commit(r.Change, done)
	}
	x.noteLeft(done.Left)
	return x.outcome(done)
}

// toWorker hands the cell over to the worker: from now on an interrupt is the
// worker's.
func (x *execution) toWorker(c scope.Change) (*worker.Worker, error) {
	s := x.session
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := x.ctx.Err(); err != nil {
		return nil, err
	}
	if s.closed {
		return nil, errClosed
	}
	if s.worker == nil {
		return nil, fmt.Errorf("the worker has ended and could not be replaced: %w. The next cell tries again", s.notRevived)
	}
	if !x.program {
		x.change, x.change.Cell = c, x.request.CellID
	}
	x.worker = s.worker
	return s.worker, nil
}

// commit makes what the cell defined part of the session, unless that was done
// for another that began while the cell ran.
func (x *execution) commit(c scope.Change, done proto.Done) {
	s := x.session
	if x.program {
		s.ownNames(c, x.request.Count)
		c = scope.Change{}
	}
	x.noteCarried(c, done)
	s.mu.Lock()
	defer s.mu.Unlock()
	c.Cell = x.request.CellID
	if !x.committed {
		s.state, x.committed = s.state.With(c), true
	}
}

// ownNames remembers what a program defined, for those who miss it later.
func (s *Session) ownNames(c scope.Change, count int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, d := range c.Defs {
		s.programs[d.Name] = count
	}
}

// noteAside tells of the definitions that no longer compile, of each once until
// it compiles again: what it suffers from is true in every cell that comes near
// it.
func (x *execution) noteAside(r *check.Result) {
	s := x.session
	s.mu.Lock()
	for _, name := range r.Sound {
		delete(s.aside, name)
	}
	for _, d := range r.Change.Defs {
		delete(s.aside, d.Name)
	}
	var news []string
	for _, name := range slices.Sorted(maps.Keys(r.Aside)) {
		if s.aside[name] != r.Aside[name] {
			s.aside[name] = r.Aside[name]
			news = append(news, r.Aside[name])
		}
	}
	s.mu.Unlock()
	for _, text := range news {
		x.note(s.relabel(text))
	}
}

// note tells the user something about the cell.
func (x *execution) note(text string) {
	x.session.publish(wire.Frame{Cell: x.request.ID, Kind: wire.Stderr, Text: []byte(text + "\n")})
}
