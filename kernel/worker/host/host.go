// Package host is the loop inside the worker.
package host

import (
	"fmt"
	"os"

	"github.com/gonabla/nabla/kernel/link"
)

// Main runs the worker.
func Main() {
	if _, err := link.New(link.Config{}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
