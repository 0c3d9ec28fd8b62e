package jupyter

import (
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"strconv"
	"syscall"
)

// checkAccess refuses a file that another user may have written, and warns of
// one that others can read. Jupyter does not write such files, save where
// a file system has no permissions; JUPYTER_ALLOW_INSECURE_WRITES says so, to
// Jupyter and here.
func checkAccess(path string, info fs.FileInfo) error {
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s is no file", path)
	}
	status, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return nil
	}
	fault := accessFault(info.Mode(), int(status.Uid), os.Getuid())
	switch insecure, _ := strconv.ParseBool(os.Getenv("JUPYTER_ALLOW_INSECURE_WRITES")); {
	case fault == "":
		if info.Mode()&0o044 != 0 {
			slog.Warn("others can read the connection file, and with its key run code as you: chmod 600 it, or keep its folder to yourself", "file", path)
		}
		return nil
	case insecure:
		slog.Warn("the connection file is not safe", "file", path, "why", fault)
		return nil
	}
	return fmt.Errorf("%s %s, who could run code as you: start the kernel from your own Jupyter, or set JUPYTER_ALLOW_INSECURE_WRITES=1 if nobody else uses this machine", path, fault)
}

// accessFault says who else may have written a file; "" if nobody but the user
// self and root.
func accessFault(mode fs.FileMode, owner, self int) string {
	switch {
	case owner != self && owner != 0:
		return fmt.Sprintf("belongs to user %d", owner)
	case mode&0o002 != 0:
		return "can be written by everybody"
	}
	return ""
}
