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
	target, mode, err := replaceable(name)
	if err != nil {
		return err
	}
	temporary := filepath.Join(filepath.Dir(target), ".nabla-"+newID())
	if err := writeNew(temporary, data, mode); err != nil {
		os.Remove(temporary)
		return fmt.Errorf("%s could not be written and is as it was: %w", name, err)
	}
	return os.Rename(temporary, target)
}

// MayReplace returns the error that [Replace] would return if it were called
// now, as far as that can be told beforehand.
func MayReplace(name string) error {
	target, _, err := replaceable(name)
	if err != nil {
		return err
	}
	probe, err := os.CreateTemp(filepath.Dir(target), ".nabla-*")
	if err != nil {
		return err
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name()))
}

// replaceable finds the file that is behind a name, and its mode: 0666, from
// which the umask is taken, if there is none.
func replaceable(name string) (target string, mode fs.FileMode, err error) {
	if target, err = filepath.EvalSymlinks(name); err != nil {
		target = name
	}
	info, err := os.Stat(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return target, 0o666, nil
	case err != nil:
		return "", 0, err
	case !info.Mode().IsRegular():
		return "", 0, fmt.Errorf("%s is not a file that can be replaced", name)
	}
	f, err := os.OpenFile(target, os.O_WRONLY, 0)
	if err != nil {
		return "", 0, err
	}
	return target, info.Mode().Perm(), f.Close()
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
