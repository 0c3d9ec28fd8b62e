package session

import (
	"context"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/completion"
	"github.com/gonabla/nabla/kernel/completion/static"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/session/check"
)

// Complete implements [interp.Interpreter].
func (s *Session) Complete(ctx context.Context, code string, cursor int) interp.Completion {
	return s.answers.Complete(ctx, s.notebook(), code, cursor)
}

// Inspect implements [interp.Interpreter].
func (s *Session) Inspect(ctx context.Context, code string, cursor, detail int) interp.Inspection {
	return s.answers.Inspect(ctx, s.notebook(), code, cursor, detail)
}

// notebook is what questions are answered from. A cell that runs meanwhile
// changes nothing of it.
func (s *Session) notebook() completion.Notebook {
	s.mu.Lock()
	defer s.mu.Unlock()
	from := s.importer
	return completion.Notebook{
		State:    s.state,
		Importer: from,
		Origin:   static.Origin{Positions: from.positions, GoRoot: s.config.Toolchain.GoRoot()},
		Find: func(name string, selected []string) (string, bool) {
			return s.packages.find(name, selected, from)
		},
		PackageName: s.module.PackageName,
		Packages:    s.packages.names,
		Paths:       s.importable,
	}
}

// importable lists the packages that are compiled and that a cell may import.
func (s *Session) importable() []string {
	var paths []string
	for path := range s.module.Archives() {
		if check.RefusedImport(path) == "" && s.module.PackageName(path) != "main" && !strings.HasPrefix(path, "github.com/gonabla/nabla/kernel/") {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}
