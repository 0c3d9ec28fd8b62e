package display_test

import (
	"fmt"
	"os"

	"github.com/gonabla/nabla/display"
)

// typed makes standard input a file with this text, as if it were typed.
func typed(text string) (undo func()) {
	r, w, err := os.Pipe()
	if err != nil {
		panic(err)
	}
	w.WriteString(text)
	w.Close()
	stdin := os.Stdin
	os.Stdin = r
	return func() { os.Stdin = stdin; r.Close() }
}

func ExampleInput() {
	defer typed("Sofja\n")()
	name, err := display.Input("Your name? ")
	fmt.Printf("%q %v\n", name, err)
	// Output:
	// Your name? "Sofja" <nil>
}

func ExamplePassword() {
	defer typed("secret\n")()
	password, err := display.Password("Password? ")
	fmt.Printf("%d letters, %v\n", len(password), err)
	// Output:
	// Password? 6 letters, <nil>
}
