package build

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestUseWork(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("session/go.mod", "module notebook\n\ngo 1.26\n")
	write("work/go.work", "go 1.26\n\nuse (\n\t./a\n\t"+dir+"/b\n)\n")
	write("work/a/go.mod", "module example.com/a\n")
	write("b/go.mod", "module example.com/b/v2\n")
	write("work/deep/below/x", "")
	m := &Module{toolchain: &Toolchain{}, dir: filepath.Join(dir, "session")}
	if _, _, err := m.UseWork(dir); err == nil || !strings.Contains(err.Error(), "no go.work") {
		t.Errorf("without go.work: %v", err)
	}
	file, modules, err := m.UseWork(filepath.Join(dir, "work/deep/below"))
	if err != nil || file != filepath.Join(dir, "work/go.work") || !slices.Equal(modules, []string{"example.com/a", "example.com/b/v2"}) {
		t.Errorf("UseWork = %s, %s, %v", file, modules, err)
	}
	mod, err := readMod(filepath.Join(m.dir, "go.mod"))
	if err != nil || len(mod.Replace) != 2 || mod.Replace[0].New.Path != filepath.Join(dir, "work/a") || mod.Replace[1].New.Path != filepath.Join(dir, "b") {
		t.Errorf("go.mod: %v, %+v", err, mod)
	}
	write("work/a/go.mod", "go 1.26\n")
	if _, _, err := m.UseWork(filepath.Join(dir, "work")); err == nil || !strings.Contains(err.Error(), "names no module") {
		t.Errorf("a folder without a module: %v", err)
	}
}
