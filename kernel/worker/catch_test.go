package worker_test

import (
	"testing"

	"github.com/gonabla/nabla/kernel/worker/proto"
)

const stopPath = "github.com/gonabla/nabla/mathlib/stop"

// TestCatch interrupts computations that run in stop.Catch: they end, and the
// cell goes on to its next loop.
func TestCatch(t *testing.T) {
	for _, test := range []struct {
		name, statements string
		outcome          proto.Outcome
		output           string
	}{
		{"loop", `fmt.Print(stop.Catch(func() { defer fmt.Print("left "); fmt.Print("begin"); ` + loop + ` }))`,
			proto.OK, "left true"},
		{"check", `fmt.Print(stop.Catch(func() { fmt.Print("begin"); for { stop.Check() } }))`,
			proto.OK, "true"},
		{"loop after it", `fmt.Print(stop.Catch(func() { fmt.Print("begin"); ` + loop + ` }))
			` + loop, proto.Interrupted, "true"},
		{"check after it", `fmt.Print(stop.Catch(func() { fmt.Print("begin"); ` + loop + ` }))
			stop.Check()`, proto.Interrupted, "true"},
		{"one in the other", `outer := stop.Catch(func() {
				inner := stop.Catch(func() { fmt.Print("begin"); ` + loop + ` })
				fmt.Print(inner, " ")
				stop.Check()
				fmt.Print("never")
			})
			fmt.Print(outer)`, proto.OK, "true true"},
		{"one after the other", `stop.Catch(func() { fmt.Print("begin"); ` + loop + ` })
			fmt.Print(stop.Catch(func() { stop.Check(); fmt.Print("never") }))`, proto.OK, "true"},
		{"recovers", `try := func() { defer func() { recover() }(); ` + loop + ` }
			fmt.Print(stop.Catch(func() { fmt.Print("begin"); try(); stop.Check(); fmt.Print("never") }))`,
			proto.OK, "true"},
		{"loop in a deferred function", `fmt.Print(stop.Catch(func() {
				defer func() { for i := range 3 { if interrupt.Flag != 0 { interrupt.Check() }; fmt.Print(i) } }()
				fmt.Print("begin")
				` + loop + ` }))`, proto.OK, "012true"},
		{"panics after recovering", `try := func() { defer func() { recover() }(); ` + loop + ` }
			defer func() { fmt.Print(recover()) }()
			stop.Catch(func() { fmt.Print("begin"); try(); panic("mine") })`, proto.OK, "mine"},
	} {
		t.Run(test.name, func(t *testing.T) {
			n := newNotebook(t)
			cell, done := n.starts("fmt "+interruptPath+" "+stopPath, "var _ = &interrupt.Flag", test.statements)
			n.await("begin")
			n.worker.Interrupt(cell)
			d := <-done
			if text := n.text(); d.Outcome != test.outcome || text != test.output {
				t.Errorf("%+v, output %q, want %q", d, text, test.output)
			}
			if d := n.run("fmt", "", `fmt.Print("on")`); d.Outcome != proto.OK || n.text() != "on" {
				t.Errorf("the next cell: %+v", d)
			}
		})
	}
}

// TestCatchPassesPanics: what has nothing to do with an interrupt is not caught.
func TestCatchPassesPanics(t *testing.T) {
	n := newNotebook(t)
	d := n.run("fmt "+stopPath, "", `
		fmt.Print(stop.Catch(func() {}))
		stop.Catch(func() { panic("mine") })`)
	if d.Outcome != proto.Panic || d.Message != "mine" || n.text() != "false" {
		t.Errorf("%+v", d)
	}
}
