package build

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/mod/modfile"
)

// An addition is a package that was compiled since the session began, with what
// tells whether it would be compiled differently now.
type addition struct {
	Package
	imports []string
	origin  string            // what go.mod takes the module from; empty if it says nothing of it
	tags    string            // build tags
	dir     string            // of its files
	files   map[string]source // those that somebody may edit; nil if none
	c       bool              // a C compiler has compiled a part
	direct  bool              // a cell imports it
	loaded  bool              // the worker may have linked it: it stays as it is
}

// A source is a file as it was compiled.
type source struct {
	stamp
	sum string // of its content; empty if it may not be what was compiled
}

// addition describes a listed package whose archive was kept. Files that were
// written after the listing began have no sum: they may have been read before.
func (m *Module) addition(p listed, kept Package, began time.Time, tags string) *addition {
	a := &addition{Package: kept, imports: p.Imports, tags: tags, dir: p.Dir, c: len(p.CgoFiles) > 0}
	if p.Module != nil {
		a.origin = p.Module.origin()
	}
	if !m.mayBeEdited(p) {
		return a
	}
	a.files = map[string]source{}
	for name, s := range stampsIn(p.Dir, p.EmbedFiles) {
		sum := ""
		if s.Modified < began.UnixNano() {
			sum, _ = hashFile(filepath.Join(p.Dir, name))
		}
		a.files[name] = source{s, sum}
	}
	return a
}

// mayBeEdited reports whether a package's files are the user's.
func (m *Module) mayBeEdited(p listed) bool {
	if p.Standard || p.Module == nil {
		return false
	}
	return !inside(p.Dir, m.toolchain.record.Release.ModCache) && !inside(p.Dir, m.toolchain.record.Source)
}

func inside(path, dir string) bool {
	rest, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(rest)
}

// sourceEndings are those of the files in a package's folder that are compiled.
var sourceEndings = []string{".go", ".s", ".S", ".c", ".h", ".cc", ".cpp", ".cxx", ".hh", ".hpp", ".hxx"}

// stampsIn has the files of a folder on which its package depends.
func stampsIn(dir string, embedded []string) map[string]stamp {
	files := map[string]stamp{}
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		name := e.Name()
		if slices.Contains(sourceEndings, filepath.Ext(name)) && !strings.HasSuffix(name, "_test.go") {
			files[name], _ = stampOf(filepath.Join(dir, name))
		}
	}
	for _, name := range embedded {
		files[name], _ = stampOf(filepath.Join(dir, name))
	}
	return files
}

// edited names a file that is not as it was compiled; empty if there is none.
func (a *addition) edited() string {
	if a.files == nil {
		return ""
	}
	now := stampsIn(a.dir, slices.Collect(maps.Keys(a.files)))
	for _, name := range slices.Sorted(maps.Keys(now)) {
		was, known := a.files[name]
		if known && was.stamp == now[name] && was.sum != "" {
			continue
		}
		sum, err := hashFile(filepath.Join(a.dir, name))
		if !known || err != nil || sum != was.sum {
			return name
		}
		a.files[name] = source{now[name], sum} // written again as it was
	}
	return ""
}

// outdated says what is different now from when the package was compiled; empty
// if nothing is.
func (a *addition) outdated(origins map[string]string, tags string) string {
	if now := origins[a.Module]; now != "" && a.origin != "" && now != a.origin {
		return fmt.Sprintf("%s is loaded, and go.mod says %s now", a.origin, now)
	}
	if name := a.edited(); name != "" {
		return fmt.Sprintf("%s was edited since", name)
	}
	if a.tags != tags && heeds(a.dir, changedTags(a.tags, tags)) {
		return fmt.Sprintf("it was compiled with the build tags %q, and they are %q now", a.tags, tags)
	}
	return ""
}

// origin says where a module comes from: its version, or the folder or module
// that stands in its place.
func (l *listedModule) origin() string {
	if l.Replace != nil {
		return strings.TrimSuffix(l.Replace.Path+" "+l.Replace.Version, " ")
	}
	return l.Version
}

// origins says the same of all modules in the session's go.mod. It is read again
// when it has changed. The caller holds mu.
func (m *Module) origins() map[string]string {
	name := filepath.Join(m.dir, "go.mod")
	now, err := stampOf(name)
	if err != nil || now == m.modStamp {
		return m.modOrigins
	}
	f, err := readMod(name)
	if err != nil {
		return m.modOrigins // whoever fetches something gets the error
	}
	m.modStamp, m.modOrigins = now, originsIn(f)
	return m.modOrigins
}

func originsIn(f *modfile.File) map[string]string {
	origins := map[string]string{}
	for _, r := range f.Require {
		origins[r.Mod.Path] = r.Mod.Version
	}
	for _, r := range f.Replace {
		if r.Old.Version == "" || r.Old.Version == origins[r.Old.Path] {
			origins[r.Old.Path] = strings.TrimSuffix(r.New.Path+" "+r.New.Version, " ")
		}
	}
	return origins
}
