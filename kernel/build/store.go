package build

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// A store keeps compiled archives under the hash of their content, so that two
// toolchains with the same package share one file, and nobody ever changes one.
type store struct{ dir string }

// path is where a file of the store is.
func (s store) path(file string) string { return filepath.Join(s.dir, file) }

// store is where the toolchain's packages are kept.
func (t *Toolchain) store() store { return store{filepath.Join(t.dataDir, "archives")} }

// cached is how Go's build cache names a file: by the hash of its content.
var cached = regexp.MustCompile(`^[0-9a-f]{64}-d$`)

// add puts the file into the store and returns its path there. The file is
// linked if that can be done, else copied.
func (s store) add(file string) (string, error) {
	name := filepath.Base(file)
	if cached.MatchString(name) {
		name = strings.TrimSuffix(name, "-d")
	} else {
		sum, err := hashFile(file)
		if err != nil {
			return "", err
		}
		name = sum
	}
	path := filepath.Join(s.dir, name[:2], name+".a")
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return "", err
	}
	return path, linkOrCopy(file, path)
}

// linkOrCopy makes to a second name for the file from, or a copy of it. When
// somebody else makes the same file at the same time, either's will do.
func linkOrCopy(from, to string) error {
	if err := os.Link(from, to); err == nil || os.IsExist(err) {
		return nil
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.CreateTemp(filepath.Dir(to), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(out.Name())
	_, err = io.Copy(out, in)
	if e := out.Close(); err == nil {
		err = e
	}
	if err != nil {
		return fmt.Errorf("copying a compiled package into %s: %w", filepath.Dir(to), err)
	}
	return os.Rename(out.Name(), to)
}

// hashFile is the SHA-256 of the file's content.
func hashFile(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
