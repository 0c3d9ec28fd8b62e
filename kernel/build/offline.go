package build

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
)

// unreachable is what the go command says when a module would have to come from
// a network that is not there, or not wanted.
var unreachable = regexp.MustCompile(`module lookup disabled by GOPROXY=off|` + noNetwork)

// list compiles packages. Modules that go.mod does not name yet are taken from
// the module cache if they cannot be looked for elsewhere.
func (m *Module) list(ctx context.Context, g goCommand, paths []string) ([]listed, error) {
	all, err := g.list(ctx, paths, countCompiled(ctx))
	if err != nil {
		return nil, err
	}
	found := false
	for _, p := range all {
		if p.Error == nil || !slices.Contains(paths, p.ImportPath) || !unreachable.MatchString(p.Error.Err) {
			continue
		}
		if v := m.cached(p.ImportPath); v.Path != "" && m.useCached(ctx, g, v) {
			found = true
		}
	}
	if !found {
		return all, nil
	}
	return g.list(ctx, paths, countCompiled(ctx))
}

// useCached has go.mod require a version that is in the module cache. It was
// checked when it came there.
func (m *Module) useCached(ctx context.Context, g goCommand, v module.Version) bool {
	download := filepath.Join(m.toolchain.ModCache(), "cache", "download")
	g.env = append(slices.Clone(g.env), "GOPROXY=file://"+filepath.ToSlash(download)+",off", "GOPRIVATE=", "GONOPROXY=none", "GOSUMDB=off")
	_, err := g.run(WithProgress(ctx, func(string) {}), []string{"get", "--", v.String()}, nil)
	if tell := progressOf(ctx); err == nil && tell != nil {
		tell(fmt.Sprintf("without a network: %s %s of the module cache", v.Path, v.Version))
	}
	return err == nil
}

// cached finds the module in the module cache that has a package: the newest
// version, and a release rather than another.
func (m *Module) cached(path string) module.Version {
	for at := path; strings.Contains(at, "."); at = parent(at) {
		escaped, err := module.EscapePath(at)
		if err != nil {
			continue
		}
		if version := m.newestCached(escaped, strings.TrimPrefix(strings.TrimPrefix(path, at), "/")); version != "" {
			return module.Version{Path: at, Version: version}
		}
	}
	return module.Version{}
}

// parent is an import path without its last element.
func parent(path string) string { return path[:max(strings.LastIndexByte(path, '/'), 0)] }

// newestCached finds the best version of a module that is in the module cache as a
// whole and has a folder.
func (m *Module) newestCached(escaped, folder string) (best string) {
	cache := m.toolchain.ModCache()
	zips, _ := filepath.Glob(filepath.Join(cache, "cache", "download", escaped, "@v", "*.zip"))
	for _, zip := range zips {
		name := strings.TrimSuffix(filepath.Base(zip), ".zip")
		version, err := module.UnescapeVersion(name)
		if err != nil || !semver.IsValid(version) {
			continue
		}
		if _, err := os.Stat(filepath.Join(cache, escaped+"@"+name, folder)); err != nil {
			continue
		}
		if best == "" || better(version, best) {
			best = version
		}
	}
	return best
}

// better reports whether version a is to be preferred to b.
func better(a, b string) bool {
	if release, other := semver.Prerelease(a) == "", semver.Prerelease(b) == ""; release != other {
		return release
	}
	return semver.Compare(a, b) > 0
}
