package stop

import (
	"fmt"
	"testing"
)

// asked makes computations stop at the check after so many.
func asked(checks int) Hooks {
	type ended struct{}
	return Hooks{
		Catch: func(f func()) (stopped bool) {
			defer func() {
				if v := recover(); v != nil {
					stopped = v == any(ended{})
				}
			}()
			f()
			return false
		},
		Check: func() {
			if checks--; checks < 0 {
				panic(ended{})
			}
		},
	}
}

func TestWithoutSurroundings(t *testing.T) {
	steps := 0
	if stopped := Catch(func() { Check(); steps++ }); stopped || steps != 1 {
		t.Errorf("stopped %v after %d steps", stopped, steps)
	}
}

func TestStopped(t *testing.T) {
	Connect(asked(3))
	defer connected.Store(nil)
	steps := 0
	stopped := Catch(func() {
		for {
			Check()
			steps++
		}
	})
	if !stopped || steps != 3 {
		t.Errorf("stopped %v after %d steps", stopped, steps)
	}
}

// sum adds numbers for as long as it may.
func sum() (total int, complete bool) {
	stopped := Catch(func() {
		for i := range 10 {
			Check()
			total += i
		}
	})
	return total, !stopped
}

func ExampleCatch() {
	fmt.Println(sum())
	// Output: 45 true
}

func ExampleConnect() {
	defer connected.Store(nil)
	Connect(asked(4))
	fmt.Println(sum())
	// Output: 6 false
}

func ExampleCheck() {
	Check() // nobody is there to stop anything
	fmt.Println("goes on")
	// Output: goes on
}
