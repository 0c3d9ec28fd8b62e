package build

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// A Module is a session's own Go module, in which its cells are compiled. Its
// methods may be called at any time from any goroutine.
type Module struct {
	toolchain *Toolchain
	dir       string

	resolving sync.Mutex // held while the go command works on go.mod

	mu         sync.Mutex
	tags       string               // build tags, with commas between them
	c          bool                 // packages are compiled with C, if there is a compiler
	inWorker   map[string]string    // archives of the packages with C that the worker was built with
	added      map[string]*addition // beyond what the toolchain has
	found      map[string]bool      // see foundBeside
	changes    int                  // see Changes
	modStamp   stamp                // of the go.mod from which modOrigins is
	modOrigins map[string]string
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
	return &Module{toolchain: t, dir: dir, added: map[string]*addition{}, found: map[string]bool{}}, nil
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
	if a := m.added[path]; a != nil {
		return a.Package, true
	}
	return Package{}, false
}

// Has reports whether all imports are compiled, maybe from what they were before.
func (m *Module) Has(imports []string) bool {
	return !slices.ContainsFunc(imports, func(path string) bool {
		_, ok := m.lookup(path)
		return !ok && path != "unsafe"
	})
}

// Resolve makes sure that the imports, and all that they need, are compiled.
// For what was prepared, or resolved before, it starts no process; otherwise a
// missing module is added to go.mod and downloaded. What has been edited, or has
// another version now, is compiled anew unless it is loaded: that [Module.Outdated]
// tells. The error joins one [ImportError] for each import that cannot be had.
func (m *Module) Resolve(ctx context.Context, imports []string) error {
	unknown := m.unresolved(imports)
	if len(unknown) == 0 {
		return nil
	}
	m.resolving.Lock()
	defer m.resolving.Unlock()
	if unknown = m.unresolved(imports); len(unknown) == 0 {
		return nil
	}
	g, err := m.command(ctx)
	if err != nil {
		return err
	}
	if err := m.useBeside(ctx, unknown); err != nil {
		return err
	}
	l := listing{began: time.Now(), tags: g.tags, tell: progressOf(ctx)}
	all, err := m.list(ctx, g, unknown)
	if err == nil {
		all, err = m.listC(ctx, g, all, unknown)
	}
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return &ImportError{unknown[0], fmt.Sprintf("cannot import %q: %v", unknown[0], explain(err))}
	}
	return m.add(all, unknown, l)
}

// A listing is one call of go list.
type listing struct {
	began time.Time
	tags  string
	tell  func(line string) // nil if nobody wants to know
}

// unresolved lists the imports that are not compiled, or need something that is
// neither loaded nor as it was compiled.
func (m *Module) unresolved(imports []string) (unknown []string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	origins, known := m.origins(), map[string]bool{}
	for _, path := range imports {
		if _, prepared := m.toolchain.packages[path]; prepared || path == "unsafe" {
			continue
		}
		if m.added[path] == nil || m.needsRenewal(path, origins, known) {
			unknown = append(unknown, path)
		}
	}
	return unknown
}

// needsRenewal reports whether a package that is not loaded is outdated, or one
// that it needs. What is found out goes into known. The caller holds mu.
func (m *Module) needsRenewal(path string, origins map[string]string, known map[string]bool) bool {
	a := m.added[path]
	if a == nil || a.loaded {
		return false
	}
	needs, ok := known[path]
	if !ok {
		needs = a.outdated(origins, m.tags) != "" || slices.ContainsFunc(a.imports, func(p string) bool { return m.needsRenewal(p, origins, known) })
		known[path] = needs
	}
	return needs
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
	g := goCommand{release: r, overlay: m.toolchain.record.Overlay, env: env, dir: m.dir, tags: m.tags}
	if m.c {
		g = g.withC(compilerOfC())
	}
	return g, err
}

// SetTags sets the build tags, with commas between them, of packages that are
// resolved from now on.
func (m *Module) SetTags(tags string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.tags = tags
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
