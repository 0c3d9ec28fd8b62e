package session

import (
	"context"
	"testing"

	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/interptest"
)

func TestInterpreter(t *testing.T) {
	testConfig(t, nil) // prepares the toolchain, or skips
	interptest.Run(t, interptest.Language{
		New: func(t *testing.T, sink interp.Sink) interp.Interpreter {
			s, err := New(context.Background(), testConfig(t, sink))
			if err != nil {
				t.Fatal(err)
			}
			return s
		},
		Stdout:     `fmt.Println("hello, world")`,
		Stderr:     `fmt.Fprintln(os.Stderr, "hello, world")`,
		Value:      "6 * 7",
		ValueText:  "42",
		Order:      "fmt.Println(\"one\")\ndisplay.Show(\"shown\")\nfmt.Println(\"two\")",
		Fail:       "panic(1)",
		FailName:   "Panic",
		Ask:        "line, err := bufio.NewReader(os.Stdin).ReadString('\\n')\nfmt.Print(line)\nif err != nil {\n\tpanic(err)\n}",
		Forever:    "for {\n}",
		Prepare:    "meeting := make(chan int)",
		Give:       "meeting <- 1",
		Take:       "<-meeting",
		Incomplete: "for {",
		Invalid:    "x := := 1",
	})
}
