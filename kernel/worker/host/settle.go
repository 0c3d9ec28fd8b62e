package host

import (
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"
)

// Text that goes to descriptors 1 and 2 past package os (println, child
// processes) travels in pipes of its own. So that everything is shown in the
// order in which it was made, the worker sends nothing before the kernel has taken
// what is in them, and the kernel takes it when it has dealt with all events, and
// shows it before the next.

// The kernel may have been stopped, and then there is no use in waiting: each event
// would take that long.
const (
	settleTime    = time.Second
	settleStep    = 20 * time.Microsecond
	settleMaxStep = time.Millisecond
)

// textPipes lead from descriptors 1 and 2 to the kernel.
var textPipes = [2]*textPipe{newTextPipe(1), newTextPipe(2)}

// settle waits until the kernel has taken what is in the pipes now.
func settle() {
	for _, p := range textPipes {
		p.settle()
	}
}

// A textPipe is one of which we have the writing end.
type textPipe struct {
	fd    int
	inode uint64
	left  atomic.Int64 // what was in it when we waited in vain; 0 if we did not
}

func newTextPipe(fd int) *textPipe { return &textPipe{fd: fd, inode: inode(fd)} }

// settle waits until what is in the pipe has been read. That is so when it is empty,
// and also when there has been less in it twice: who reads takes everything that is
// there when he looks, which may be just before our text, but not so the second time.
func (p *textPipe) settle() {
	n := p.unread()
	if left := p.left.Load(); left > 0 && n >= left {
		return // still nobody reads it
	}
	p.left.Store(0)
	step := settleStep
	for waited, taken := time.Duration(0), 0; n > 0 && taken < 2; waited += step {
		if waited > settleTime {
			p.left.Store(n)
			return
		}
		step = min(step+step/8, settleMaxStep)
		time.Sleep(step)
		before := n
		if n = p.unread(); n < before {
			taken++
		}
	}
}

// unread is the number of bytes in the pipe, 0 if user code has closed the descriptor
// or made it something else.
func (p *textPipe) unread() int64 {
	var n int32
	_, _, err := syscall.RawSyscall(syscall.SYS_IOCTL, uintptr(p.fd), syscall.TIOCINQ, uintptr(unsafe.Pointer(&n)))
	if err != 0 || n == 0 || inode(p.fd) != p.inode {
		return 0
	}
	return int64(n)
}

// inode tells one pipe from another. It is 0 if the descriptor is not open.
func inode(fd int) uint64 {
	var s syscall.Stat_t
	if syscall.Fstat(fd, &s) != nil {
		return 0
	}
	return s.Ino
}
