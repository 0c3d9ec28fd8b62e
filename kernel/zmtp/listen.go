package zmtp

import (
	"errors"
	"fmt"
	"net"
	"os"
	"syscall"
)

// longestPath is how long the name of a socket in a folder may be on Linux.
const longestPath = 107

// Listen listens at an address, as net.Listen does. A socket in a folder
// (network "unix") is for this user alone, and takes the place of one that
// a killed process has left there.
func Listen(network, address string) (net.Listener, error) {
	if network != "unix" {
		return net.Listen(network, address)
	}
	if len(address) > longestPath {
		return nil, fmt.Errorf("%s has %d characters, and a socket may have %d: choose a shorter folder for Jupyter's runtime files (JUPYTER_RUNTIME_DIR)", address, len(address), longestPath)
	}
	l, err := net.Listen(network, address)
	if errors.Is(err, syscall.EADDRINUSE) && isAbandoned(address) {
		if err := os.Remove(address); err != nil {
			return nil, err
		}
		l, err = net.Listen(network, address)
	}
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(address, 0o600); err != nil {
		l.Close()
		return nil, err
	}
	return l, nil
}

// isAbandoned reports whether there is a socket at which nobody listens.
func isAbandoned(address string) bool {
	if info, err := os.Lstat(address); err != nil || info.Mode()&os.ModeSocket == 0 {
		return false
	}
	c, err := net.Dial("unix", address)
	if err == nil {
		c.Close()
	}
	return errors.Is(err, syscall.ECONNREFUSED)
}
