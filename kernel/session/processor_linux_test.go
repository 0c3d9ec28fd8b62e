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
	var processors unix.CPUSet
	if err := unix.SchedGetaffinity(0, &processors); err != nil {
		t.Fatal(err)
	}
	for n := 0; processors.Count() > 1; n++ {
		processors.Clear(n)
	}
	var text []byte
	ended := make(chan error)
	go func() {
		runtime.LockOSThread() // and never unlocked: the thread ends with the goroutine
		err := unix.SchedSetaffinity(0, &processors)
		if err == nil {
			text, err = exec.Command(os.Args[0], "-test.v", "-test.run=^TestInterrupt$/^(recursion|library|in_a_function|helpers)$").CombinedOutput()
		}
		ended <- err
	}()
	if err := <-ended; err != nil || !strings.Contains(string(text), "--- PASS: TestInterrupt/recursion") {
		t.Errorf("%v\n%s", err, text)
	}
}
