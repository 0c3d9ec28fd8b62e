package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gonabla/nabla/kernel/build"
	"github.com/gonabla/nabla/kernel/kernelspec"
)

type installCommand struct {
	User      bool   `xor:"where" help:"For this user's Jupyter (the default)."`
	Prefix    string `xor:"where" placeholder:"DIR" help:"For the Jupyter installed under DIR."`
	SysPrefix bool   `xor:"where" help:"For the Jupyter of the Python given by --python, such as that of a virtual environment."`
	Python    string `default:"python3" help:"The Python of --sys-prefix."`
}

func (c *installCommand) Run() error {
	ctx, stop := untilSignal()
	defer stop()
	program, err := installedProgram()
	if err != nil {
		return err
	}
	jupyter, err := c.jupyter(ctx)
	if err != nil {
		return err
	}
	progress := newProgress(os.Stdout)
	toolchain, err := build.Prepare(ctx, build.Config{Progress: progress.show})
	progress.end()
	if err != nil {
		return err
	}
	folder, err := kernelspec.Install(jupyter, program, record())
	if err != nil {
		return err
	}
	fmt.Printf("%s runs in notebooks as %q: %s\n", toolchain.GoVersion(), kernelspec.DisplayName, folder)
	return nil
}

// jupyter is the folder of the Jupyter that is to know the kernel.
func (c *installCommand) jupyter(ctx context.Context) (string, error) {
	switch {
	case c.Prefix != "":
		return kernelspec.PrefixFolder(c.Prefix)
	case c.SysPrefix:
		return kernelspec.PythonFolder(ctx, c.Python)
	default:
		return kernelspec.UserFolder()
	}
}

// installedProgram is the path of this program, which Jupyter will start.
func installedProgram() (string, error) {
	program := programPath()
	if strings.Contains(program, string(filepath.Separator)+"go-build") {
		return "", errors.New("go run removes the program when it ends, so Jupyter could not start it: run ./install.sh, or go install ./kernel/cmd/nabla and then nabla install")
	}
	return filepath.Abs(program)
}
