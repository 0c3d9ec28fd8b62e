package session

import (
	"context"
	"testing"

	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/interptest"
)

func TestInterpreter(t *testing.T) {
	newTestSession(t) // prepares the toolchain, or skips
	interptest.Run(t, interptest.Language{
		New: func(t *testing.T, sink interp.Sink) interp.Interpreter {
			tc, err := toolchain()
			if err != nil {
				t.Fatal(err)
			}
			s, err := New(context.Background(), Config{Toolchain: tc, DataDir: testDataDir(), Sink: sink, Version: "test"})
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
		Incomplete: "for {",
		Invalid:    "x := := 1",
	})
}
