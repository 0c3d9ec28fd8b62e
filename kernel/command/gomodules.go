package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Modules is what commands do about the modules of the session.
type Modules interface {
	// UseWork replaces the modules that go.work uses, found from the working
	// directory upwards, by their folders. It returns the file and the modules.
	UseWork() (file string, modules []string, err error)
	// Get changes versions of modules as go get does, and shows what it does.
	Get(ctx context.Context, queries []string) error
	// Mod returns what go.mod says beyond what it says in every session, with
	// folders as they are named from the working directory, or all.
	Mod(all bool) ([]byte, error)
	// SaveMod writes what Mod returns into notebook.mod beside the notebook, from
	// which its sessions begin. It returns the name of the file.
	SaveMod() (file string, err error)
	// Replace puts a folder in the place of a module; an empty one takes the
	// module itself again.
	Replace(module, folder string) error
	// Restart starts the process that runs the cells anew, with packages as they
	// are now, and gives variables their values again where that can be done. It
	// returns what became of them in a sentence or two, and shows them.
	Restart(ctx context.Context) (string, error)
}

// runRestart starts the worker anew.
func runRestart(c *call) error {
	text, err := c.Restart(c)
	if err == nil {
		c.printf("%s", text)
	}
	return err
}

// runGet fetches modules, or changes their versions.
func runGet(c *call) error {
	if len(c.args) == 0 {
		return c.usage()
	}
	for _, query := range c.args {
		if strings.HasPrefix(query, "-") {
			return fmt.Errorf("%s: flags are not taken: a version follows an @, as in %%get example.com/module@latest", query)
		}
	}
	return c.Get(c, c.args)
}

// runMod shows or changes the session's go.mod.
func runMod(c *call) error {
	switch {
	case len(c.args) == 0:
		return c.showMod(false)
	case len(c.args) == 1 && c.args[0] == "all":
		return c.showMod(true)
	case len(c.args) == 1 && c.args[0] == "save":
		file, err := c.SaveMod()
		if err == nil {
			c.printf("%s: written; sessions of the notebooks beside it begin with these modules", shortened(file))
		}
		return err
	case len(c.args) == 2 && c.args[0] == "drop":
		if err := c.Replace(c.args[1], ""); err != nil {
			return err
		}
		return c.showMod(false)
	case len(c.args) > 1 && c.args[0] == "replace":
		return c.replace(strings.Join(c.args[1:], " "))
	}
	return c.usage()
}

// replace reads "module => folder", where = or a blank will do as well.
func (c *call) replace(text string) error {
	for _, sign := range []string{"=>", "=", " "} {
		module, folder, ok := strings.Cut(text, sign)
		if !ok {
			continue
		}
		folder, err := filepath.Abs(expand(strings.TrimSpace(folder)))
		if err != nil {
			return err
		}
		if err := c.Replace(strings.TrimSpace(module), folder); err != nil {
			return err
		}
		return c.showMod(false)
	}
	return errors.New("a module and its folder follow, as in %mod replace example.com/module ../folder")
}

// showMod shows the session's go.mod: what is special about it, or all.
func (c *call) showMod(all bool) error {
	text, err := c.Mod(all)
	if err != nil {
		return err
	}
	c.printf("%s", bytes.TrimSuffix(text, []byte("\n")))
	return nil
}

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
	c.printf("%s: %s", shortened(file), strings.Join(modules, ", "))
	return nil
}

// shortened is a file as it is named from the working directory.
func shortened(file string) string {
	dir, err := os.Getwd()
	if err != nil {
		return file
	}
	short, err := filepath.Rel(dir, file)
	if err != nil {
		return file
	}
	return short
}

// runWasm has the Go of the cell run in the browser.
func runWasm(c *call) error {
	c.Browser = true
	return c.ServeFiles()
}
