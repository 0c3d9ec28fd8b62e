package notebook

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReplace(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a.ipynb")
	check := func(want string, mode os.FileMode) {
		t.Helper()
		got, err := os.ReadFile(name)
		if err != nil || string(got) != want {
			t.Errorf("it holds %q, %v", got, err)
		}
		if info, _ := os.Stat(name); mode != 0 && info.Mode().Perm() != mode {
			t.Errorf("its mode is %v, want %v", info.Mode(), mode)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, ".nabla-*")); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
	if err := Replace(name, []byte("one")); err != nil {
		t.Fatal(err)
	}
	check("one", 0)
	if err := os.Chmod(name, 0o640); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink("a.ipynb", link); err != nil {
		t.Fatal(err)
	}
	if err := Replace(link, []byte("two")); err != nil {
		t.Fatal(err)
	}
	check("two", 0o640)
	if info, _ := os.Lstat(link); info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link was replaced, not its file")
	}
	if err := MayReplace(link); err != nil {
		t.Error(err)
	}
	check("two", 0o640)
	for _, name := range []string{dir, filepath.Join(dir, "no", "such")} {
		if MayReplace(name) == nil {
			t.Errorf("%s is said to be replaceable", name)
		}
	}
	if err := Replace(dir, nil); err == nil || !strings.Contains(err.Error(), "not a file that can be replaced") {
		t.Errorf("a folder: %v", err)
	}
	if err := Replace(filepath.Join(dir, "no", "such"), nil); err == nil {
		t.Error("a file in no folder was written")
	}
}

// A file that may not be written stays.
func TestReplaceReadOnly(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everything")
	}
	name := filepath.Join(t.TempDir(), "a.ipynb")
	if err := os.WriteFile(name, []byte("one"), 0o444); err != nil {
		t.Fatal(err)
	}
	if err := Replace(name, []byte("two")); !os.IsPermission(err) {
		t.Errorf("got %v", err)
	}
}
