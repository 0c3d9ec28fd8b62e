package main

import (
	"os"
	"testing"
)

// What was entered is kept in the data folder, unless that is not wanted, and goes
// with the rest.
func TestHistoryFile(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("NABLA_DATA_DIR", dir)
	t.Setenv("NABLA_HISTORY", "off")
	if userHistory() != nil {
		t.Error("a history is kept that is not wanted")
	}
	t.Setenv("NABLA_HISTORY", "")
	if _, err := userHistory().Begin(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(historyFile()); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := new(uninstallCommand).Run(); err != nil {
			t.Fatal(err)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
