// Package stoptest stands in tests for the notebook around a computation: it
// ends the computation where a user would interrupt it.
package stoptest

import (
	"testing"

	"github.com/gonabla/nabla/mathlib/stop"
)

// An Interrupt ends computations on the goroutine of the test.
type Interrupt struct{ pressed bool }

// interruption is the value with which computations are ended.
type interruption struct{}

// Connect makes an interrupt of the computations of a test. It must not run
// beside other tests.
func Connect(t testing.TB) *Interrupt {
	i := new(Interrupt)
	stop.Connect(stop.Hooks{Catch: catch, Check: func() {
		if i.pressed {
			panic(interruption{})
		}
	}})
	t.Cleanup(i.Release)
	return i
}

// Press lets every computation end at its next check.
func (i *Interrupt) Press() { i.pressed = true }

// Release lets computations run again.
func (i *Interrupt) Release() { i.pressed = false }

func catch(f func()) (stopped bool) {
	defer func() {
		if v := recover(); v == any(interruption{}) {
			stopped = true
		} else if v != nil {
			panic(v)
		}
	}()
	f()
	return false
}
