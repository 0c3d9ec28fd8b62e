package usage

import (
	"os"
	"os/exec"
	"testing"
	"time"
)

// A child that computes is counted with its parent, as soon as it runs.
func TestChildren(t *testing.T) {
	m, err := NewMeter(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	first, err := m.Measure()
	if err != nil {
		t.Fatal(err)
	}
	if first.CPU != 0 || first.HostCPU != 0 {
		t.Errorf("the first measurement says something of processors: %+v", first)
	}
	if first.Pid != os.Getpid() || first.CPUCount < 1 || first.Hostname == "" {
		t.Errorf("who it is: %+v", first)
	}
	if first.Memory < 1<<20 || first.HostMemory.Total < first.Memory || first.HostMemory.Available > first.HostMemory.Total {
		t.Errorf("memory: %+v", first)
	}
	child := exec.Command("sh", "-c", "while :; do :; done")
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	defer child.Wait()
	defer child.Process.Kill()
	for end := time.Now().Add(time.Minute); ; {
		time.Sleep(50 * time.Millisecond)
		u, err := m.Measure()
		if err != nil {
			t.Fatal(err)
		}
		processes, _ := m.tree()
		if u.CPU > 1 && u.HostCPU > 0 && len(processes) >= 2 {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("a child that computes is not seen: %+v", u)
		}
	}
}

func TestNoProcess(t *testing.T) {
	m, err := NewMeter(1 << 30) // more than there can be
	if err != nil {
		t.Fatal(err)
	}
	if u, err := m.Measure(); err != nil || u.Memory != 0 || u.CPU != 0 {
		t.Errorf("%+v, %v", u, err)
	}
}
