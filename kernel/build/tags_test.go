package build

import (
	"os"
	"path/filepath"
	"testing"
)

func TestHeeds(t *testing.T) {
	dir := t.TempDir()
	text := "// A comment.\n\n//go:build linux && (extra || !other) && never\n\npackage p\n\n//go:build late\n"
	if err := os.WriteFile(filepath.Join(dir, "a.go"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		before, now string
		want        bool
	}{
		{"", "extra", true}, {"other", "", true}, {"never,x", "x", true}, {"extra", "extra", false},
		{"", "nothing", false}, {"", "late", false}, {"extra,x", "x extra", false},
	} {
		if got := heeds(dir, changedTags(test.before, test.now)); got != test.want {
			t.Errorf("from %q to %q: %v, want %v", test.before, test.now, got, test.want)
		}
	}
}
