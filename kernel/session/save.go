package session

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/command"
	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/program"
)

// Save implements [command.Session].
func (a *acting) Save(ctx context.Context, name string) (notes []string, err error) {
	s := a.session
	text, imports, notes, err := s.program(ctx, s.succeeded())
	if err != nil {
		return notes, err
	}
	if !strings.HasSuffix(name, ".go") {
		return notes, s.saveModule(name, text, imports)
	}
	for _, path := range imports {
		if !slices.Contains(s.config.Toolchain.Standard(), path) && path != "unsafe" {
			return notes, fmt.Errorf("the program imports %s: a folder, as in %%save %s, has room for the go.mod that it needs", path, strings.TrimSuffix(name, ".go"))
		}
	}
	if err := mayWrite(name, name); err != nil {
		return notes, err
	}
	return notes, os.WriteFile(name, text, 0o666)
}

// succeeded lists the cells that have run to their end, without their commands.
func (s *Session) succeeded() (list []ProgramCell) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, u := range s.units {
		if _, text := cell.Cut(u.text, command.Form); u.succeeded && strings.TrimSpace(text) != "" {
			list = append(list, ProgramCell{Code: text})
		}
	}
	return list
}

// program makes a program of cells, with the versions of modules that this
// session uses.
func (s *Session) program(ctx context.Context, cells []ProgramCell) (text []byte, imports, notes []string, err error) {
	other, err := prepare(s.config)
	if err != nil {
		return nil, nil, nil, err
	}
	defer other.folder.Close()
	for _, file := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(s.module.Dir(), file))
		if err == nil {
			err = os.WriteFile(filepath.Join(other.module.Dir(), file), data, 0o644)
		}
		if err != nil {
			return nil, nil, nil, err
		}
	}
	return other.makeProgram(ctx, cells)
}

// saveModule writes a program with its go.mod into a folder.
func (s *Session) saveModule(folder string, text []byte, imports []string) error {
	return ReplaceModule(folder, func(dir string) error { return s.module.Standalone(dir, "notebook", text, imports) })
}

// ReplaceModule puts the module that write writes into a folder in the place of
// folder, when it is whole, so that nothing is left half-written. What is there
// gives way only if it is such a module, too.
func ReplaceModule(folder string, write func(dir string) error) error {
	folder = filepath.Clean(folder)
	if err := mayWrite(folder, filepath.Join(folder, "main.go")); err != nil {
		return err
	}
	fresh, err := os.MkdirTemp(filepath.Dir(folder), ".nabla-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(fresh)
	if err := os.Chmod(fresh, 0o755); err != nil {
		return err
	}
	if err := write(fresh); err != nil {
		return err
	}
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	return os.Rename(fresh, folder)
}

// mayWrite says why a file or folder must stay, of which main is the program:
// it is there, and was not made of cells.
func mayWrite(name, main string) error {
	if _, err := os.Lstat(name); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	text, err := os.ReadFile(main)
	if err == nil && bytes.HasPrefix(text, []byte(program.Mark)) {
		return nil
	}
	return fmt.Errorf("%s is there already and was not written by nabla: remove it, or choose another name", name)
}
