package session

import (
	"strings"
	"testing"
)

// interruptWhenRunning runs a cell and interrupts it when it has printed
// "running".
func interruptWhenRunning(t *testing.T, s *Session, out *transcript, code string) string {
	t.Helper()
	ended := make(chan string, 1)
	go func() { ended <- runCell(s, out, 1, code) }()
	waitToShow(t, out, "running")
	s.Interrupt()
	return strings.TrimPrefix(<-ended, "running\n")
}

// TestInterruptOfMinimizeReturnsTheTrace interrupts a minimisation that would go
// on for hours. The cell goes on with the trace, up to its next loop.
func TestInterruptOfMinimizeReturnsTheTrace(t *testing.T) {
	for _, test := range []struct{ name, f, after, want string }{
		{"function without loops", "return math.Pow(1-w[0]*w[1], 2)", "trace.Reason, len(trace.Iterations) > 0", "[result] interrupted, true\n"},
		{"function with a loop", `
			sum := 0.0
			for i := 0; i < 1000; i++ {
				sum += math.Pow(1-w[0]*w[1]*(1+float64(i)), 2)
			}
			return sum`, "trace.Reason, len(trace.Iterations) > 0", "[result] interrupted, true\n"},
		{"endless loop", "for w[0] != 0.5 {\n}\nreturn w[0]*w[1]", "trace.Reason, len(trace.Iterations) > 0", "[result] interrupted, true\n"},
		{"in a loop of the cell", "return math.Pow(1-w[0]*w[1], 2)", "for {\n}", "[error] Interrupted"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, out := newTestSession(t)
			code := "f := func(w []float64) float64 {\n" + test.f + "\n}\nfmt.Println(\"running\")\n" +
				"trace := descent.Minimize(descent.On(f, 0.5, 0.2), descent.GradientDescent{Rate: 1e-12},\n" +
				"\tdescent.Settings{Iterations: 1 << 40, GradientTolerance: -1})\n" + test.after
			if text := interruptWhenRunning(t, s, out, code); !strings.HasPrefix(text, test.want) {
				t.Errorf("shows\n%s\nwant %q", text, test.want)
			}
			if got := runCell(s, out, 2, "trace.Reason"); got != "[result] interrupted\n" {
				t.Errorf("the next cell shows %q", got)
			}
		})
	}
}

func TestInterruptOfFindAllCriticalReturnsTheSet(t *testing.T) {
	s, out := newTestSession(t)
	code := "f := func(x, y float64) float64 { return math.Sin(x) * math.Sin(y) }\nfmt.Println(\"running\")\n" +
		"set := mathlib.FindAllCritical(f, mathlib.Box{{-2, 2}, {-2, 2}}, &mathlib.SearchSettings{Starts: 1 << 40})\nset.Interrupted"
	if text := interruptWhenRunning(t, s, out, code); text != "[result] true\n" {
		t.Errorf("shows\n%s", text)
	}
}
