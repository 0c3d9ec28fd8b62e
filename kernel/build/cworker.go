package build

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// keepWorkers is how long a worker with packages is kept that nobody has used.
const keepWorkers = 30 * 24 * time.Hour

// Worker is the executable of the session's worker. If packages with C have been
// resolved it is one that has all of them in it, built now unless that was done
// before. An error is that of the build.
func (m *Module) Worker(ctx context.Context) (file string, err error) {
	if err := m.Resolve(ctx, slices.Sorted(maps.Keys(m.withCode()))); err != nil {
		return "", err // one was edited, and does not compile any more
	}
	with := m.withCode()
	if len(with) == 0 {
		return m.toolchain.Worker(), nil
	}
	compiler := compilerOfC()
	parts := []string{m.toolchain.dir, compiler}
	for _, path := range slices.Sorted(maps.Keys(with)) {
		parts = append(parts, path, with[path])
	}
	file = filepath.Join(m.toolchain.dataDir, "workers", hashOf(parts...))
	l, err := acquire(file + ".lock")
	if err != nil {
		return "", err
	}
	defer l.release()
	now := time.Now()
	if os.Chtimes(file, now, now) == nil {
		return file, nil
	}
	if compiler == "" {
		return "", errors.New("there is no C compiler: " + installC)
	}
	removeUnused(filepath.Dir(file), now.Add(-keepWorkers))
	return file, m.buildWorker(ctx, file, slices.Sorted(maps.Keys(with)))
}

// removeUnused removes workers that were not used since a time.
func removeUnused(dir string, since time.Time) {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.ModTime().Before(since) {
			os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}

// buildWorker builds a worker with packages.
func (m *Module) buildWorker(ctx context.Context, file string, packages []string) error {
	g, err := m.command(ctx)
	if err != nil {
		return err
	}
	text, tail, _ := strings.Cut(workerMain, "\nfunc main")
	for _, path := range m.roots(packages) {
		text += fmt.Sprintf("\nimport _ %q\n", path)
	}
	dir := filepath.Join(m.dir, "cworker")
	if err := writeFile(filepath.Join(dir, "main.go"), []byte(text+"\nfunc main"+tail)); err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	defer stillWorking(ctx, "building a worker with "+strings.Join(packages, ", "))()
	g.dir = dir
	return g.buildWorker(ctx, file)
}

// withCode has the archives of the packages with C, by path.
func (m *Module) withCode() map[string]string {
	m.mu.Lock()
	defer m.mu.Unlock()
	with := map[string]string{}
	for path, a := range m.added {
		if a.c && !a.Standard {
			with[path] = a.Archive
		}
	}
	return with
}

// roots are what a program imports in order to have packages in it. In place of one
// that only its neighbours may import they are those that cells import.
func (m *Module) roots(packages []string) (roots []string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, path := range packages {
		if importable(path) {
			roots = append(roots, path)
			continue
		}
		for _, root := range slices.Sorted(maps.Keys(m.added)) {
			if m.added[root].direct && importable(root) && m.closure([]string{root})[path] != nil {
				roots = append(roots, root)
			}
		}
	}
	slices.Sort(roots)
	return slices.Compact(roots)
}

// InWorker tells that the worker that starts has the packages with C in it, if
// withC is set, and what they need: that is loaded.
func (m *Module) InWorker(withC bool) {
	with := map[string]string{}
	if withC {
		with = m.withCode()
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.inWorker = with
	for _, a := range m.closure(slices.Collect(maps.Keys(with))) {
		a.loaded = true
	}
}

// MissingC names the packages with C, of those that imports are or need, that the
// worker does not have in it.
func (m *Module) MissingC(imports []string) (paths []string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for path, a := range m.closure(imports) {
		if a.c && !a.Standard && m.inWorker[path] != a.Archive {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

// ForgetC forgets packages, and those that need them: who imports one resolves it
// again.
func (m *Module) ForgetC(paths []string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var gone []string
	for path := range m.added {
		for needed := range m.closure([]string{path}) {
			if slices.Contains(paths, needed) {
				gone = append(gone, path)
				break
			}
		}
	}
	for _, path := range gone {
		delete(m.added, path)
	}
	m.changes++
}
