package build

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/module"
)

// A Toolchain is what [Prepare] made: one Go release with the compiled
// packages and the worker that belong to it. It is immutable.
type Toolchain struct {
	dataDir  string
	dir      string // of this toolchain
	record   record
	packages map[string]Package
}

// A Package is one compiled package.
type Package struct {
	Path     string // import path
	Name     string // in its package clause
	Archive  string // file
	Standard bool   // of the standard library
	Module   string // path of its module, empty in the standard library
	Version  string // of its module
}

// record is what is written down of a toolchain, in toolchain.json.
type record struct {
	Release  release
	Overlay  string // overlay.json
	Source   string // folder with our module
	Packages []Package
}

const recordFile = "toolchain.json"

// Open reads what [Prepare] made for the source. It starts no process. Its
// errors tell the user what to run.
func Open(c Config) (*Toolchain, error) {
	c, err := c.withDefaults()
	if err != nil {
		return nil, err
	}
	pointer, err := installedFile(c)
	if err != nil {
		return nil, err
	}
	dir, err := os.ReadFile(pointer)
	if isMissing(err) {
		return nil, fmt.Errorf("nothing is prepared for this version of nabla in %s: %w", c.DataDir, errInstall)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", err, errInstall)
	}
	t, err := openToolchain(c.DataDir, filepath.Join(c.DataDir, "toolchain", string(dir)))
	if err != nil {
		return nil, err
	}
	if err := t.record.Release.check(); err != nil {
		return nil, err
	}
	return t, nil
}

// installedFile is where the name of the toolchain that belongs to a source is
// written down.
func installedFile(c Config) (string, error) {
	id, err := sourceID(c.Source)
	if err != nil {
		return "", err
	}
	return filepath.Join(c.DataDir, "installed", id), nil
}

// sourceID names the source by its place and its state.
func sourceID(dir string) (string, error) {
	sum, err := sourceHash(dir)
	if err != nil {
		return "", err
	}
	return hashOf(dir, sum), nil
}

// openToolchain reads the record in dir and makes sure that the files which it
// names are there.
func openToolchain(dataDir, dir string) (*Toolchain, error) {
	data, err := os.ReadFile(filepath.Join(dir, recordFile))
	if err != nil {
		return nil, fmt.Errorf("what was prepared for nabla is not there any more (%w): %w", err, errInstall)
	}
	t := &Toolchain{dataDir: dataDir, dir: dir, packages: map[string]Package{}}
	if err := json.Unmarshal(data, &t.record); err != nil {
		return nil, fmt.Errorf("what was prepared for nabla cannot be read (%w): %w", err, errInstall)
	}
	for _, p := range t.record.Packages {
		p.Archive = filepath.Join(dataDir, "archives", p.Archive)
		if _, err := os.Stat(p.Archive); err != nil {
			return nil, fmt.Errorf("the compiled package %s is not there any more (%w): %w", p.Path, err, errInstall)
		}
		t.packages[p.Path] = p
	}
	if _, err := os.Stat(t.Worker()); err != nil {
		return nil, fmt.Errorf("the worker is not there any more (%w): %w", err, errInstall)
	}
	return t, nil
}

// Worker is the file of the executable that holds a session's variables.
func (t *Toolchain) Worker() string { return filepath.Join(t.dir, "worker") }

// GoVersion is the Go release, such as "go1.26.8".
func (t *Toolchain) GoVersion() string { return t.record.Release.Version }

// GoRoot is the folder of the Go release.
func (t *Toolchain) GoRoot() string { return t.record.Release.Root }

// ModCache is the folder of downloaded modules.
func (t *Toolchain) ModCache() string { return t.record.Release.ModCache }

// WithModCache is the toolchain with another folder for downloaded modules. What
// was prepared names files in the first one, so that packages which need both
// cannot be linked: it is for tests.
func (t *Toolchain) WithModCache(dir string) *Toolchain {
	other := *t
	other.record.Release.ModCache = dir
	return &other
}

// Packages lists all that is compiled already, the standard library and what
// nobody can import included, sorted by path.
func (t *Toolchain) Packages() []Package {
	list := make([]Package, 0, len(t.packages))
	for _, p := range t.record.Packages {
		list = append(list, t.packages[p.Path])
	}
	return list
}

// Standard lists the import paths of the standard library that a cell may
// import, sorted.
func (t *Toolchain) Standard() []string {
	var paths []string
	for _, p := range t.record.Packages {
		if p.Standard && importable(p.Path) {
			paths = append(paths, p.Path)
		}
	}
	return paths
}

// importable reports whether code outside the standard library may import one
// of its packages.
func importable(path string) bool {
	elements := strings.Split(path, "/")
	return elements[0] != "vendor" && !slices.Contains(elements, "internal") && path != "unsafe"
}

// modules lists the modules whose packages are compiled.
func (t *Toolchain) modules() []module.Version {
	var list []module.Version
	for _, p := range t.record.Packages {
		if m := (module.Version{Path: p.Module, Version: p.Version}); m.Path != "" && !slices.Contains(list, m) {
			list = append(list, m)
		}
	}
	return list
}
