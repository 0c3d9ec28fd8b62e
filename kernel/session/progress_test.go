package session

import (
	"strings"
	"testing"
)

// A loop that shows its progress is stopped by an interrupt like any other, and
// what it has shown says so.
func TestInterruptOfProgress(t *testing.T) {
	for _, code := range []string{
		"for range display.Progress(-1, \"looking\") {\n}",
		"for range display.Progress(-1, \"looking\") {\n\ttime.Sleep(time.Millisecond)\n}",
	} {
		s, out := newTestSession(t)
		text := interruptAfter(t, s, out, 1, code)
		if !strings.Contains(text, "[display text/html] looking: 0\n") || !strings.Contains(text, "\n[display text/html update] looking: broken off at ") ||
			!strings.Contains(text, "[error] Interrupted") {
			t.Errorf("shows\n%s", text)
		}
	}
}
