package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gonabla/nabla/kernel/build"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/kernelspec"
	"github.com/gonabla/nabla/kernel/notebook"
	"github.com/gonabla/nabla/kernel/session"
)

type runCommand struct {
	Notebooks []string `arg:"" name:"notebook" help:"The notebooks to run, each in a session of its own and in its own folder."`
	runFlags
	Output string `short:"o" placeholder:"FILE" help:"Write the notebook with its outputs to FILE, or to standard output if it is -, instead of in place."`
}

// runFlags are those of every command that runs notebooks.
type runFlags struct {
	Timeout     time.Duration `placeholder:"TIME" help:"Stop at a cell that takes longer than this, as in 90s or 5m."`
	AllowErrors bool          `help:"Go on after a cell has failed."`
}

// Help tells what the exit status means.
func (*runCommand) Help() string {
	return "Runs the cells of notebooks in order and writes their outputs into the notebooks. When a cell fails, its error " +
		"is shown, what there is so far is written, and nothing more is run, unless errors are allowed or the cell has the " +
		"tag raises-exception. Cells with the tag skip-execution are not run. Ctrl+C ends the cell that runs and writes what " +
		"there is. The exit status is 0 if every notebook ran to its end, 1 if a cell failed or took too long, 2 if the " +
		"command was not used rightly, 3 if something else was in the way, such as a file that is no notebook, and 130 after " +
		"Ctrl+C."
}

// Validate implements kong's hook.
func (c *runCommand) Validate() error {
	if c.Output != "" && len(c.Notebooks) > 1 {
		return errors.New("--output is for one notebook; without it each is written in place")
	}
	return nil
}

func (c *runCommand) Run() error { return c.forEach(c.Notebooks, c.run) }

// forEach calls f with every notebook and what runs it, until Ctrl+C.
func (flags runFlags) forEach(notebooks []string, f func(context.Context, *runner, string) error) error {
	ctx, stop := untilSignal()
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl+C ends the program at once
	r := &runner{start: startSession, flags: flags, progress: newRunProgress(os.Stderr)}
	return inTurn(ctx, notebooks, func(name string) error { return f(ctx, r, name) })
}

// inTurn calls f with one notebook after the other, whether it fails or not. It
// leaves out the rest when ctx is done, and never does so without an error.
func inTurn(ctx context.Context, notebooks []string, f func(name string) error) (failed error) {
	for _, name := range notebooks {
		if ctx.Err() != nil {
			if failed == nil {
				failed = &exit{130, fmt.Errorf("%s: interrupted", name)}
			}
			break
		}
		failed = errors.Join(failed, inTheWay(f(name)))
	}
	return failed
}

// run runs one notebook, unless what it shows could not be written.
func (c *runCommand) run(ctx context.Context, r *runner, name string) error {
	if target := c.target(name); target != "-" {
		if err := notebook.MayReplace(target); err != nil {
			return err
		}
	}
	nb, err := r.run(ctx, name)
	if nb != nil {
		err = errors.Join(err, writeTo(c.target(name), nb.Bytes()))
	}
	return err
}

// inTheWay gives an error that is not the notebook's its exit status.
func inTheWay(err error) error {
	var known *exit
	if err == nil || errors.As(err, &known) {
		return err
	}
	return &exit{3, err}
}

// target is where a notebook goes that was run.
func (c *runCommand) target(name string) string {
	if c.Output != "" {
		return c.Output
	}
	return name
}

// A runner runs notebooks.
type runner struct {
	start    func(ctx context.Context, sink interp.Sink, notebook string) (interp.Interpreter, error)
	flags    runFlags
	progress *runProgress
}

// run reads a notebook and runs it in its folder. The notebook is nil unless
// something was run.
func (r *runner) run(ctx context.Context, name string) (*notebook.Notebook, error) {
	nb, err := notebook.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if l := nb.Language(); l != "" && l != "go" {
		return nil, fmt.Errorf("%s is a notebook in %s, and nabla runs Go", name, l)
	}
	back, err := enter(filepath.Dir(name))
	if err != nil {
		return nil, err
	}
	defer back()
	r.progress.begin(name)
	x := notebook.NewExecution(nb)
	file, err := filepath.Abs(filepath.Base(name)) // the folder is entered
	if err != nil {
		return nil, err
	}
	interpreter, err := r.start(ctx, x, file)
	if err != nil {
		return nil, r.explain(ctx, name, err)
	}
	err = x.Run(ctx, interpreter, notebook.RunOptions{Timeout: r.flags.Timeout, AllowErrors: r.flags.AllowErrors, Progress: r.progress.show})
	interpreter.Close(context.WithoutCancel(ctx))
	r.progress.end()
	if nb.Metadata["kernelspec"] == nil {
		nb.Metadata["kernelspec"] = notebook.Object{"name": kernelspec.Name, "display_name": kernelspec.DisplayName, "language": "go"}
	}
	return nb, r.explain(ctx, name, err)
}

// explain says in which notebook a run was stopped, and why.
func (r *runner) explain(ctx context.Context, name string, err error) error {
	var failure *notebook.CellFailure
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return &exit{130, fmt.Errorf("%s: interrupted", name)}
	case errors.As(err, &failure):
		if failure.Timeout > 0 {
			return &exit{1, fmt.Errorf("%s: %w", name, err)}
		}
		return &exit{1, fmt.Errorf("%s: cell %d failed:\n%s", name, failure.Number, r.progress.text(failure.Err.Traceback))}
	}
	return fmt.Errorf("%s: %w", name, err)
}

// enter makes dir the working directory, which is that of the cells.
func enter(dir string) (back func(), err error) {
	before, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	return func() { os.Chdir(before) }, os.Chdir(dir)
}

// startSession starts a session of Go for a notebook.
func startSession(ctx context.Context, sink interp.Sink, notebook string) (interp.Interpreter, error) {
	toolchain, err := build.Open(build.Config{})
	if err != nil {
		return nil, err
	}
	return session.New(ctx, session.Config{Toolchain: toolchain, Sink: sink, Version: version, Notebook: notebook, Startup: session.StartupDir()})
}
