package session

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// Packages with C in them, as the script says. It is not one of those of
// TestScripts, since not every machine has a C compiler.
func TestPackagesWithC(t *testing.T) {
	if _, err := exec.LookPath("gcc"); err != nil {
		t.Skip("there is no C compiler: with gcc installed this runs")
	}
	file, err := filepath.Abs("testdata/c/packages.txtar")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("CC", "gcc")
	runScript(t, file)
}
