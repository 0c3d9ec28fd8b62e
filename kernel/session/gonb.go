package session

import (
	"context"
	"os"
	"sync/atomic"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/gonbui"
	"github.com/gonabla/nabla/kernel/worker"
)

// environment is what cells find in os.Environ: ours, and what programs written
// for GoNB expect.
func (s *Session) environment() []string {
	return append(os.Environ(), s.gonbEnvironment(worker.GonbFile, worker.GonbFile)...)
}

// gonbEnvironment is what a process finds in its environment that reaches the
// kernel by writing to one file and reading another.
func (s *Session) gonbEnvironment(write, read string) []string {
	dir, _ := os.Getwd()
	return gonbui.Environment(gonbui.Surroundings{
		Write: write, Read: read, Dir: dir, ModuleDir: s.module.Dir(), KernelID: s.config.KernelID, JupyterRoot: s.config.JupyterRoot,
	})
}

// A gonbProgram is a worker as the programs in it see it that import gonbui of
// GoNB.
type gonbProgram struct {
	session *Session
	worker  atomic.Pointer[worker.Worker] // set before the first cell runs
}

// Show implements [gonbui.Program].
func (p *gonbProgram) Show(cell uint64, b *wire.Bundle) {
	p.session.output(wire.Frame{Cell: cell, Kind: wire.Display, Bundle: b})
}

// Complain implements [gonbui.Program].
func (p *gonbProgram) Complain(cell uint64, text string) {
	p.session.output(wire.Frame{Cell: cell, Kind: wire.Stderr, Text: []byte(text + "\n")})
}

// Reply implements [gonbui.Program].
func (p *gonbProgram) Reply(data []byte) {
	if w := p.worker.Load(); w != nil {
		w.ReplyGonb(data)
	}
}

// Ask implements [gonbui.Program]. The user is asked at once, and the next that
// the cell reads from its standard input is the answer.
func (p *gonbProgram) Ask(cell uint64, q wire.Question) {
	s := p.session
	s.mu.Lock()
	defer s.mu.Unlock()
	x := s.executing(cell)
	if x == nil || x.request.Ask == nil {
		return // the cell gets the error when it reads
	}
	e := &entered{done: make(chan struct{})}
	x.entered = append(x.entered, e)
	go func() {
		e.text, e.err = x.request.Ask(x.ctx, q)
		close(e.done)
	}()
}

// An entered is what a user was asked for before the cell reads it.
type entered struct {
	done chan struct{} // closed when the fields below are there
	text string
	err  error
}

// takeEntered returns what the user was asked for already, if the question is one
// for a line of standard input; nil if the user is to be asked. The caller holds
// the session's mu.
func (x *execution) takeEntered(q wire.Question) *entered {
	if q != (wire.Question{}) || len(x.entered) == 0 {
		return nil
	}
	e := x.entered[0]
	x.entered = x.entered[1:]
	return e
}

// await waits until the user has answered, or the cell has ended.
func (e *entered) await(ctx context.Context) (string, error) {
	select {
	case <-e.done:
		return e.text, e.err
	case <-ctx.Done():
		return "", errCellEnded
	}
}
