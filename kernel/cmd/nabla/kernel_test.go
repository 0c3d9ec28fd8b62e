package main

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// The notebook is where Jupyter's server says, from the server's folder if it is
// named from there.
func TestNotebookFile(t *testing.T) {
	wd, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("JPY_PARENT_PID", strconv.Itoa(os.Getpid()))
	for name, want := range map[string]string{"": "", "/a/b.ipynb": "/a/b.ipynb", "sub/b.ipynb": filepath.Join(wd, "sub/b.ipynb")} {
		t.Setenv("JPY_SESSION_NAME", name)
		if got := notebookFile(); got != want {
			t.Errorf("%q means %q, want %q", name, got, want)
		}
	}
}
