package build

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
)

// Downloaded returns import paths that begin with prefix, of packages in modules
// that were downloaded before, whoever did; and, ending in a slash, beginnings of
// such paths, one element further than prefix.
func (m *Module) Downloaded(prefix string) []string {
	cache := m.toolchain.record.Release.ModCache
	folder, _ := path.Split(prefix)
	var list []string
	add := func(p string) {
		if strings.HasPrefix(p, prefix) && !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	for _, name := range subfolders(filepath.Join(cache, "cache", "download", escaped(folder))) {
		p, err := module.UnescapePath(path.Join(escaped(folder), name))
		if err != nil || p == "sumdb" {
			continue
		}
		inside := subfolders(filepath.Join(cache, "cache", "download", escaped(p)))
		if slices.Contains(inside, "@v") {
			add(p)
		}
		if slices.ContainsFunc(inside, func(name string) bool { return !strings.HasPrefix(name, "@") }) {
			add(p + "/")
		}
	}
	if root, source := moduleOf(cache, strings.TrimSuffix(folder, "/")); source != "" {
		within := filepath.Join(source, strings.TrimPrefix(strings.TrimSuffix(folder, "/"), root))
		for _, name := range subfolders(within) {
			if isPackage(filepath.Join(within, name)) {
				add(folder + name)
			} else {
				add(folder + name + "/")
			}
		}
	}
	slices.Sort(list)
	return list
}

// moduleOf finds the module that an import path is in, and the folder of its
// newest version.
func moduleOf(cache, to string) (root, source string) {
	for root = to; root != "" && root != "."; root = path.Dir(root) {
		base := escaped(root) + "@"
		newest := ""
		for _, name := range subfolders(filepath.Join(cache, filepath.Dir(base))) {
			version, ok := strings.CutPrefix(name, path.Base(base))
			if ok && (newest == "" || semver.Compare(version, newest) > 0) {
				newest = version
			}
		}
		if newest != "" {
			return root, filepath.Join(cache, base+newest)
		}
	}
	return "", ""
}

// escaped is a path as it is written in the module cache; "" if it cannot be.
func escaped(p string) string {
	var b strings.Builder
	for _, r := range p {
		if 'A' <= r && r <= 'Z' {
			b.WriteByte('!')
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return strings.TrimSuffix(b.String(), "/")
}

// subfolders returns the names of the folders in a folder that may be part of an
// import path, or of the cache.
func subfolders(dir string) (names []string) {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		switch name := e.Name(); {
		case !e.IsDir(), strings.HasPrefix(name, "."), strings.HasPrefix(name, "_"):
		case name == "internal", name == "testdata", name == "vendor":
		default:
			names = append(names, name)
		}
	}
	return names
}

// isPackage reports whether a folder holds Go that is more than tests.
func isPackage(dir string) bool {
	entries, _ := os.ReadDir(dir)
	return slices.ContainsFunc(entries, func(e os.DirEntry) bool {
		return strings.HasSuffix(e.Name(), ".go") && !strings.HasSuffix(e.Name(), "_test.go")
	})
}
