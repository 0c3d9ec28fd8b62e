package build

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// restart is how a package that is loaded is exchanged for what it is now.
const restart = "%restart loads it anew, and keeps variables that are plain data"

// Load tells that the worker is about to link packages with all that they need:
// from now on they stay as they are. It returns the files of all packages.
func (m *Module) Load(imports []string) (archives map[string]string) {
	m.mu.Lock()
	for _, a := range m.closure(imports) {
		a.loaded = true
	}
	m.mu.Unlock()
	return m.Archives()
}

// Unload tells that the worker has ended, and with it all that was loaded.
func (m *Module) Unload() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, a := range m.added {
		a.loaded = false
	}
}

// closure has the additions that packages are or need, by path. The caller holds
// mu.
func (m *Module) closure(paths []string) map[string]*addition {
	found := map[string]*addition{}
	var add func(paths []string)
	add = func(paths []string) {
		for _, path := range paths {
			if a := m.added[path]; a != nil && found[path] == nil {
				found[path] = a
				add(a.imports)
			}
		}
	}
	add(paths)
	return found
}

// Outdated tells, in a sentence each, which of the packages that imports are or
// need are loaded and would be compiled differently now.
func (m *Module) Outdated(imports []string) (list []string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	origins := m.origins()
	for path, a := range m.closure(imports) {
		if !a.loaded {
			continue
		}
		if why := a.outdated(origins, m.tags); why != "" {
			list = append(list, fmt.Sprintf("%s is used as it was loaded (%s): %s", path, why, restart))
		}
	}
	slices.Sort(list)
	return list
}

// Renew compiles the loaded packages that are outdated, as they will be when the
// worker has been started anew, and names them. The error is about the first that
// does not compile.
func (m *Module) Renew(ctx context.Context) (paths []string, err error) {
	m.mu.Lock()
	origins := m.origins()
	for _, path := range slices.Sorted(maps.Keys(m.added)) {
		if a := m.added[path]; a.loaded && a.outdated(origins, m.tags) != "" {
			paths = append(paths, path)
		}
	}
	m.mu.Unlock()
	if len(paths) == 0 {
		return nil, nil
	}
	m.resolving.Lock()
	defer m.resolving.Unlock()
	g, err := m.command(ctx)
	if err != nil {
		return nil, err
	}
	all, err := g.list(ctx, paths, countCompiled(ctx))
	if err != nil && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, explain(err)
	}
	for _, p := range all {
		if slices.Contains(paths, p.ImportPath) && p.failed() {
			return nil, explainImport(p)
		}
	}
	return paths, nil
}

// errConflict is why a package cannot be used beside what is loaded.
func errConflict(path, other, why string) error {
	return &ImportError{path, fmt.Sprintf("cannot import %q: it needs another %s than the one that is loaded (%s): %s", path, other, why, restart)}
}

// add keeps what was compiled. Packages that the toolchain has or the worker has
// loaded stay as they are. When an import failed, nothing is kept of it, but the
// others are. The packages come with those first that others need.
func (m *Module) add(all []listed, wanted []string, l listing) error {
	s := m.toolchain.store()
	unusable := map[string]error{}
	fresh := map[string]*addition{}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range all {
		if _, prepared := m.toolchain.packages[p.ImportPath]; prepared {
			continue
		}
		if p.failed() {
			unusable[p.ImportPath] = explainImport(p)
			continue
		}
		kept, err := keep(s, p)
		if err != nil {
			return err
		}
		kept.Archive = s.path(kept.Archive)
		a := m.addition(p, kept, l.began, l.tags)
		if old := m.added[p.ImportPath]; old != nil && old.loaded {
			if old.Archive != kept.Archive {
				why := cmp.Or(old.outdated(m.origins(), m.tags), "something that it needs has changed since")
				unusable[p.ImportPath] = &conflict{p.ImportPath, why}
				continue
			}
			a.loaded, a.direct = true, old.direct
		}
		if err := firstOf(unusable, p.Imports); err != nil {
			unusable[p.ImportPath] = err
			continue
		}
		fresh[p.ImportPath] = a
		if slices.Contains(wanted, p.ImportPath) && l.tell != nil && p.leavesOutC() && compilerOfC() == "" {
			l.tell(p.ImportPath + " has code in C (cgo), and there is no C compiler: what needs it is left out. With gcc installed, or CC set by %env, a new session has it")
		}
	}
	m.accept(fresh)
	return m.failures(wanted, unusable)
}

// A conflict is a package that would not be what is loaded.
type conflict struct{ path, why string }

func (c *conflict) Error() string { return c.path + ": " + c.why }

// firstOf returns the first error of some packages, if it is a conflict: other
// errors the go command has found in all that need them.
func firstOf(unusable map[string]error, paths []string) error {
	for _, path := range paths {
		var c *conflict
		if errors.As(unusable[path], &c) {
			return c
		}
	}
	return nil
}

// accept makes additions known. What was compiled with another form of them and
// is not loaded is forgotten. The caller holds mu.
func (m *Module) accept(fresh map[string]*addition) {
	replaced := map[string]bool{}
	for path, a := range fresh {
		if old := m.added[path]; old != nil && old.Archive != a.Archive {
			replaced[path] = true
			m.changes++
		}
	}
	for path := range m.added {
		if fresh[path] != nil {
			continue
		}
		for needed := range m.closure([]string{path}) {
			if replaced[needed] {
				delete(m.added, path)
				break
			}
		}
	}
	for path, a := range fresh {
		if old := m.added[path]; old != nil {
			a.direct = old.direct
		}
		m.added[path] = a
	}
}

// failures joins what is wrong with the packages that were wanted. The caller
// holds mu.
func (m *Module) failures(wanted []string, unusable map[string]error) error {
	var failures []error
	for _, path := range wanted {
		var c *conflict
		switch err := unusable[path]; {
		case errors.As(err, &c):
			failures = append(failures, errConflict(path, c.path, c.why))
		case err != nil:
			failures = append(failures, m.hinted(err))
		case m.added[path] == nil:
			failures = append(failures, &ImportError{path, fmt.Sprintf("cannot import %q: it names no package", path)})
		default:
			m.added[path].direct = true
		}
	}
	return errors.Join(failures...)
}

// hinted adds to what the compiler said about a package why that may be.
func (m *Module) hinted(err error) error {
	var refused *ImportError
	if !errors.As(err, &refused) || !strings.Contains(refused.Message, ".go:") {
		return err
	}
	if hint := m.tooOld(); hint != "" {
		return &ImportError{refused.Path, refused.Message + "\n" + hint}
	}
	return err
}

// Changes counts the packages that were exchanged for what they are now: whoever
// has read export data before reads it again.
func (m *Module) Changes() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.changes
}
