package build

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

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
	used, err := m.usedBy(work)
	if err != nil {
		return "", nil, err
	}
	for _, u := range used {
		modules = append(modules, u.path)
	}
	m.resolving.Lock()
	defer m.resolving.Unlock()
	return work.Syntax.Name, modules, m.useFolders(used, work.Replace, filepath.Dir(work.Syntax.Name))
}

// A usedFolder is a folder that stands in the place of a module.
type usedFolder struct{ path, folder string }

// usedBy lists the modules that a go.work file uses.
func (m *Module) usedBy(work *modfile.WorkFile) (list []usedFolder, err error) {
	file := work.Syntax.Name
	for _, use := range work.Use {
		folder := absolute(use.Path, filepath.Dir(file))
		used, err := readMod(filepath.Join(folder, "go.mod"))
		if err != nil {
			return nil, fmt.Errorf("a folder that %s uses: %w", file, err)
		}
		if path := used.Module.Mod.Path; m.pinned(path).Path == "" { // otherwise its packages are in the worker
			list = append(list, usedFolder{path, folder})
		}
	}
	return list, nil
}

// useFolders puts folders in the place of modules in the session's go.mod, and
// takes over replacements, of which folders are relative to dir. The caller holds
// resolving.
func (m *Module) useFolders(list []usedFolder, replace []*modfile.Replace, dir string) error {
	return m.changeMod(func(f *modfile.File) error {
		for _, u := range list {
			if err := f.AddReplace(u.path, "", u.folder, ""); err != nil {
				return err
			}
		}
		for _, r := range replace {
			if slices.ContainsFunc(list, func(u usedFolder) bool { return u.path == r.Old.Path }) {
				continue
			}
			if err := m.addReplace(f, r, dir); err != nil {
				return err
			}
		}
		return nil
	})
}

// addReplace takes over a replacement from a file in dir, unless it is one of a
// module of which packages were compiled at installation.
func (m *Module) addReplace(f *modfile.File, r *modfile.Replace, dir string) error {
	if m.pinned(r.Old.Path).Path != "" {
		return nil
	}
	to := r.New.Path
	if r.New.Version == "" {
		to = absolute(to, dir)
	}
	return f.AddReplace(r.Old.Path, r.Old.Version, to, r.New.Version)
}

// absolute is a folder as it is named in a file in dir.
func absolute(folder, dir string) string {
	folder = filepath.FromSlash(folder)
	if filepath.IsAbs(folder) {
		return folder
	}
	return filepath.Join(dir, folder)
}

// findWork reads the go.work file in a folder or the next above it.
func findWork(dir string) (*modfile.WorkFile, error) {
	name := above(dir, "go.work")
	if name == "" {
		return nil, fmt.Errorf("there is no go.work file in %s or above", dir)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return modfile.ParseWork(name, data, nil)
}

// above finds a file in a folder or the next above it; "" if there is none.
func above(dir, name string) string {
	for at := dir; ; at = filepath.Dir(at) {
		file := filepath.Join(at, name)
		if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() {
			return file
		}
		if at == filepath.Dir(at) {
			return ""
		}
	}
}

// readMod reads a go.mod file, which names its module.
func readMod(name string) (*modfile.File, error) {
	f, err := parseMod(name)
	if err == nil && f.Module == nil {
		err = fmt.Errorf("%s names no module", name)
	}
	return f, err
}

// parseMod reads a go.mod file.
func parseMod(name string) (*modfile.File, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return modfile.Parse(name, data, nil)
}
