package build

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDownloaded(t *testing.T) {
	cache := t.TempDir()
	for _, name := range []string{
		"cache/download/sumdb/x",
		"cache/download/example.com/!big/tool/@v/list",
		"cache/download/example.com/!big/tool/v2/@v/list",
		"cache/download/example.com/other/@v/list",
		"example.com/!big/tool@v1.2.0/old/old.go",
		"example.com/!big/tool@v1.10.0/tool.go",
		"example.com/!big/tool@v1.10.0/table/table.go",
		"example.com/!big/tool@v1.10.0/cmd/run/main.go",
		"example.com/!big/tool@v1.10.0/internal/x/x.go",
		"example.com/!big/tool@v1.10.0/only/only_test.go",
	} {
		file := filepath.Join(cache, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	m := &Module{toolchain: &Toolchain{record: record{Release: release{ModCache: cache}}}}
	for prefix, want := range map[string]string{
		"":                          "example.com/",
		"exa":                       "example.com/",
		"example.com/":              "example.com/Big/ example.com/other",
		"example.com/b":             "",
		"example.com/Big/":          "example.com/Big/tool example.com/Big/tool/",
		"example.com/Big/tool/":     "example.com/Big/tool/cmd/ example.com/Big/tool/only/ example.com/Big/tool/table example.com/Big/tool/v2",
		"example.com/Big/tool/ta":   "example.com/Big/tool/table",
		"example.com/Big/tool/cmd/": "example.com/Big/tool/cmd/run",
		"nosuch.com/x/":             "",
		"../":                       "",
		"/":                         "",
		"example.com/../":           "",
	} {
		if got := strings.Join(m.Downloaded(prefix), " "); got != want {
			t.Errorf("%q: got %q, want %q", prefix, got, want)
		}
	}
}
