package kernelspec

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// UserFolder is where Jupyter looks for what belongs to this user:
// JUPYTER_DATA_DIR if set, else jupyter in XDG_DATA_HOME or ~/.local/share.
func UserFolder() (string, error) {
	if dir := os.Getenv("JUPYTER_DATA_DIR"); dir != "" {
		return filepath.Abs(dir)
	}
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "jupyter"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("Jupyter's folder of this user: %w; set HOME", err)
	}
	return filepath.Join(home, ".local", "share", "jupyter"), nil
}

// PrefixFolder is where a Jupyter installed under prefix looks.
func PrefixFolder(prefix string) (string, error) {
	dir, err := filepath.Abs(prefix)
	return filepath.Join(dir, "share", "jupyter"), err
}

// PythonFolder is where the Jupyter of the given Python looks: under that
// Python's sys.prefix, which is the folder of its virtual environment if it is in one.
func PythonFolder(ctx context.Context, python string) (string, error) {
	out, err := exec.CommandContext(ctx, python, "-c", "import sys; print(sys.prefix)").Output()
	if err != nil {
		if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
			err = fmt.Errorf("%w: %s", err, bytes.TrimSpace(exit.Stderr))
		}
		return "", fmt.Errorf("asking %s for its sys.prefix: %w", python, err)
	}
	return PrefixFolder(strings.TrimSuffix(string(out), "\n"))
}
