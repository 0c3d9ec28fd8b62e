package server

import (
	"context"
	"errors"
	"os"
	"syscall"
	"time"
)

// watchParent calls end when the process that started the kernel is gone. Run
// starts it; it ends with ctx.
//
// A parent that was ours is gone when we have another one. A process between
// (a shell, a launcher) makes the named one not our parent; then it is asked
// for by its number.
func watchParent(ctx context.Context, pid int, end func()) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	ours := os.Getppid() == pid
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if ours && os.Getppid() != pid || errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
			end()
			return
		}
	}
}
