package session

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// The cells of every script make a program that compiles, whatever they
// redefine and however they fail; except those whose errors only the compiler
// finds, which make none.
func TestWriteProgram(t *testing.T) {
	config := testConfig(t, nil)
	files, _ := filepath.Glob(*scripts)
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var cells []ProgramCell
		for _, f := range archive.Files {
			if !strings.HasSuffix(f.Name, ".out") {
				cells = append(cells, ProgramCell{Code: string(f.Data), MayPanic: true})
			}
		}
		dir := t.TempDir()
		_, err = WriteProgram(t.Context(), config, cells, "program", dir)
		written, _ := filepath.Glob(filepath.Join(dir, "main.go"))
		if fails := filepath.Base(file) == "mistakes.txtar"; (err != nil) != fails || (written == nil) != fails {
			t.Errorf("%s: %v", file, err)
		}
	}
}
