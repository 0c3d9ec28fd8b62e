package build

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"
)

// useBeside has packages of which go.mod says nothing come from the module in
// whose folder the session works, those in the folders there, or those that a
// go.work file uses, with the replacements that hold there. The caller holds resolving.
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
		if err != nil && progressOf(ctx) != nil {
			progressOf(ctx)("what is beside the notebook is not used: " + strings.ReplaceAll(err.Error(), dir+string(filepath.Separator), ""))
		}
		if err != nil || len(used) == 0 {
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

// beside finds the folder of the module that a package belongs to, first of those
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
	name := moduleWith(dir, path)
	if name == "" {
		return nil, nil, "", nil
	}
	f, err := readMod(name)
	if err != nil {
		return nil, nil, "", err
	}
	at = filepath.Dir(name)
	vendored, err := m.useVendored(at)
	return append([]usedFolder{{f.Module.Mod.Path, at}}, vendored...), f.Replace, at, err
}

// moduleWith finds the go.mod of the module that has a package: above a folder, or
// in the folders that are in it; "" if there is none.
func moduleWith(dir, path string) string {
	candidates, _ := filepath.Glob(filepath.Join(dir, "*", "go.mod"))
	if name := above(dir, "go.mod"); name != "" {
		candidates = append([]string{name}, candidates...)
	}
	for _, name := range candidates {
		data, err := os.ReadFile(name)
		if module := modfile.ModulePath(data); err == nil && module != "" && within(path, module) {
			return name
		}
	}
	return ""
}

// plainFolder is the folder of Go files, in the working directory, that an import
// path may mean which is no module; "" if there is none.
func plainFolder(path string) string {
	dir, err := os.Getwd()
	if err != nil || !filepath.IsLocal(path) {
		return ""
	}
	files, _ := filepath.Glob(filepath.Join(dir, path, "*.go"))
	if len(files) == 0 {
		return ""
	}
	return path
}
