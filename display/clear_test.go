package display

import (
	"slices"
	"testing"

	"github.com/gonabla/nabla/display/wire"
)

func TestClear(t *testing.T) {
	var waits []bool
	before := send
	defer func() { send = before }()
	send = func(f wire.Frame) bool {
		if f.Kind != wire.Clear {
			t.Errorf("sent %v", f)
		}
		waits = append(waits, f.Wait)
		return true
	}
	Clear()
	ClearLater()
	if !slices.Equal(waits, []bool{false, true}) {
		t.Errorf("waits: %v", waits)
	}
}

func ExampleClear() {
	Clear() // outside a notebook there is nothing to clear
	// Output:
}

func ExampleClearLater() {
	for i := range 3 {
		ClearLater()
		Show(i)
	}
	// Output:
	// 0
	// 1
	// 2
}
