package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/pipes"
)

// bash runs the command lines of ! and %%bash.
const bash = "/bin/bash"

// isShell says that the text of the command is the shell's.
func (r *Command) isShell() bool { return strings.HasPrefix(r.Name, "!") }

// A stdin says what a shell command can read.
type stdin uint8

const (
	nothing stdin = iota
	lines
	password
)

// runShell runs a line in bash, where the session is or, for !*, in the folder
// of its module.
func runShell(c *call) error {
	if c.Text == "" {
		return errors.New("a command for the shell follows, as in !ls")
	}
	p := c.process(bash, "-c", c.Text)
	if c.rule.Name == "!*" {
		p.cmd.Dir = c.ModuleDir()
	}
	if c.stdin == nothing {
		return p.run()
	}
	defer func() { c.stdin = nothing }()
	return p.runAsking(c.stdin == password)
}

// runInputs lets the next shell command read what the user enters.
func runInputs(c *call) error {
	c.stdin = lines
	if c.rule.Name == "%with_password" {
		c.stdin = password
	}
	return nil
}

// runScript gives the text of the cell to a program.
func runScript(c *call) error {
	if len(c.args) == 0 {
		return c.usage()
	}
	return c.feed(c.args[0], c.args[1:]...)
}

// runShellScript gives the text of the cell to a shell.
func runShellScript(c *call) error {
	return c.feed(strings.TrimPrefix(c.rule.Name, "%%"), c.args...)
}

func (c *call) feed(program string, args ...string) error {
	p := c.process(program, args...)
	p.cmd.Stdin = strings.NewReader(strings.TrimSuffix(c.Body, "\n") + "\n") // programs expect the end of the last line
	return p.run()
}

// A process is a command of the shell and what shows its output.
type process struct {
	call *call
	cmd  *exec.Cmd
}

// process prepares a program in a process group of its own, which an interrupt
// ends as a whole.
func (c *call) process(program string, args ...string) *process {
	cmd := exec.CommandContext(c, program, args...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	return &process{call: c, cmd: cmd}
}

// linger is how long a process in the background, which holds the pipes of one
// that has ended, is waited for. Its later output is shown all the same.
const linger = 100 * time.Millisecond

// run runs the process and shows what it writes while it writes it.
func (p *process) run() error {
	env, end, err := p.call.Serve()
	if err != nil {
		return err
	}
	defer end()
	p.cmd.Env = append(os.Environ(), env...)
	shown, err := p.start()
	if err != nil {
		return p.explain(err)
	}
	err = p.cmd.Wait()
	select {
	case <-shown:
	case <-time.After(linger):
	}
	return p.explain(err)
}

// start starts the process and has what it writes shown. The channel is closed when
// that has ended.
func (p *process) start() (shown <-chan struct{}, err error) {
	stdout, theirOut, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer theirOut.Close()
	stderr, theirErr, err := os.Pipe()
	if err != nil {
		stdout.Close()
		return nil, err
	}
	defer theirErr.Close()
	p.cmd.Stdout, p.cmd.Stderr = theirOut, theirErr
	both, err := pipes.New(stdout, stderr)
	if err != nil {
		stdout.Close()
		stderr.Close()
		return nil, err
	}
	done := make(chan struct{})
	go func() { defer close(done); p.show(both, stdout, stderr) }()
	return done, p.cmd.Start()
}

// show shows what comes through both pipes until nobody holds their other ends, and
// closes them.
func (p *process) show(both *pipes.Set, stdout, stderr *os.File) {
	defer stdout.Close()
	defer stderr.Close()
	defer both.Close()
	for {
		ready, err := both.Wait()
		if err != nil {
			return
		}
		for _, r := range ready {
			kind := wire.Stdout
			if r.File == stderr {
				kind = wire.Stderr
			}
			text := make([]byte, r.Bytes)
			if n, _ := r.File.Read(text); n > 0 {
				p.call.Write(kind, text[:n])
			}
		}
	}
}

// explain tells how a process ended that did not end well.
func (p *process) explain(err error) error {
	var exit *exec.ExitError
	switch {
	case p.call.Err() != nil:
		return p.call.Err()
	case errors.As(err, &exit) && exit.Exited():
		return fmt.Errorf("exit status %d", exit.ExitCode())
	case errors.Is(err, exec.ErrNotFound):
		return fmt.Errorf("there is no program %s on the PATH: install it, or give its place", p.cmd.Args[0])
	}
	return err
}

// thinking is how long a process may run before the user is asked for input:
// one that has ended by then wants none.
const thinking = 200 * time.Millisecond

// runAsking runs the process and asks the user for lines for it to read.
func (p *process) runAsking(hidden bool) error {
	input, err := p.cmd.StdinPipe()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(p.call)
	asked := make(chan error, 1)
	go func() {
		defer input.Close()
		asked <- p.ask(ctx, input, hidden)
	}()
	err = p.run()
	cancel()
	if refused := <-asked; errors.Is(refused, wire.ErrNoInput) {
		return refused
	}
	return err
}

// ask passes on what the user enters, until the process has ended.
func (p *process) ask(ctx context.Context, input io.Writer, hidden bool) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(thinking):
		}
		line, err := p.call.Ask(ctx, wire.Question{Password: hidden})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(input, line+"\n"); err != nil || hidden {
			return nil // it does not read any more, or has what it wanted
		}
	}
}
