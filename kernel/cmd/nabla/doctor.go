package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/gonabla/nabla/kernel/build"
	"github.com/gonabla/nabla/kernel/kernelspec"
	"github.com/gonabla/nabla/kernel/worker"
)

type doctorCommand struct{}

func (doctorCommand) Run() error {
	ctx, stop := untilSignal()
	defer stop()
	fmt.Printf("nabla %s, %s\n", version, programPath())
	jupyterLab := filepath.Join(build.DataDir(), "venv", "bin", "jupyter-lab") // where install.sh puts one
	healthy := kernelspec.Doctor(ctx, os.Stdout, []kernelspec.Check{
		kernelspec.CheckWritable("data folder", build.DataDir()),
		{Name: "Go", Look: lookAtGo},
		{Name: "worker", Look: lookAtWorker},
		{Name: "gopls", Look: lookAtGopls},
		kernelspec.CheckSpecs(record()),
		kernelspec.CheckJupyter("jupyter-lab", jupyterLab),
	})
	if !healthy {
		return errors.New("something is wrong with this installation")
	}
	return nil
}

// lookAtGo checks that the Go release is there and what was compiled with it.
func lookAtGo(context.Context) (string, error) {
	toolchain, err := build.Open(build.Config{})
	if err != nil {
		return "", &kernelspec.Fault{Problem: err.Error()} // which says what to run
	}
	return fmt.Sprintf("%s in %s, %d packages compiled", toolchain.GoVersion(), toolchain.GoRoot(), len(toolchain.Packages())), nil
}

// lookAtWorker starts the worker, which tests itself, and ends it again.
func lookAtWorker(ctx context.Context) (string, error) {
	toolchain, err := build.Open(build.Config{})
	if err != nil {
		return "", &kernelspec.Fault{Problem: "not looked at, because of Go"}
	}
	archives := map[string]string{}
	for _, p := range toolchain.Packages() {
		archives[p.Path] = p.Archive
	}
	w, err := worker.Start(ctx, worker.Options{Executable: toolchain.Worker(), Archives: archives})
	if err != nil {
		return "", &kernelspec.Fault{Problem: err.Error(), Mend: "remove " + toolchain.Worker() + " and run: nabla install"}
	}
	w.Close()
	return "starts, " + toolchain.Worker(), nil
}

// lookAtGopls tells whether there is a gopls. Nothing is wrong without one.
func lookAtGopls(ctx context.Context) (string, error) {
	program := goplsProgram()
	if program == "" {
		return "none: Tab and Shift+Tab know less; ./install.sh installs it", nil
	}
	out, err := exec.CommandContext(ctx, program, "version").Output()
	if err != nil {
		return "", &kernelspec.Fault{Problem: fmt.Sprintf("%s version: %v", program, err), Mend: "remove " + program + " and run ./install.sh"}
	}
	line, _, _ := strings.Cut(string(out), "\n")
	return line + ", " + program, nil
}
