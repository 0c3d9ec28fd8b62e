package build

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"

	"golang.org/x/mod/modfile"
)

// useBeside has packages of which go.mod says nothing come from the module in
// whose folder the session works, or from those that a go.work file there uses,
// with the replacements that hold there. The caller holds resolving.
func (m *Module) useBeside(ctx context.Context, paths []string) error {
	dir, err := os.Getwd()
	if err != nil {
		return nil // then nothing is beside it
	}
	for _, path := range paths {
		if m.knows(path) {
			continue
		}
		used, replace, at, err := m.beside(dir, path)
		if err != nil {
			return &ImportError{path, fmt.Sprintf("cannot import %q: %v", path, err)}
		}
		if len(used) == 0 {
			continue
		}
		if err := m.useFolders(used, replace, at); err != nil {
			return err
		}
		m.mu.Lock()
		for _, u := range used {
			m.found[u.path] = true
		}
		m.mu.Unlock()
		if tell := progressOf(ctx); tell != nil {
			tell(fmt.Sprintf("%s is in the folder %s, and used from there", used[0].path, relative(used[0].folder, dir)))
		}
	}
	return nil
}

// foundBeside has the modules that useBeside has found.
func (m *Module) foundBeside() map[string]bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.found)
}

// knows reports whether go.mod says of a module where to take a package from, or
// the package was compiled at installation.
func (m *Module) knows(path string) bool {
	if m.pinned(path).Path != "" {
		return true
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for known := range m.origins() {
		if within(path, known) {
			return true
		}
	}
	return false
}

// beside finds the folder of the module that a package belongs to: first of those
// that a go.work file uses. In replace are the replacements that hold there, of
// which folders are relative to at.
func (m *Module) beside(dir, path string) (used []usedFolder, replace []*modfile.Replace, at string, err error) {
	if above(dir, "go.work") != "" {
		work, err := findWork(dir)
		if err != nil {
			return nil, nil, "", err
		}
		if used, err = m.usedBy(work); err != nil {
			return nil, nil, "", err
		}
		for i, u := range used {
			if within(path, u.path) {
				used[0], used[i] = used[i], used[0]
				return used, work.Replace, filepath.Dir(work.Syntax.Name), nil
			}
		}
	}
	name := above(dir, "go.mod")
	if name == "" {
		return nil, nil, "", nil
	}
	f, err := readMod(name)
	if err != nil || !within(path, f.Module.Mod.Path) {
		return nil, nil, "", nil // it is not about this package
	}
	at = filepath.Dir(name)
	vendored, err := m.useVendored(at)
	return append([]usedFolder{{f.Module.Mod.Path, at}}, vendored...), f.Replace, at, err
}
