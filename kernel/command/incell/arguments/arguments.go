// Package arguments gives a cell the arguments that its commands %args and %%
// name, as those of a program. Only Go that commands make imports it.
package arguments

import (
	"flag"
	"os"
)

// Set makes args what follows the name of the program, "cell", in os.Args, until
// the function is called that it returns.
func Set(args ...string) (undo func()) {
	old := os.Args
	os.Args = append([]string{"cell"}, args...)
	return func() { os.Args = old }
}

// Parse does what flag.Parse does. Flags that an earlier cell has set have their
// defaults again, as in a program that starts.
func Parse() {
	flag.Visit(func(f *flag.Flag) { f.Value.Set(f.DefValue) })
	// It is not flag that ends the cell: a trace of it would say nothing.
	handling := flag.CommandLine.ErrorHandling()
	flag.CommandLine.Init("cell", flag.ContinueOnError)
	err := flag.CommandLine.Parse(os.Args[1:])
	flag.CommandLine.Init("cell", handling)
	switch {
	case err == flag.ErrHelp:
		os.Exit(0)
	case err != nil:
		os.Exit(2)
	}
}
