package main

import (
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
)

// A programWriter writes the module of a program into a folder.
type programWriter func(ctx context.Context, cells []session.ProgramCell, module, dir string) (notes []string, err error)

// writeProgram writes programs of a notebook, with the versions of modules that it
// asks for.
func writeProgram(file string) programWriter {
	return func(ctx context.Context, cells []session.ProgramCell, module, dir string) ([]string, error) {
		toolchain, err := build.Open(build.Config{})
		if err != nil {
			return nil, err
		}
		if file, err = filepath.Abs(file); err != nil {
			return nil, err
		}
		return session.WriteProgram(ctx, session.Config{Toolchain: toolchain, Version: version, Notebook: file}, cells, module, dir)
	}
}

// exportGo makes a module of the code of a notebook, in the folder target.
func exportGo(ctx context.Context, write programWriter, nb *notebook.Notebook, target string) error {
	if target == "-" {
		return errors.New("a module is a folder, which cannot go to standard output")
	}
	var cells []session.ProgramCell
	for _, c := range nb.Runnable() {
		cells = append(cells, session.ProgramCell{Code: c.Source, MayPanic: c.HasTag("raises-exception")})
	}
	return session.ReplaceModule(target, func(dir string) error {
		notes, err := write(ctx, cells, moduleName(filepath.Base(target)), dir)
		for _, note := range notes {
			fmt.Fprintf(os.Stderr, "%s: %s\n", target, note)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", target, err)
		}
		return nil
	})
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
