package interptest

import (
	"testing"

	"github.com/gonabla/nabla/kernel/interp"
)

func TestEcho(t *testing.T) {
	Run(t, Language{
		New:          func(_ *testing.T, sink interp.Sink) interp.Interpreter { return NewEcho(sink) },
		Stdout:       "print hello, world",
		Stderr:       "warn hello, world",
		Value:        "value 42",
		ValueText:    "42",
		Order:        "print one\ndisplay picture\nprint two",
		Fail:         "fail Oops it went wrong",
		FailName:     "Oops",
		Ask:          "ask Name:",
		Forever:      "sleep",
		Give:         "meet x",
		Take:         "meet x",
		Incomplete:   `print \`,
		Invalid:      "?!",
		Complete:     "pri",
		CompleteText: "print",
		Inspect:      "print",
	})
}
