package build

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
)

// writeGoMod makes dir a module that uses our own, in source.
func writeGoMod(dir, source, goVersion string, pinned []module.Version) error {
	text, err := newMod(source, goVersion, pinned)
	if err != nil {
		return err
	}
	sums, err := os.ReadFile(filepath.Join(source, "go.sum"))
	if err != nil {
		return fmt.Errorf("reading the checksums of what nabla uses: %w", err)
	}
	if err := writeFile(filepath.Join(dir, "go.mod"), text); err != nil {
		return err
	}
	return writeFile(filepath.Join(dir, "go.sum"), sums)
}

// newMod is the go.mod of a module that uses our own, in source, with the same
// versions of everything that ours uses. The modules in pinned stay at those
// versions whatever else is added to go.mod later: their packages are compiled
// already, and may be in the worker.
func newMod(source, goVersion string, pinned []module.Version) ([]byte, error) {
	ours, err := parseMod(filepath.Join(source, "go.mod"))
	if err != nil {
		return nil, fmt.Errorf("reading the versions that nabla uses: %w", err)
	}
	return goMod(ours, source, goVersion, pinned)
}

func goMod(ours *modfile.File, source, goVersion string, pinned []module.Version) ([]byte, error) {
	f := new(modfile.File)
	if err := f.AddModuleStmt("notebook"); err != nil {
		return nil, err
	}
	if err := f.AddGoStmt(goVersion); err != nil {
		return nil, err
	}
	f.AddNewRequire(modulePath, "v0.0.0", false)
	for _, r := range ours.Require {
		f.AddNewRequire(r.Mod.Path, r.Mod.Version, r.Indirect)
	}
	if err := f.AddReplace(modulePath, "", source, ""); err != nil {
		return nil, err
	}
	pinned = slices.Clone(pinned)
	slices.SortFunc(pinned, func(a, b module.Version) int { return slices.Compare([]string{a.Path}, []string{b.Path}) })
	for _, m := range pinned {
		if m.Path == modulePath {
			continue
		}
		if err := f.AddReplace(m.Path, "", m.Path, m.Version); err != nil {
			return nil, err
		}
	}
	f.Cleanup()
	return f.Format()
}
