package session

import (
	"path/filepath"
	"testing"
)

// The cells of every script make a program that compiles, whatever they
// redefine and however they fail; except those whose errors only the compiler
// finds, which make none.
func TestWriteProgram(t *testing.T) {
	config := testConfig(t, nil)
	files, _ := filepath.Glob(*scripts)
	for _, file := range files {
		script := readScript(t, file)
		var cells []ProgramCell
		for _, c := range script.cells {
			if c.interrupt+c.abandon+c.twice == "" { // nobody interrupts a program
				cells = append(cells, ProgramCell{Code: c.code, MayPanic: true})
			}
		}
		dir := t.TempDir()
		_, err := WriteProgram(t.Context(), config, cells, "program", dir)
		written, _ := filepath.Glob(filepath.Join(dir, "main.go"))
		if fails := filepath.Base(file) == "mistakes.txtar"; (err != nil) != fails || (written == nil) != fails {
			t.Errorf("%s: %v", file, err)
		}
	}
}
