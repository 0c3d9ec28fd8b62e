package kernelspec

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// markerName is the file that tells a specification made here from one that
// happens to have the same name.
const markerName = "installed-by-nabla.json"

// A marker is what the marker file holds.
type marker struct {
	// Created is the topmost folder that had to be made for the
	// specification. It and those below it are removed again if they are empty then.
	Created string `json:"created"`
}

// Install writes the specification that starts program into the Jupyter folder
// given (see [UserFolder]), notes it in record, and returns its folder. Doing
// it again brings it up to date. A specification of the same name that was not
// made by Install is left alone, and is an error.
func Install(jupyter, program, record string) (string, error) {
	folder := filepath.Join(jupyter, "kernels", Name)
	files, err := New(program).files()
	if err != nil {
		return "", err
	}
	mark, err := markerOf(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if mark.Created = firstMissing(folder); mark.Created == "" && isEmpty(folder) {
			mark.Created = folder // of an installation that was interrupted
		}
		if mark.Created == "" {
			return "", fmt.Errorf("%s is there already and was not made by nabla: move it away, then install again", folder)
		}
	case err != nil:
		return "", err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", fmt.Errorf("making the kernel specification: %w", err)
	}
	// The record and the marker come first, so that Uninstall finds what an
	// interrupted installation has left.
	if err := addToRecord(record, folder); err != nil {
		return "", err
	}
	if files[markerName], err = json.Marshal(mark); err != nil {
		return "", err
	}
	for _, name := range append([]string{markerName}, names(files)...) {
		if err := replaceFile(filepath.Join(folder, name), files[name]); err != nil {
			return "", fmt.Errorf("writing the kernel specification: %w", err)
		}
	}
	return folder, nil
}

// Uninstall removes every specification that the record names, and the record.
// It returns the folders that it removed, and those that it had to leave
// because they hold something that Install did not write.
func Uninstall(record string) (removed, left []string, err error) {
	folders, err := Recorded(record)
	if err != nil {
		return nil, nil, err
	}
	for _, folder := range folders {
		switch gone, err := uninstallFolder(folder); {
		case err != nil:
			return removed, left, fmt.Errorf("removing the kernel specification: %w", err)
		case gone:
			removed = append(removed, folder)
		default:
			left = append(left, folder)
		}
	}
	if err := os.Remove(record); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return removed, left, err
	}
	return removed, left, nil
}

// uninstallFolder removes one specification, and the folders made for it as
// far as they are empty. It reports whether the specification's folder is gone.
func uninstallFolder(folder string) (gone bool, err error) {
	mark, err := markerOf(folder)
	if errors.Is(err, fs.ErrNotExist) {
		_, err := os.Stat(folder)
		return errors.Is(err, fs.ErrNotExist), nil
	}
	if err != nil {
		return false, err
	}
	files, err := Spec{}.files()
	if err != nil {
		return false, err
	}
	for _, name := range append(names(files), markerName) {
		if err := os.Remove(filepath.Join(folder, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return false, err
		}
	}
	for dir := folder; os.Remove(dir) == nil; dir = filepath.Dir(dir) {
		gone = true
		if dir == mark.Created {
			break
		}
	}
	return gone, nil
}

// markerOf reads the marker of a specification's folder.
func markerOf(folder string) (marker, error) {
	var m marker
	file := filepath.Join(folder, markerName)
	text, err := os.ReadFile(file)
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(text, &m); err != nil {
		return m, fmt.Errorf("%s: %w", file, err)
	}
	return m, nil
}

// firstMissing is the topmost of the folder and those above it that does not
// exist; empty if all do.
func firstMissing(folder string) string {
	missing := ""
	for dir := folder; ; dir = filepath.Dir(dir) {
		if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
			return missing
		}
		missing = dir
	}
}

// isEmpty reports whether a folder holds nothing.
func isEmpty(folder string) bool {
	entries, err := os.ReadDir(folder)
	return err == nil && len(entries) == 0
}
