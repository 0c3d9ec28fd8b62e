package wire_test

import (
	"fmt"

	"github.com/gonabla/nabla/display/wire"
)

// Outside a notebook nobody receives what is published, and nobody answers.
func ExamplePublish() {
	frame := wire.Frame{Kind: wire.Display, Bundle: &wire.Bundle{Data: map[string][]byte{"text/plain": []byte("x")}}}
	fmt.Println(wire.Connected(), wire.Publish(frame))
	// Output: false false
}

func ExampleAsk() {
	_, err := wire.Ask(wire.Question{Prompt: "Name: "})
	fmt.Println(err)
	// Output: input is not available here: nobody can be asked while this notebook runs
}
