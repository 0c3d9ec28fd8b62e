package host

import (
	"syscall"
	"time"
	"unsafe"
)

// Text that goes to descriptors 1 and 2 past package os (println, child
// processes) travels in pipes of its own. So that everything is shown in the
// order in which it was made, the worker sends nothing while there is something
// in them, and the kernel reads them only when it has read all events.

// The kernel may be slow, and a child process may write all the time: then
// order is not worth the wait.
const (
	settleTime = 20 * time.Millisecond
	settleStep = 20 * time.Microsecond
)

// settle waits until the kernel has taken what is in the pipes.
func settle() {
	for waited := time.Duration(0); waited < settleTime; waited += settleStep {
		if unread(1) == 0 && unread(2) == 0 {
			return
		}
		time.Sleep(settleStep)
	}
}

// unread is the number of bytes in a pipe of which we have the writing end.
func unread(fd int) int {
	var n int32
	if _, _, err := syscall.RawSyscall(syscall.SYS_IOCTL, uintptr(fd), syscall.TIOCINQ, uintptr(unsafe.Pointer(&n))); err != 0 {
		return 0 // user code has closed it or made it something else
	}
	return int(n)
}
