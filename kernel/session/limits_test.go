package session

import (
	"strings"
	"testing"
)

// Whatever fills the memory or a stack ends, with a clear error, and the variables
// are still there.
func TestLimits(t *testing.T) {
	s, out := newTestSession(t)
	s.SetMemoryLimit(300 << 20)
	runCell(s, out, 1, "n := 41\nvar list [][]byte\nvar block []byte\nm := map[int][]byte{1: nil}\nfunc deeper(n int) int { return deeper(n+1) + 1 }")
	for i, test := range []struct{ code, want string }{
		{"deeper(0)", "[error] Panic: stack overflow"},
		{"defer fmt.Println(\"deferred\", recover())\ndeeper(0)", "deferred <nil>\n[error] Panic: stack overflow"},
		{"var g sync.WaitGroup\ng.Go(func() { deeper(0) })\ng.Wait()", "[stderr] a goroutine ended: stack overflow"},
		{"for { list = append(list, make([]byte, 1000)) }", "[error] Panic: out of memory: the limit is 0.315 GB"},
		{"list = nil", ""},
		{"for { list = append(list, make([]byte, 1000_000)) }", "[error] Panic: out of memory"},
		{"list = nil", ""},
		{"block = make([]byte, 1<<30)", "[error] Panic: out of memory"},
		{"block = []byte(strings.Repeat(\"x\", 1<<30))", "[error] Panic: out of memory"},
		{"for i := 0; ; i++ { m[i] = make([]byte, 100) }", "[error] Panic: out of memory"},
		{"m[1] = []byte{1}\nclear(m)", ""},
		{"var g sync.WaitGroup\ng.Go(func() { block = make([]byte, 1<<30) })\ng.Wait()", "[stderr] a goroutine ended: out of memory"},
		{"block = make([]byte, 100<<20)\nlen(block)", "[result] 104857600\n"},
		{"n++\nn", "[result] 42\n"},
	} {
		got := runCell(s, out, 2+i, test.code)
		if !strings.HasPrefix(got, test.want) || test.want == "" && got != "" {
			t.Errorf("cell %d: %s\nshows\n%s\nwant %q", 2+i, test.code, got, test.want)
		}
	}
	s.SetMemoryLimit(0)
	if got := runCell(s, out, 100, "block = make([]byte, 400<<20)\nlen(block)"); got != "[result] 419430400\n" {
		t.Errorf("without the limit: %q", got)
	}
}
