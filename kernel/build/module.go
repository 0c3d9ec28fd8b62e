package build

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"sync"
)

// A Module is a session's own Go module, in which its cells are compiled. Its
// methods may be called at any time from any goroutine.
type Module struct {
	toolchain *Toolchain
	dir       string

	resolving sync.Mutex // held while the go command works on go.mod

	mu       sync.Mutex
	tags     string             // build tags, with commas between them
	added    map[string]Package // beyond what the toolchain has
	imported map[string]bool    // those of them that were asked for
}

// NewModule makes a module in the folder dir, with the versions of all modules
// that the toolchain has compiled.
func (t *Toolchain) NewModule(dir string) (*Module, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if err := writeGoMod(dir, t.record.Source, t.record.Release.language(), t.modules()); err != nil {
		return nil, fmt.Errorf("making the session's module: %w", err)
	}
	return &Module{toolchain: t, dir: dir, added: map[string]Package{}, imported: map[string]bool{}}, nil
}

// Dir is the folder of the module.
func (m *Module) Dir() string { return m.dir }

// lookup finds a compiled package.
func (m *Module) lookup(path string) (Package, bool) {
	if p, ok := m.toolchain.packages[path]; ok {
		return p, true
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	p, ok := m.added[path]
	return p, ok
}

// Resolve makes sure that the imports, and all that they need, are compiled.
// For what was prepared, or resolved before, it starts no process; otherwise a
// missing module is added to go.mod and downloaded. The error joins one
// [ImportError] for each import that cannot be had.
func (m *Module) Resolve(ctx context.Context, imports []string) error {
	unknown := m.unknown(imports)
	if len(unknown) == 0 {
		return nil
	}
	m.resolving.Lock()
	defer m.resolving.Unlock()
	if unknown = m.unknown(imports); len(unknown) == 0 {
		return nil
	}
	g, err := m.command(ctx)
	if err != nil {
		return err
	}
	all, err := g.list(ctx, unknown, countCompiled(ctx))
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return &ImportError{unknown[0], fmt.Sprintf("cannot import %q: %v", unknown[0], explain(err))}
	}
	return m.add(all, unknown)
}

func (m *Module) unknown(imports []string) []string {
	var unknown []string
	for _, path := range imports {
		if _, ok := m.lookup(path); !ok && path != "unsafe" {
			unknown = append(unknown, path)
		}
	}
	return unknown
}

// command is the go command in this module.
func (m *Module) command(ctx context.Context) (goCommand, error) {
	r := m.toolchain.record.Release
	if err := r.check(); err != nil {
		return goCommand{}, err
	}
	env, err := r.commandEnvironment(ctx, os.Environ())
	m.mu.Lock()
	defer m.mu.Unlock()
	return goCommand{release: r, overlay: m.toolchain.record.Overlay, env: env, dir: m.dir, tags: m.tags}, err
}

// SetTags sets the build tags, with commas between them, of packages that are
// resolved from now on.
func (m *Module) SetTags(tags string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.tags = tags
}

// add keeps what was compiled. Packages that the toolchain has stay as they
// are. When an import failed, nothing is kept of it, but the others are.
func (m *Module) add(all []listed, wanted []string) error {
	s := store{filepath.Join(m.toolchain.dataDir, "archives")}
	broken := map[string]listed{}
	fresh := map[string]Package{}
	for _, p := range all {
		if _, known := m.lookup(p.ImportPath); known {
			continue
		}
		if p.Error != nil || len(p.DepsErrors) > 0 || p.Export == "" || p.Name == "main" {
			broken[p.ImportPath] = p
			continue
		}
		kept, err := keep(s, p)
		if err != nil {
			return err
		}
		kept.Archive = filepath.Join(s.dir, kept.Archive)
		fresh[p.ImportPath] = kept
	}
	m.mu.Lock()
	maps.Copy(m.added, fresh)
	for _, path := range wanted {
		m.imported[path] = true
	}
	m.mu.Unlock()
	var failures []error
	for _, path := range wanted {
		if p, failed := broken[path]; failed {
			failures = append(failures, explainImport(p))
		} else if _, ok := m.lookup(path); !ok {
			failures = append(failures, &ImportError{path, fmt.Sprintf("cannot import %q: it names no package", path)})
		}
	}
	return errors.Join(failures...)
}

// explainImport says why a package that a cell imports cannot be had.
func explainImport(p listed) error {
	switch {
	case p.Error != nil:
	case len(p.DepsErrors) > 0:
		p.Error = p.DepsErrors[0]
	case p.Name == "main":
		p.Error = &listedError{Err: "it is a program, not a package"}
	default:
		p.Error = &listedError{Err: "it could not be compiled"}
	}
	return explainPackage(p)
}

// Archives maps the import path of every compiled package to its file.
func (m *Module) Archives() map[string]string {
	archives := make(map[string]string, len(m.toolchain.packages))
	for path, p := range m.toolchain.packages {
		archives[path] = p.Archive
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for path, p := range m.added {
		archives[path] = p.Archive
	}
	return archives
}

// ExportData opens the compiled package, in the form that go/importer's lookup
// function for compiler "gc" returns.
func (m *Module) ExportData(path string) (io.ReadCloser, error) {
	p, ok := m.lookup(path)
	if !ok {
		return nil, fmt.Errorf("package %q has not been resolved", path)
	}
	f, err := os.Open(p.Archive)
	if err != nil {
		return nil, fmt.Errorf("the compiled package %s is not there any more (%w): %w", path, err, errInstall)
	}
	return f, nil
}

// PackageName is the name in the package's clause; empty if it has not been
// resolved.
func (m *Module) PackageName(path string) string {
	p, _ := m.lookup(path)
	return p.Name
}
