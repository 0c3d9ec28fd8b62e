package session

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gonabla/nabla/kernel/build"
)

// UseWork implements [command.Session].
func (a *acting) UseWork() (file string, modules []string, err error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", nil, err
	}
	return a.session.module.UseWork(dir)
}

// Get implements [command.Session].
func (a *acting) Get(ctx context.Context, queries []string) error {
	x := (*execution)(a)
	err := a.session.module.Get(x.withProgress(ctx), queries)
	if err == nil {
		x.tellOutdated(paths(a.state.Imports()))
	}
	return err
}

// Mod implements [command.Session].
func (a *acting) Mod(all bool) ([]byte, error) {
	if all {
		return a.session.module.WholeMod()
	}
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	return a.session.module.Mod(dir)
}

// Replace implements [command.Session].
func (a *acting) Replace(module, folder string) error {
	return a.session.module.Replace(module, folder)
}

// withProgress has the cell show what is fetched for it.
func (x *execution) withProgress(ctx context.Context) context.Context {
	return build.WithProgress(ctx, x.note)
}

// resolve makes sure that imports of the cell are compiled, and tells of those
// that have changed since they were loaded, once for each change.
func (x *execution) resolve(imports []string) error {
	if err := x.session.resolve(x.withProgress(x.ctx), imports); err != nil {
		return err
	}
	x.tellOutdated(imports)
	return x.includeC(imports)
}

// tellOutdated tells which of the packages that imports need are loaded and have
// changed since.
func (x *execution) tellOutdated(imports []string) {
	for _, text := range x.session.module.Outdated(imports) {
		if x.session.isNews(text) {
			x.note(text)
		}
	}
}

// resolve makes sure that imports are compiled.
func (s *Session) resolve(ctx context.Context, imports []string) error {
	before := s.module.Changes()
	err := s.module.Resolve(ctx, imports)
	if s.module.Changes() != before {
		s.forgetPackages()
	}
	return err
}

// isNews reports whether something about a loaded package has not been said since
// the worker started.
func (s *Session) isNews(text string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	known := s.outdated[text]
	s.outdated[text] = true
	return !known
}

// Restart implements [command.Session]. What does not compile any more is noticed
// while the worker is still there.
func (a *acting) Restart(ctx context.Context) (string, error) {
	s, x := a.session, (*execution)(a)
	if a.startup {
		return "", errStarting
	}
	if err := s.takeTurn(ctx); err != nil {
		return "", err
	}
	defer func() { <-s.turn }()
	renewed, err := s.module.Renew(x.withProgress(ctx))
	if err != nil {
		return "", fmt.Errorf("nothing was restarted: %w", err)
	}
	if err := s.saveNow(a.unit); err != nil {
		return "", err
	}
	r, err := s.revive(ctx, a.request.ID)
	s.mu.Lock()
	a.state, s.notRevived = s.state, err
	s.mu.Unlock()
	if err != nil {
		return "", err
	}
	s.show(a.request.ID, r)
	text := "The worker was restarted. "
	for _, path := range renewed {
		text += path + " is as it is now. "
	}
	return text + r.summary(), nil
}

// saveNow saves the variables and ends the worker, unless other cells than that of
// the unit run.
func (s *Session) saveNow(unit int) error {
	s.mu.Lock()
	w, state, limits := s.worker, s.state, s.snapshot
	s.snapshots++
	now := saved{file: filepath.Join(s.folder.Dir, fmt.Sprintf("values-%d", s.snapshots)), cell: s.lastCell(unit)}
	others := len(s.running) > 1
	s.mu.Unlock()
	if others {
		return errors.New("another cell runs: interrupt it, or wait until it has ended")
	}
	if w == nil {
		return nil
	}
	if limits.Bytes >= 0 {
		s.save(w, state, limits, now)
	}
	s.mu.Lock()
	s.worker = nil
	s.mu.Unlock()
	w.Close()
	return nil
}

// lastCell is the number of the cell before a unit. The caller holds mu.
func (s *Session) lastCell(unit int) int {
	for unit--; unit > 0 && s.units[unit].count == 0; unit-- { // not of a cell
	}
	return s.units[unit].count
}
