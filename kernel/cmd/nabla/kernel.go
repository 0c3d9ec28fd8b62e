package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/gonabla/nabla/kernel/build"
	"github.com/gonabla/nabla/kernel/history"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/server"
	"github.com/gonabla/nabla/kernel/session"
)

// kernelMemory is from where on the kernel collects at once what it no longer
// needs: large pictures leave several times their size behind when they are sent.
const kernelMemory = 1 << 30

type kernelCommand struct {
	ConnectionFile string `arg:"" type:"path" help:"The file in which Jupyter says where to listen."`
}

func (c *kernelCommand) Run() error {
	file, err := jupyter.ReadConnectionFile(c.ConnectionFile)
	if err != nil {
		return err
	}
	if debug.SetMemoryLimit(-1) == math.MaxInt64 { // not set by GOMEMLIMIT
		debug.SetMemoryLimit(kernelMemory)
	}
	// A kernel whose toolchain is missing still starts, so that its first cell
	// can say what is wrong. Every cell after that tries again.
	toolchain, err := build.Open(build.Config{})
	start := func(ctx context.Context, sink interp.Sink) (interp.Interpreter, error) {
		if err != nil {
			if toolchain, err = build.Open(build.Config{}); err != nil {
				return nil, fmt.Errorf("%w (nabla is %s)", err, programPath())
			}
		}
		return session.New(ctx, session.Config{Toolchain: toolchain, Sink: sink, Version: version, KernelID: kernelID(c.ConnectionFile, file), JupyterRoot: jupyterRoot(), Notebook: notebookFile(), Startup: session.StartupDir(), Gopls: goplsProgram()})
	}
	return server.Run(context.Background(), file, server.Options{
		Info:    session.Info(version, goVersion(toolchain)),
		Start:   start,
		History: userHistory(),
		// For jupyter console --existing, when Jupyter leaves the ports to the kernel.
		ConnectionPath: strings.TrimSuffix(c.ConnectionFile, ".json") + "-connection.json",
	})
}

// userHistory is what the user has entered, in all sessions; nil if it is not to be
// kept.
func userHistory() *history.Log {
	if os.Getenv("NABLA_HISTORY") == "off" {
		return nil
	}
	return history.Open(historyFile())
}

func historyFile() string { return filepath.Join(build.DataDir(), "history.jsonl") }

// kernelID is the name by which Jupyter's server knows this kernel, as in the name
// of the connection file, "kernel-ID.json", if the file does not say it.
func kernelID(connectionFile string, file jupyter.ConnectionFile) string {
	if file.KernelID != "" {
		return file.KernelID
	}
	id, ok := strings.CutPrefix(filepath.Base(connectionFile), "kernel-")
	if id, isJSON := strings.CutSuffix(id, ".json"); ok && isJSON {
		return id
	}
	return ""
}

// goplsProgram is the file of the gopls that install.sh has put beside nabla;
// empty if there is none.
func goplsProgram() string {
	program := filepath.Join(build.DataDir(), "bin", "gopls")
	if _, err := os.Stat(program); err != nil {
		return ""
	}
	return program
}

// jupyterRoot is the folder in which Jupyter's server was started; empty if that
// is not known.
func jupyterRoot() string {
	pid, err := strconv.Atoi(os.Getenv("JPY_PARENT_PID"))
	if err != nil {
		return ""
	}
	dir, err := os.Readlink(fmt.Sprintf("/proc/%d/cwd", pid))
	if err != nil {
		return ""
	}
	return dir
}

// notebookFile is the notebook that Jupyter's server started the kernel for; empty
// if it does not say, or not with its folder.
func notebookFile() string {
	name := os.Getenv("JPY_SESSION_NAME")
	if name != "" && !filepath.IsAbs(name) {
		name = filepath.Join(jupyterRoot(), name)
	}
	return name
}

// goVersion is the Go release of cells; "" when the toolchain is missing.
func goVersion(toolchain *build.Toolchain) string {
	if toolchain == nil {
		return ""
	}
	return toolchain.GoVersion()
}
