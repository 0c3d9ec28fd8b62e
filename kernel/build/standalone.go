package build

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
)

// ownFolder is the folder of our own source in a module that stands alone.
const ownFolder = "nabla"

// Standalone writes a program into dir together with what it needs to be built
// by the go command alone: go.mod and go.sum with the versions of this module,
// and, if it imports packages of ours, their source. name is that of the module.
func (m *Module) Standalone(dir, name string, program []byte, imports []string) error {
	source := m.toolchain.record.Source
	text, err := m.standaloneMod(dir, name)
	if err != nil {
		return err
	}
	files := map[string][]byte{"main.go": program, "go.mod": text}
	if files["go.sum"], err = os.ReadFile(filepath.Join(m.dir, "go.sum")); err != nil {
		return fmt.Errorf("reading the session's module: %w", err)
	}
	if !slices.ContainsFunc(imports, m.fromModule) {
		files["go.mod"] = []byte("module " + name + "\n\ngo " + m.toolchain.record.Release.language() + "\n")
		delete(files, "go.sum")
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			return err
		}
	}
	if !slices.ContainsFunc(imports, m.fromModule) {
		return nil
	}
	return copySource(source, filepath.Join(dir, ownFolder), []string{"go.mod", "go.sum", "LICENSE", "mathlib/", "display/", "kernel/worker/universe/"})
}

// fromModule reports whether a package is not of the standard library.
func (m *Module) fromModule(path string) bool {
	return path != "unsafe" && !m.toolchain.packages[path].Standard
}

// standaloneMod is go.mod with our own module beside it, and those of which the
// session has the folders.
func (m *Module) standaloneMod(dir, name string) ([]byte, error) {
	f, err := parseMod(filepath.Join(m.dir, "go.mod"))
	if err != nil {
		return nil, fmt.Errorf("reading the session's module: %w", err)
	}
	if err := f.AddModuleStmt(name); err != nil {
		return nil, err
	}
	if err := m.dropUnused(f); err != nil {
		return nil, err
	}
	if err := f.AddReplace(modulePath, "", "./"+ownFolder, ""); err != nil {
		return nil, err
	}
	for _, r := range slices.Clone(f.Replace) {
		inner, err := filepath.Rel(m.dir, r.New.Path)
		if err != nil || !filepath.IsAbs(r.New.Path) || !filepath.IsLocal(inner) {
			continue
		}
		if err := copyFolder(r.New.Path, filepath.Join(dir, inner)); err != nil {
			return nil, err
		}
		if err := f.AddReplace(r.Old.Path, r.Old.Version, "./"+filepath.ToSlash(inner), ""); err != nil {
			return nil, err
		}
	}
	f.Cleanup()
	return f.Format()
}

// dropUnused drops what our own module needs for other things than cells, and
// replacements of a module by the version that it has anyway.
func (m *Module) dropUnused(f *modfile.File) error {
	data, err := os.ReadFile(filepath.Join(m.toolchain.record.Source, "go.mod"))
	if err != nil {
		return fmt.Errorf("reading the versions that nabla uses: %w", err)
	}
	ours, err := modfile.ParseLax("go.mod", data, nil)
	if err != nil {
		return fmt.Errorf("reading the versions that nabla uses: %w", err)
	}
	unused := map[string]bool{}
	for _, r := range ours.Require {
		unused[r.Mod.Path] = true
	}
	for _, used := range m.toolchain.modules() {
		delete(unused, used.Path)
	}
	used, _ := m.usedModules()
	for path := range used {
		delete(unused, path)
	}
	versions := map[string]string{}
	for _, r := range slices.Clone(f.Require) {
		if versions[r.Mod.Path] = r.Mod.Version; unused[r.Mod.Path] {
			if err := f.DropRequire(r.Mod.Path); err != nil {
				return err
			}
		}
	}
	for _, r := range slices.Clone(f.Replace) {
		if r.New.Path == r.Old.Path && versions[r.Old.Path] == r.New.Version {
			if err := f.DropReplace(r.Old.Path, r.Old.Version); err != nil {
				return err
			}
		}
	}
	return nil
}

// copySource copies some of our source, without its tests.
func copySource(from, to string, wanted []string) error {
	files, err := sourceFiles(from)
	if err != nil {
		return err
	}
	for _, name := range files {
		if !slices.ContainsFunc(wanted, func(w string) bool { return strings.HasPrefix(filepath.ToSlash(name), w) }) {
			continue
		}
		if err := copyFile(filepath.Join(from, name), filepath.Join(to, name)); err != nil {
			return err
		}
	}
	return nil
}

// copyFolder copies a folder with those that links in it lead to.
func copyFolder(from, to string) error {
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, e := range entries {
		old, fresh := filepath.Join(from, e.Name()), filepath.Join(to, e.Name())
		info, err := os.Stat(old)
		switch {
		case err != nil:
			return err
		case info.IsDir():
			err = copyFolder(old, fresh)
		default:
			err = copyFile(old, fresh)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}
