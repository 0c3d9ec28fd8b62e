package session

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// includeC has the session go on in a worker that was built with the packages that
// have C in them, if that which runs was not: C cannot be linked into it. Nothing is
// changed before the worker has been built.
func (x *execution) includeC(imports []string) error {
	s := x.session
	missing := s.module.MissingC(imports)
	if len(missing) == 0 {
		return nil
	}
	names, needs := strings.Join(missing, ", "), "needs C: the worker was rebuilt with it"
	if len(missing) > 1 {
		needs = "need C: the worker was rebuilt with them"
	}
	if x.startup {
		return fmt.Errorf("start-up files cannot import packages with C code, which another worker would have to be built for: import %s in a cell", names)
	}
	began := time.Now()
	if _, err := s.module.Worker(x.withProgress(x.ctx)); err != nil {
		s.forgetC(missing)
		if x.ctx.Err() != nil {
			return x.ctx.Err()
		}
		return fmt.Errorf("no worker with %s could be built: %w", names, err)
	}
	if err := s.saveNow(x.unit); err != nil {
		return fmt.Errorf("%s needs a worker that is built with it: %w", names, err)
	}
	defer x.phase("worker")
	return x.exchange(names, needs, missing, began)
}

// exchange starts the new worker in place of the one that has been ended. If it does
// not work, the session goes on without the packages.
func (x *execution) exchange(names, needs string, missing []string, began time.Time) error {
	s := x.session
	x.restarts++
	r, err := s.revive(x.ctx, x.request.ID)
	if err == nil {
		x.note(fmt.Sprintf("%s %s and restarted (%.1f s). %s", names, needs, time.Since(began).Seconds(), r.summary()))
	} else if x.ctx.Err() == nil {
		s.forgetC(missing)
		err = fmt.Errorf("the worker that was built with %s does not work, and the session goes on without: %w", names, err)
		var again error
		r, again = s.revive(x.ctx, x.request.ID)
		err = errors.Join(err, again)
	}
	s.mu.Lock()
	if s.notRevived = nil; r == nil {
		s.notRevived = err
	}
	if !x.program {
		x.state = s.state
	}
	s.mu.Unlock()
	if r != nil {
		s.show(x.request.ID, r)
	}
	return err
}

// forgetC forgets packages with C that cannot be had.
func (s *Session) forgetC(paths []string) {
	s.module.ForgetC(paths)
	s.forgetPackages()
}

// executable is that of the worker that is about to start. If the one with all
// packages with C cannot be built any more it is the plain one: the next cell that
// needs another says why.
func (s *Session) executable(ctx context.Context) string {
	before := s.module.Changes()
	file, err := s.module.Worker(ctx)
	if s.module.Changes() != before {
		s.forgetPackages()
	}
	if err != nil {
		file = s.config.Toolchain.Worker()
	}
	s.module.InWorker(err == nil)
	return file
}
