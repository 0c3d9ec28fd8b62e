package build

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
)

// Mod returns what the session's go.mod says beyond what that of every session
// does, as a go.mod of its own. Folders that stand in place of modules are
// relative to dir; with an empty one they stay as they are.
func (m *Module) Mod(dir string) ([]byte, error) { return m.ownMod(dir, nil) }

// ModToSave is what Mod returns without modules that were found beside the
// notebook, and are found there again.
func (m *Module) ModToSave(dir string) ([]byte, error) { return m.ownMod(dir, m.foundBeside()) }

func (m *Module) ownMod(dir string, without map[string]bool) ([]byte, error) {
	f, err := m.readOwn()
	if err != nil {
		return nil, err
	}
	usual, err := m.usualMod()
	if err != nil {
		return nil, err
	}
	own := new(modfile.File)
	if err := own.AddModuleStmt(f.Module.Mod.Path); err != nil {
		return nil, err
	}
	if err := own.AddGoStmt(majorMinor(m.toolchain.record.Release.language())); err != nil {
		return nil, err
	}
	used, direct := m.usedModules()
	for _, r := range f.Require {
		if same := requires(usual, r.Mod.Path) == r.Mod.Version; r.Mod.Path != modulePath && !without[r.Mod.Path] && (!same || used[r.Mod.Path]) {
			own.AddNewRequire(r.Mod.Path, r.Mod.Version, r.Indirect && !direct[r.Mod.Path])
		}
	}
	for _, r := range f.Replace {
		if without[r.Old.Path] || slices.ContainsFunc(usual.Replace, func(u *modfile.Replace) bool { return u.Old == r.Old && u.New == r.New }) {
			continue
		}
		if err := own.AddReplace(r.Old.Path, r.Old.Version, relative(r.New.Path, dir), r.New.Version); err != nil {
			return nil, err
		}
	}
	for _, x := range f.Exclude {
		if err := own.AddExclude(x.Mod.Path, x.Mod.Version); err != nil {
			return nil, err
		}
	}
	own.SetRequireSeparateIndirect(own.Require)
	own.Cleanup()
	return own.Format()
}

// usualMod is the go.mod of a new session.
func (m *Module) usualMod() (*modfile.File, error) {
	t := m.toolchain
	text, err := newMod(t.record.Source, t.record.Release.language(), t.modules())
	if err != nil {
		return nil, err
	}
	return modfile.Parse("go.mod", text, nil)
}

// usedModules has the modules, beside those with packages compiled at
// installation, of which packages are compiled; direct those of which cells have
// imported some.
func (m *Module) usedModules() (used, direct map[string]bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	used, direct = map[string]bool{}, map[string]bool{}
	for _, a := range m.added {
		if m.pinned(a.Module).Path == "" {
			used[a.Module] = true
			direct[a.Module] = direct[a.Module] || a.direct
		}
	}
	return used, direct
}

// requires is the version of a module that a go.mod requires; empty if none.
func requires(f *modfile.File, path string) string {
	for _, r := range f.Require {
		if r.Mod.Path == path {
			return r.Mod.Version
		}
	}
	return ""
}

// relative is a folder as it is written in a go.mod file in dir.
func relative(folder, dir string) string {
	if dir == "" || !filepath.IsAbs(folder) {
		return folder
	}
	short, err := filepath.Rel(dir, folder)
	if err != nil {
		return folder
	}
	if !strings.HasPrefix(short, ".") {
		short = "./" + short
	}
	return short
}

// WholeMod returns the session's go.mod.
func (m *Module) WholeMod() ([]byte, error) {
	f, err := m.readOwn()
	if err != nil {
		return nil, err
	}
	return f.Format()
}

// Replace puts a folder in the place of a module in the session's go.mod, or no
// longer does if the folder is empty.
func (m *Module) Replace(path, folder string) error {
	if p := m.pinned(path); p.Path != "" {
		return fmt.Errorf("%s stays at %s in notebooks: nabla itself is compiled with it", p.Path, p.Version)
	}
	if folder != "" {
		mod, err := readMod(filepath.Join(folder, "go.mod"))
		if err != nil {
			return fmt.Errorf("no folder of a module: %w", err)
		}
		if mod.Module.Mod.Path != path {
			return fmt.Errorf("what is in the folder is the module %s, not %s", mod.Module.Mod.Path, path)
		}
	}
	return m.editMod(func(f *modfile.File) error {
		if folder != "" {
			return f.AddReplace(path, "", folder, "")
		}
		return dropReplace(f, path)
	})
}

// dropReplace takes a module itself again, and its newest version if it was never
// asked for another one.
func dropReplace(f *modfile.File, path string) error {
	found := false
	for _, r := range slices.Clone(f.Replace) {
		if r.Old.Path == path {
			found = true
			if err := f.DropReplace(path, r.Old.Version); err != nil {
				return err
			}
		}
	}
	if !found {
		return fmt.Errorf("nothing stands in the place of %s: %%mod shows what does", path)
	}
	if strings.HasPrefix(requires(f, path), "v0.0.0-0001") { // what the go command writes for a folder
		return f.DropRequire(path)
	}
	return nil
}

// editMod changes the session's go.mod.
func (m *Module) editMod(edit func(*modfile.File) error) error {
	m.resolving.Lock()
	defer m.resolving.Unlock()
	return m.changeMod(edit)
}

// changeMod is editMod for those who hold resolving.
func (m *Module) changeMod(edit func(*modfile.File) error) error {
	f, err := m.readOwn()
	if err != nil {
		return err
	}
	if err := edit(f); err != nil {
		return err
	}
	f.Cleanup()
	text, err := f.Format()
	if err != nil {
		return err
	}
	return writeFile(filepath.Join(m.dir, "go.mod"), text)
}

// readOwn reads the session's go.mod.
func (m *Module) readOwn() (*modfile.File, error) {
	f, err := readMod(filepath.Join(m.dir, "go.mod"))
	if isMissing(err) {
		return nil, errors.New("the session's go.mod is gone: %reset go.mod makes a new one")
	}
	if err != nil {
		said := strings.ReplaceAll(err.Error(), m.dir+string(filepath.Separator), "")
		return nil, fmt.Errorf("the session's go.mod cannot be read: %s: mend it, or %%reset go.mod makes a new one", said)
	}
	return f, nil
}
