package session

import (
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/gonabla/nabla/kernel/build/buildtest"
)

// On a machine with a single processor whoever asks a goroutine to end runs while
// that does not.
func TestInterruptOnOneProcessor(t *testing.T) {
	buildtest.Toolchain(t)
	type result struct {
		text []byte
		err  error
	}
	results := make(chan result)
	go func() {
		runtime.LockOSThread() // and never unlocked: the thread ends with the goroutine
		var processors unix.CPUSet
		err := unix.SchedGetaffinity(0, &processors)
		for n := 0; err == nil && processors.Count() > 1; n++ {
			processors.Clear(n)
		}
		if err == nil {
			err = unix.SchedSetaffinity(0, &processors)
		}
		if err != nil {
			results <- result{nil, err}
			return
		}
		text, err := exec.Command(os.Args[0], "-test.v", "-test.run=^TestInterrupt$/^(recursion|library|in_a_function|helpers)$").CombinedOutput()
		results <- result{text, err}
	}()
	if r := <-results; r.err != nil || !strings.Contains(string(r.text), "--- PASS: TestInterrupt/recursion") {
		t.Errorf("%v\n%s", r.err, r.text)
	}
}
