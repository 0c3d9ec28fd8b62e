// Command nabla is the Go kernel for Jupyter: the kernel itself, and what sets
// it up. It holds nothing but flags and wiring; the packages beside it do the
// work.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/alecthomas/kong"

	"github.com/gonabla/nabla/kernel/build"
)

// version is that of nabla as a whole.
const version = "0.1.0"

// commands are the subcommands; each has a Run method in a file of its own.
type commands struct {
	Kernel    kernelCommand    `cmd:"" help:"Run the kernel of one notebook; Jupyter does this."`
	Install   installCommand   `cmd:"" help:"Prepare Go's packages for notebooks and make the kernel known to Jupyter."`
	Uninstall uninstallCommand `cmd:"" help:"Take back what install did."`
	Doctor    doctorCommand    `cmd:"" help:"Check the installation, and say how to mend what is wrong."`
	Run       runCommand       `cmd:"" help:"Run notebooks and write their outputs into them."`
	Export    exportCommand    `cmd:"" help:"Make a page of a notebook that opens anywhere, Markdown, or a Go program."`
	Lift      liftCommand      `cmd:"" help:"Write the derivatives of a package's functions beside them, in nabla_lift.go; also for go:generate."`
	Version   versionCommand   `cmd:"" help:"Say which version this is."`
}

func main() {
	settle()
	var c commands
	parsed := kong.Parse(&c, kong.Name("nabla"), kong.Description("The Go kernel for Jupyter."), kong.UsageOnError(), kong.Exit(func(status int) {
		os.Exit(min(status, 2)) // kong says 80 when the command was not used rightly
	}))
	if err := parsed.Run(); err != nil {
		fmt.Fprintf(os.Stderr, "nabla: %v\n", err)
		os.Exit(exitStatus(err))
	}
}

// untilSignal is the context of a command in a terminal: Ctrl+C ends it. The
// kernel command sees to its own signals, which mean something else there.
func untilSignal() (ctx context.Context, stop func()) {
	return signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
}

// record is the file that lists where the kernel was made known to Jupyter.
func record() string { return filepath.Join(build.DataDir(), "kernelspecs") }

type versionCommand struct{}

func (versionCommand) Run() error {
	_, err := fmt.Println("nabla", version)
	return err
}
