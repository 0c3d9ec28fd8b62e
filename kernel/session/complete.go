package session

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gonabla/nabla/kernel/completion"
	"github.com/gonabla/nabla/kernel/completion/gopls"
	"github.com/gonabla/nabla/kernel/completion/static"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/session/check"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// Complete implements [interp.Interpreter].
func (s *Session) Complete(_ context.Context, code string, cursor int) interp.Completion {
	return s.answers.Complete(s.notebook(), code, cursor)
}

// Inspect implements [interp.Interpreter].
func (s *Session) Inspect(ctx context.Context, code string, cursor, detail int) interp.Inspection {
	return s.answers.Inspect(ctx, s.notebook(), code, cursor, detail)
}

// notebook is what questions are answered from. A cell that runs meanwhile changes
// nothing of it; what such a cell defines is there already.
func (s *Session) notebook() completion.Notebook {
	s.mu.Lock()
	defer s.mu.Unlock()
	from, state := s.importer, s.state
	for _, x := range s.running {
		state = state.With(x.change)
	}
	return completion.Notebook{
		State:    state,
		Importer: from,
		Origin:   static.Origin{Positions: from.positions, GoRoot: s.config.Toolchain.GoRoot()},
		Find: func(name string, selected []string) (string, bool) {
			return s.packages.find(name, selected, from)
		},
		PackageName: s.module.PackageName,
		Packages:    s.packages.names,
		Paths:       s.importable,
		Value:       s.valueLine,
		Source:      func(name string) string { return s.declarationOf(state, name) },
	}
}

// valuePatience is how long a value is waited for that is shown beside a name.
const valuePatience = 100 * time.Millisecond

// valueLine shows in a line what a variable holds.
func (s *Session) valueLine(ctx context.Context, name string) (text string, ok bool) {
	ctx, cancel := context.WithTimeout(ctx, valuePatience)
	defer cancel()
	seen, err := s.look(ctx, proto.Look{What: proto.Lines, Names: []string{name}})
	if err != nil || len(seen.Values) != 1 {
		return "", false
	}
	return seen.Values[0].Text, true
}

// goplsDir is gopls's folder in that of the session; of the same name is the one
// for its cache in the data folder.
const goplsDir = "gopls"

// startGopls starts gopls for the session.
func (s *Session) startGopls(ctx context.Context) (*gopls.Server, error) {
	env, err := s.module.Environment(ctx)
	if err != nil {
		return nil, err
	}
	return gopls.Start(ctx, gopls.Options{
		Program: s.config.Gopls,
		Dir:     filepath.Join(s.folder.Dir, goplsDir),
		Module:  s.module.Dir(),
		Env:     env,
		Cache:   filepath.Join(s.config.DataDir, goplsDir),
	})
}

// warmUp has gopls started when the first cell of a user has run. Programs that run
// notebooks, who cannot be asked for input, ask nothing either. The caller holds
// mu.
func (s *Session) warmUp(req interp.ExecuteRequest) {
	if req.Ask == nil || s.warmed || s.closed {
		return
	}
	s.warmed = true
	go func() { s.answers.Warm(context.Background(), s.notebook()) }()
}

// importable lists the packages that are compiled, or else downloaded, and that a
// cell may import.
func (s *Session) importable(prefix string) []string {
	paths := s.module.Downloaded(prefix)
	for path := range s.module.Archives() {
		if strings.HasPrefix(path, prefix) && s.module.PackageName(path) != "main" {
			paths = append(paths, path)
		}
	}
	paths = slices.DeleteFunc(paths, func(path string) bool {
		return check.RefusedImport(path) != "" || strings.HasPrefix(path, "github.com/gonabla/nabla/kernel/")
	})
	slices.Sort(paths)
	return slices.Compact(paths)
}
