package command

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// harmless are flags of go build that do not change what a cell does, so that a
// notebook in which they stand may run without them.
var harmless = []string{"v", "x", "n", "a", "p", "work", "json", "trimpath", "buildvcs", "gcflags", "ldflags", "asmflags", "cover", "covermode", "coverpkg", "pgo"}

// runGoFlags sets or shows flags.
func runGoFlags(c *call) error {
	if len(c.args) == 0 {
		c.printf("Go flags: %q", c.GoFlags())
		return nil
	}
	args := slices.DeleteFunc(slices.Clone(c.args), func(a string) bool { return a == "" })
	tags := ""
	for i := 0; i < len(args); i++ {
		name, value, ok := strings.Cut(strings.TrimLeft(args[i], "-"), "=")
		switch {
		case !strings.HasPrefix(args[i], "-"):
			return fmt.Errorf("%q is no flag: a flag with a value is written as -tags=a,b", args[i])
		case name == "tags" && ok:
			tags = value
		case name == "tags" && i+1 < len(args):
			i++
			tags = args[i]
		case slices.Contains(harmless, name):
			c.printf("-%s changes nothing here: cells are compiled one by one, and linked into a process that goes on running", name)
		default:
			return fmt.Errorf("-%s cannot be had in a session: build a program with it, which %%save writes", name)
		}
	}
	c.SetGoFlags(args, tags)
	c.printf("Go flags: %q", args)
	return nil
}

// runGoWorkFix takes over the modules of go.work.
func runGoWorkFix(c *call) error {
	file, modules, err := c.UseWork()
	if err != nil {
		return err
	}
	if dir, err := os.Getwd(); err == nil {
		if short, err := filepath.Rel(dir, file); err == nil {
			file = short
		}
	}
	c.printf("%s: %s", file, strings.Join(modules, ", "))
	return nil
}

// runWasm says what there is instead.
func runWasm(*call) error {
	return errors.New("cells are not compiled for the browser: write the program by %%writefile, and build it by !GOOS=js GOARCH=wasm go build")
}
