package host

import (
	"os/exec"
	"strconv"
	"syscall"
	"testing"
)

func TestInterruptChildren(t *testing.T) {
	older := exec.Command("sleep", "1000")
	if err := older.Start(); err != nil {
		t.Skip(err)
	}
	defer older.Wait()
	defer older.Process.Kill()
	since := startOf(strconv.Itoa(older.Process.Pid)) + 1
	for ticks() < since { // the clock ticks every 10 ms
	}
	younger := exec.Command("sleep", "1000")
	if err := younger.Start(); err != nil {
		t.Fatal(err)
	}
	interruptProcesses(children(since))
	younger.Wait()
	if s := younger.ProcessState.Sys().(syscall.WaitStatus); s.Signal() != syscall.SIGINT {
		t.Errorf("the younger process ended with %v", s)
	}
	if err := older.Process.Signal(syscall.Signal(0)); err != nil {
		t.Errorf("the older process: %v", err)
	}
}
