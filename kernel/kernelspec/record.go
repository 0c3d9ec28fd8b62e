package kernelspec

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Recorded gives the folders that a record names: one path per line. A record
// that does not exist names none.
func Recorded(record string) ([]string, error) {
	text, err := os.ReadFile(record)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("reading where nabla was installed: %w", err)
	}
	return strings.FieldsFunc(string(text), func(r rune) bool { return r == '\n' }), nil
}

// addToRecord notes a folder once.
func addToRecord(record, folder string) error {
	folders, err := Recorded(record)
	if err != nil || slices.Contains(folders, folder) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(record), 0o755); err != nil {
		return err
	}
	return replaceFile(record, []byte(strings.Join(append(folders, folder), "\n")+"\n"))
}

// replaceFile writes a file under another name first, so that whoever reads it
// meanwhile sees the old content or the new one.
func replaceFile(file string, content []byte) error {
	temp := file + ".new"
	if err := os.WriteFile(temp, content, 0o644); err != nil {
		return err
	}
	return os.Rename(temp, file)
}

// names are the file names in order.
func names(files map[string][]byte) []string { return slices.Sorted(maps.Keys(files)) }
