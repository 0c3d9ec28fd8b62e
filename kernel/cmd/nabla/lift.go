package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/tools/go/packages"

	"github.com/gonabla/nabla/mathlib/autodiff/lift"
)

// liftedFile is the name of the file that lift writes into a package.
const liftedFile = "nabla_lift.go"

type liftCommand struct {
	Packages []string `arg:"" optional:"" help:"Packages to lift, as for go build; the one in this folder if none is given."`
}

func (c *liftCommand) Run() error { return c.lift(".") }

// lift writes the twins of packages, seen from dir, beside their files, so
// that derivatives of their functions are exact outside notebooks too.
func (c *liftCommand) lift(dir string) error {
	config := &packages.Config{
		Dir: dir,
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports |
			packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedExportFile,
	}
	list, err := packages.Load(config, c.Packages...)
	if err != nil {
		return err
	}
	// What was written before must not be taken for the user's: it is looked
	// at as if it held nothing.
	config.Overlay = map[string][]byte{}
	for _, p := range list {
		for _, name := range p.GoFiles {
			if filepath.Base(name) == liftedFile {
				config.Overlay[name] = []byte("package " + p.Name + "\n")
			}
		}
	}
	if len(config.Overlay) > 0 {
		if list, err = packages.Load(config, c.Packages...); err != nil {
			return err
		}
	}
	for _, p := range list {
		if err := liftPackage(p); err != nil {
			return err
		}
	}
	return nil
}

// liftPackage writes, or removes, the file of one package.
func liftPackage(p *packages.Package) error {
	if len(p.Errors) > 0 {
		return fmt.Errorf("%s does not compile: %w", p.PkgPath, p.Errors[0])
	}
	if len(p.CompiledGoFiles) == 0 {
		return errors.New(p.PkgPath + " has no Go files")
	}
	dir := filepath.Dir(p.CompiledGoFiles[0])
	var files []lift.File
	for _, f := range p.Syntax {
		name := p.Fset.File(f.FileStart).Name()
		if filepath.Base(name) == liftedFile {
			continue
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		files = append(files, lift.File{Syntax: f, Src: src})
	}
	text, refusals, err := lift.LiftPackage(p.Fset, files, p.Types, p.TypesInfo)
	if err != nil {
		return err
	}
	for _, r := range refusals {
		fmt.Fprintf(os.Stderr, "%s: %s has no exact derivative: %s\n", r.Pos, r.Func, r.Reason)
	}
	return writeLifted(filepath.Join(dir, liftedFile), text)
}

// writeLifted writes the file, or removes an older one when there is nothing
// to lift any more.
func writeLifted(name, text string) error {
	if text != "" {
		return os.WriteFile(name, []byte(text), 0o644)
	}
	if err := os.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
