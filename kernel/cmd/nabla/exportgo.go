package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/gonabla/nabla/kernel/build"
	"github.com/gonabla/nabla/kernel/notebook"
	"github.com/gonabla/nabla/kernel/session"
	"github.com/gonabla/nabla/kernel/session/program"
)

// A programWriter writes the module of a program into a folder.
type programWriter func(ctx context.Context, cells []session.ProgramCell, module, dir string) (notes []string, err error)

func writeProgram(ctx context.Context, cells []session.ProgramCell, module, dir string) ([]string, error) {
	toolchain, err := build.Open(build.Config{})
	if err != nil {
		return nil, err
	}
	return session.WriteProgram(ctx, session.Config{Toolchain: toolchain, Version: version}, cells, module, dir)
}

// exportGo makes a module of the code of a notebook, in the folder target. It
// is written beside the folder first, and takes its place when it is whole.
func exportGo(ctx context.Context, write programWriter, nb *notebook.Notebook, target string) error {
	if target == "-" {
		return errors.New("a module is a folder, which cannot go to standard output")
	}
	if !replaceable(target) {
		return fmt.Errorf("%s is there already and was not made by nabla: remove it, or give another place by --output", target)
	}
	var cells []session.ProgramCell
	for _, c := range nb.Runnable() {
		cells = append(cells, session.ProgramCell{Code: c.Source, MayPanic: c.HasTag("raises-exception")})
	}
	dir, err := os.MkdirTemp(filepath.Dir(target), ".nabla-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o755); err != nil {
		return err
	}
	notes, err := write(ctx, cells, moduleName(filepath.Base(target)), dir)
	for _, note := range notes {
		fmt.Fprintf(os.Stderr, "%s: %s\n", target, note)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", target, err)
	}
	if err := os.RemoveAll(target); err != nil {
		return err
	}
	return os.Rename(dir, target)
}

// replaceable says that there is nothing in the place of a folder but a module
// that an earlier export made.
func replaceable(folder string) bool {
	if _, err := os.Lstat(folder); errors.Is(err, os.ErrNotExist) {
		return true
	}
	text, err := os.ReadFile(filepath.Join(folder, "main.go"))
	return err == nil && bytes.HasPrefix(text, []byte(program.Mark))
}

// moduleName makes a module path of the name of a notebook.
func moduleName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) || r == '-' || r == '_' {
			return r
		}
		return '-'
	}, name)
	if name = strings.Trim(name, "-"); name == "" {
		return "notebook"
	}
	return name
}
