package display

import (
	"os"
	"os/signal"
	"sync"
	"syscall"
	"unsafe"
)

// hideTyping stops a terminal from showing what is typed, until show is called.
// A signal that ends the program makes the terminal as it was, too.
func hideTyping(terminal *os.File) (show func(), err error) {
	var before syscall.Termios
	if err := terminalMode(terminal, syscall.TCGETS, &before); err != nil {
		return nil, err
	}
	hidden := before
	hidden.Lflag &^= syscall.ECHO
	hidden.Lflag |= syscall.ICANON | syscall.ISIG
	if err := terminalMode(terminal, syscall.TCSETS, &hidden); err != nil {
		return nil, err
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM)
	done := make(chan struct{})
	restore := sync.OnceFunc(func() { terminalMode(terminal, syscall.TCSETS, &before) })
	// The goroutine ends with the first signal or with show.
	go func() {
		select {
		case s := <-signals:
			restore()
			signal.Stop(signals)
			syscall.Kill(syscall.Getpid(), s.(syscall.Signal))
		case <-done:
			signal.Stop(signals)
		}
	}()
	return func() { restore(); close(done) }, nil
}

// terminalMode reads or sets the mode of a terminal.
func terminalMode(terminal *os.File, request uintptr, mode *syscall.Termios) error {
	_, _, errno := syscall.Syscall(syscall.SYS_IOCTL, terminal.Fd(), request, uintptr(unsafe.Pointer(mode)))
	if errno != 0 {
		return errno
	}
	return nil
}
