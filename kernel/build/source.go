package build

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// The folder is embedded, not the file, so that the package also compiles in a
// checkout in which nobody has made the archive.
//
//go:embed archive
var embedded embed.FS

// sourceIn gives a folder with the source of our module: the archive that the
// binary carries, unpacked under the data folder; or, in a binary without one,
// the checkout.
func sourceIn(dataDir string) (string, error) {
	data, err := embedded.ReadFile("archive/source.tar.gz")
	if errors.Is(err, fs.ErrNotExist) {
		return checkout()
	}
	if err != nil {
		return "", err
	}
	return unpackSource(data, filepath.Join(dataDir, "source"))
}

// unpackSource unpacks the archive into a folder under parent named by its
// content, if it is not there yet.
func unpackSource(data []byte, parent string) (string, error) {
	sum := sha256.Sum256(data)
	dir := filepath.Join(parent, hex.EncodeToString(sum[:])[:16])
	if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
		return dir, nil
	}
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return "", fmt.Errorf("making the folder of nabla's source: %w", err)
	}
	fresh, err := os.MkdirTemp(parent, ".new-*")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(fresh)
	if err := unpack(bytes.NewReader(data), fresh); err != nil {
		return "", fmt.Errorf("unpacking nabla's source: %w", err)
	}
	if err := os.Chmod(fresh, 0o755); err != nil {
		return "", err
	}
	err = os.Rename(fresh, dir)
	if _, there := os.Stat(filepath.Join(dir, "go.mod")); there == nil {
		return dir, nil // ours, or that of another process
	}
	return "", err
}

// checkout finds the folder with our go.mod: above this file, as it was when
// it was compiled, or above the working directory.
func checkout() (string, error) {
	_, file, _, _ := runtime.Caller(0)
	wd, _ := os.Getwd()
	for _, start := range []string{filepath.Dir(file), wd} {
		for dir := start; filepath.IsAbs(dir); dir = filepath.Dir(dir) {
			if isOurs(dir) {
				return dir, nil
			}
			if dir == filepath.Dir(dir) {
				break
			}
		}
	}
	return "", errors.New("this nabla was built without its source, and the checkout is not where it was: run ./install.sh in the checkout")
}

func isOurs(dir string) bool {
	data, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	return err == nil && strings.HasPrefix(string(data), "module "+modulePath+"\n")
}
