package embedded

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"unsafe"

	"embed"
)

// What is made is an embed.FS by every rule of package fs.
func TestFiles(t *testing.T) {
	dir := t.TempDir()
	names := []string{"b/c/deep.txt", "a.txt", "b/c.txt", "b/z", "b-1/x"}
	for _, name := range names {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("text of "+filepath.Base(name)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	fs := Files(dir, names...)
	if err := fstest.TestFS(fs, names...); err != nil {
		t.Error(err)
	}
	if data, err := fs.ReadFile("b/c.txt"); err != nil || string(data) != "text of c.txt" {
		t.Errorf("%q, %v", data, err)
	}
	if unsafe.Sizeof(embed.FS{}) != unsafe.Sizeof(uintptr(0)) {
		t.Error("embed.FS is more than a pointer")
	}
}
