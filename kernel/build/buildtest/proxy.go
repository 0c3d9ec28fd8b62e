package buildtest

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
	"golang.org/x/mod/zip"

	"github.com/gonabla/nabla/kernel/build"
)

// Modules makes modules that Go's tools find without a network until the test
// ends, and the shared toolchain with an empty module cache. The files of a module
// are named as in "example.com/module@v1.0.0/file.go"; one without go.mod gets it.
func Modules(t testing.TB, files map[string]string) *build.Toolchain {
	t.Helper()
	toolchain := Toolchain(t)
	proxy, sources, cache := t.TempDir(), t.TempDir(), t.TempDir()
	t.Cleanup(func() { makeWritable(cache) })
	versions := map[module.Version]bool{}
	for name, text := range files {
		path, rest, _ := strings.Cut(name, "@")
		version, _, _ := strings.Cut(rest, "/")
		v := module.Version{Path: path, Version: version}
		if !versions[v] {
			versions[v] = true
			write(t, filepath.Join(sources, v.String(), "go.mod"), "module "+path+"\n")
		}
		write(t, filepath.Join(sources, name), text)
	}
	for v := range versions {
		if err := publish(proxy, v, filepath.Join(sources, v.String())); err != nil {
			t.Fatal(err)
		}
	}
	// What the session's go.mod names is in the user's module cache.
	t.Setenv("GOPROXY", "file://"+proxy+",file://"+toolchain.ModCache()+"/cache/download,off")
	t.Setenv("GOSUMDB", "off")
	return toolchain.WithModCache(cache)
}

func write(t testing.TB, name, text string) {
	t.Helper()
	err := os.MkdirAll(filepath.Dir(name), 0o755)
	if err == nil {
		err = os.WriteFile(name, []byte(text), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// publish writes what a proxy has of a version of a module.
func publish(proxy string, v module.Version, source string) error {
	dir := filepath.Join(proxy, v.Path, "@v")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	info, err := json.Marshal(map[string]string{"Version": v.Version, "Time": "2026-01-01T00:00:00Z"})
	if err != nil {
		return err
	}
	mod, err := os.ReadFile(filepath.Join(source, "go.mod"))
	if err != nil {
		return err
	}
	list, _ := os.ReadFile(filepath.Join(dir, "list"))
	known := append(strings.Fields(string(list)), v.Version)
	semver.Sort(known)
	for ending, data := range map[string][]byte{v.Version + ".info": info, v.Version + ".mod": mod, "list": []byte(strings.Join(known, "\n") + "\n")} {
		if err := os.WriteFile(filepath.Join(dir, ending), data, 0o644); err != nil {
			return err
		}
	}
	file, err := os.Create(filepath.Join(dir, v.Version+".zip"))
	if err != nil {
		return err
	}
	if err := zip.CreateFromDir(file, v, source); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}

// makeWritable lets a module cache be removed.
func makeWritable(dir string) {
	filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			os.Chmod(path, 0o755)
		}
		return nil
	})
}
