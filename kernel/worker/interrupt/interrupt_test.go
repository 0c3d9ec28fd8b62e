package interrupt

import (
	"runtime"
	"testing"
)

func TestCheckOutsideNotebook(t *testing.T) {
	Check() // must do nothing
}

// A loop as it stands in a cell is ended by the connected function; its
// deferred calls run and recover sees nothing.
func TestCheckEndsLoop(t *testing.T) {
	Connect(runtime.Goexit)
	t.Cleanup(func() { decide.Store(nil); Raise(false) })
	Raise(true)
	recovered := make(chan any, 1)
	go func() {
		defer func() { recovered <- recover() }()
		for {
			if Flag != 0 {
				Check()
			}
		}
	}()
	if v := <-recovered; v != nil {
		t.Errorf("recover() = %v in an interrupted goroutine, want nil", v)
	}
}

func TestRaise(t *testing.T) {
	Raise(true)
	if Flag == 0 {
		t.Error("Flag is 0 after Raise(true)")
	}
	Raise(false)
	if Flag != 0 {
		t.Error("Flag is not 0 after Raise(false)")
	}
}
