package build

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/mod/modfile"
)

// UseWork replaces the modules that a go.work file uses, in dir or above, by
// their folders, except those of which packages were compiled at installation.
// It returns the file and the paths of the modules.
func (m *Module) UseWork(dir string) (file string, modules []string, err error) {
	work, err := findWork(dir)
	if err != nil {
		return "", nil, err
	}
	file = work.Syntax.Name
	folders := map[string]string{}
	for _, use := range work.Use {
		folder := filepath.FromSlash(use.Path)
		if !filepath.IsAbs(folder) {
			folder = filepath.Join(filepath.Dir(file), folder)
		}
		used, err := readMod(filepath.Join(folder, "go.mod"))
		if err != nil {
			return "", nil, fmt.Errorf("a folder that %s uses: %w", file, err)
		}
		path := used.Module.Mod.Path
		if m.pinned(path).Path != "" {
			continue // its packages are compiled, and in the worker
		}
		modules, folders[path] = append(modules, path), folder
	}
	return file, modules, m.editMod(func(f *modfile.File) error {
		for _, path := range modules {
			if err := f.AddReplace(path, "", folders[path], ""); err != nil {
				return err
			}
		}
		return nil
	})
}

// findWork reads the go.work file in a folder or the next above it.
func findWork(dir string) (*modfile.WorkFile, error) {
	for at := dir; ; at = filepath.Dir(at) {
		name := filepath.Join(at, "go.work")
		data, err := os.ReadFile(name)
		if err == nil {
			return modfile.ParseWork(name, data, nil)
		}
		if !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
		if at == filepath.Dir(at) {
			return nil, fmt.Errorf("there is no go.work file in %s or above", dir)
		}
	}
}

// readMod reads a go.mod file, which names its module.
func readMod(name string) (*modfile.File, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	f, err := modfile.Parse(name, data, nil)
	if err == nil && f.Module == nil {
		err = fmt.Errorf("%s names no module", name)
	}
	return f, err
}
