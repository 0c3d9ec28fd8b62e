package session

import (
	"os"
	"strings"
	"testing"
)

// TestRecoveryIsPutOff ends the worker while nothing can be compiled. Cells say why
// they fail, and when that has passed all variables are there.
func TestRecoveryIsPutOff(t *testing.T) {
	s, out := newTestSession(t)
	runCell(s, out, 1, "n, list := 41, []string{\"a\"}")
	away := s.folder.Dir + "-away"
	if err := os.Rename(s.folder.Dir, away); err != nil {
		t.Fatal(err)
	}
	kill(s)
	for number := 2; number < 4; number++ {
		if got := runCell(s, out, number, "n"); !strings.Contains(got, "[error] Error: ") || strings.Contains(got, "gone") {
			t.Errorf("without its folder cell %d shows\n%s", number, got)
		}
	}
	if err := os.Rename(away, s.folder.Dir); err != nil {
		t.Fatal(err)
	}
	if got := runCell(s, out, 4, "n, list"); !strings.Contains(got, "All variables are there") || !strings.HasSuffix(got, "[result] 41, []string{\"a\"}\n") {
		t.Errorf("afterwards:\n%s", got)
	}
}
