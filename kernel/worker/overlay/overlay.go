// Package overlay makes the file overlay with which the worker and everything
// linked into it is compiled: a few files added to packages runtime, internal/poll,
// os/signal and time, and checked insertions in these, os and sync.
//
// No file of the Go distribution is changed: [Write] puts altered copies into a
// folder and returns a description for the -overlay flag of go build and go list.
// Each insertion names the text it goes next to, which must occur exactly once in
// the user's own Go distribution; otherwise Write fails and names the release.
//
// In a program that installs no hooks and loads nothing, such as any other program
// built with the overlay, the insertions do nothing.
//
// The package must not know who uses the hooks, and imports nothing of nabla.
package overlay

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Release is the Go release that the table and the added files are made for.
const Release = "go1.26"

//go:embed notebook.go.txt
var notebook string

//go:embed stop.go.txt
var stop string

//go:embed program.go.txt
var program string

//go:embed loop_amd64.go.txt
var loop string

//go:embed poll.go.txt
var poll string

//go:embed time.go.txt
var timers string

//go:embed signal.go.txt
var signal string

// added are the files that no distribution has, by their place below GOROOT/src.
var added = map[string]string{
	"runtime/nabla.go":         notebook,
	"runtime/nabla_stop.go":    stop,
	"runtime/nabla_program.go": program,
	"runtime/nabla_amd64.go":   loop,
	"internal/poll/nabla.go":   poll,
	"os/signal/nabla.go":       signal,
	"time/nabla.go":            timers,
}

// Known reports whether the overlay fits the given Go version, such as "go1.26.8".
// The error tells the user what to install instead.
func Known(goVersion string) error {
	v, _, _ := strings.Cut(goVersion, " ") // "go1.26.8 X:nodwarf5"
	v, _, _ = strings.Cut(v, "-")          // "go1.26.8-distribution"
	patch, ok := strings.CutPrefix(v, Release)
	if ok && (patch == "" || patch[0] == '.') {
		return nil
	}
	return fmt.Errorf("Go release %q is not supported; install a release %s.x of Go and prepare the kernel again", goVersion, Release)
}

// Hash identifies the table and the added files: whatever was compiled with the
// overlay is valid only for the same hash.
func Hash() string {
	h := sha256.New()
	for _, in := range Table() {
		fmt.Fprintf(h, "%q %q %q %q\n", in.File, in.After, in.Text, in.Before)
	}
	for _, name := range slices.Sorted(maps.Keys(added)) {
		fmt.Fprintf(h, "%s\n%s", name, added[name])
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// Write makes the overlay for the Go distribution at goroot. It writes the altered
// files and overlay.json into dir, and returns the path of the latter.
func Write(goroot, dir string) (string, error) {
	return WriteTable(Table(), goroot, dir)
}

// WriteTable is like [Write] with a table other than the usual one. It serves the
// tests that show that each insertion is needed.
func WriteTable(table []Insertion, goroot, dir string) (string, error) {
	version, err := releaseOf(goroot)
	if err != nil {
		return "", err
	}
	if err := Known(version); err != nil {
		return "", err
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return "", fmt.Errorf("overlay: %w", err)
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", fmt.Errorf("overlay: %w", err)
	}
	files, err := alter(table, goroot, version)
	if err != nil {
		return "", err
	}
	maps.Copy(files, added)
	return writeFiles(files, goroot, dir)
}

// releaseOf reads the version of the distribution at goroot.
func releaseOf(goroot string) (string, error) {
	b, err := os.ReadFile(filepath.Join(goroot, "VERSION"))
	if err != nil {
		return "", fmt.Errorf("overlay: cannot tell the Go release, is %s a Go distribution? %w", goroot, err)
	}
	version, _, _ := strings.Cut(string(b), "\n")
	return strings.TrimSpace(version), nil
}

// alter returns the altered text of each file in the table.
func alter(table []Insertion, goroot, version string) (map[string]string, error) {
	files := map[string]string{}
	for _, in := range table {
		text, ok := files[in.File]
		if !ok {
			b, err := os.ReadFile(filepath.Join(goroot, "src", filepath.FromSlash(in.File)))
			if err != nil {
				return nil, fmt.Errorf("overlay: %w", err)
			}
			text = string(b)
		}
		if n := strings.Count(text, in.After+in.Before); n != 1 {
			return nil, fmt.Errorf("overlay: %s of %s does not look as expected: the place of insertion %q occurs %d times instead of once; "+
				"install an unchanged release %s.x of Go", in.File, version, in.Name, n, Release)
		}
		files[in.File] = strings.Replace(text, in.After+in.Before, in.After+in.Text+in.Before, 1)
	}
	return files, nil
}

// writeFiles writes the altered files and the description of the overlay.
func writeFiles(files map[string]string, goroot, dir string) (string, error) {
	replace := map[string]string{}
	for name, text := range files {
		target := filepath.Join(dir, strings.ReplaceAll(name, "/", "_"))
		if err := os.WriteFile(target, []byte(text), 0o666); err != nil {
			return "", fmt.Errorf("overlay: %w", err)
		}
		replace[filepath.Join(goroot, "src", filepath.FromSlash(name))] = target
	}
	b, err := json.MarshalIndent(map[string]any{"Replace": replace}, "", "\t")
	if err != nil {
		return "", fmt.Errorf("overlay: %w", err)
	}
	file := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(file, append(b, '\n'), 0o666); err != nil {
		return "", fmt.Errorf("overlay: %w", err)
	}
	return file, nil
}
