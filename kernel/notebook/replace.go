package notebook

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Replace writes a file as a whole: whoever looks at it sees what it was or
// what it is to be, also when the machine fails meanwhile. The file keeps its
// mode; behind a symbolic link it is the file that is replaced. A file that
// may not be written is left alone.
func Replace(name string, data []byte) error {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	mode := fs.FileMode(0o666)
	switch info, err := os.Stat(name); {
	case err == nil && !info.Mode().IsRegular():
		return fmt.Errorf("%s is not a file that can be replaced", name)
	case err == nil:
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		f.Close()
		mode = info.Mode().Perm()
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	temporary := filepath.Join(filepath.Dir(name), ".nabla-"+newID())
	if err := writeNew(temporary, data, mode); err != nil {
		os.Remove(temporary)
		return fmt.Errorf("%s could not be written and is as it was: %w", name, err)
	}
	return os.Rename(temporary, name)
}

// writeNew writes a file that does not exist yet and waits until it is on disk.
func writeNew(name string, data []byte, mode fs.FileMode) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil && mode != 0o666 {
		err = f.Chmod(mode) // whatever the umask is
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}
