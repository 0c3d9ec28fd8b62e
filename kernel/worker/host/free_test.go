package host

import (
	"math"
	"os"
	"path/filepath"
	"testing"
)

func TestFree(t *testing.T) {
	if n := free(); n == 0 || n > 1<<50 {
		t.Errorf("%d bytes are free", n)
	}
}

func TestFreeOfGroup(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{"limit": "1000\n", "usage": "800\n", "memory.stat": "cache 3\ninactive_file 100\n"} {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if n := freeOfGroup(root, "limit", "usage"); n != 300 {
		t.Errorf("%d bytes are free, want 300: files are not counted", n)
	}
	if err := os.WriteFile(filepath.Join(root, "limit"), []byte("max\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if n := freeOfGroup(root, "limit", "usage"); n != math.MaxInt64 {
		t.Errorf("%d bytes are free of a group without limit", n)
	}
}
