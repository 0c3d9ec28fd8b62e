package trace

import (
	"reflect"
	"testing"

	"github.com/gonabla/nabla/kernel/worker/proto"
)

const dump = `goroutine 1 [syscall]:
syscall.Syscall(0x0, 0x3, 0xc000018000, 0x1000)
	/usr/local/go/src/syscall/syscall_linux.go:73 +0x25

goroutine 23 [chan receive, 2 minutes]:
runtime.gopark(0x0?)
	/usr/local/go/src/runtime/proc.go:460 +0xce
main.(*queue[...]).wait(...)
	cell-4:7
main.nabla_run_12.func1({0xc0000, 0x3})
	cell-4:9 +0x1d
main.nabla_run_12()
	cell-4:12 +0x45
github.com/gonabla/nabla/kernel/worker/host.(*host).run(0xc00009)
	/src/host/run.go:40 +0x3f
created by github.com/gonabla/nabla/kernel/worker/host.(*host).loop in goroutine 1
	/src/host/host.go:80 +0x85

goroutine 231 [running]:
main.f()
	cell-5:1 +0x1
created by main.g in goroutine 230
	cell-5:3 +0x2
`

func TestGoroutine(t *testing.T) {
	tests := []struct {
		id    uint64
		state string
		stack []proto.Frame
	}{
		{23, "chan receive", []proto.Frame{
			{Func: "main.(*queue[...]).wait", File: "cell-4", Line: 7},
			{Func: "main.nabla_run_12.func1", File: "cell-4", Line: 9},
			{Func: "main.nabla_run_12", File: "cell-4", Line: 12},
		}},
		{231, "running", []proto.Frame{{Func: "main.f", File: "cell-5", Line: 1}}},
		{2, "", nil},
	}
	for _, test := range tests {
		state, stack := Goroutine([]byte(dump), test.id)
		if state != test.state || !reflect.DeepEqual(stack, test.stack) {
			t.Errorf("goroutine %d: %q %+v, want %q %+v", test.id, state, stack, test.state, test.stack)
		}
	}
}

func TestIsEntry(t *testing.T) {
	for name, want := range map[string]bool{
		"main.nabla_run_7": true, "main.nabla_run_7.func1": false, "main.nabla_run_": false, "main.f": false, "main.nabla_run_7-range1": false,
	} {
		if got := isEntry(name); got != want {
			t.Errorf("isEntry(%q) = %t", name, got)
		}
	}
}

// Nothing of this package may appear: it is the worker's own.
func TestHere(t *testing.T) {
	stack := Here()
	if len(stack) == 0 || stack[0].Func != "testing.tRunner" {
		t.Errorf("stack %+v, want it to begin with testing.tRunner", stack)
	}
}
