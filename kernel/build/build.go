// Package build turns Go text into object files, and owns every flag with
// which Go's tools are started.
//
// It works in three phases. At installation [Prepare] makes, with the Go
// release it finds, what a notebook needs: the overlay of package runtime, the
// compiled archives of the standard library, of gonum and of our own packages,
// and the worker's executable. When a kernel starts, [Open] reads what was
// prepared, without starting any process. Within a session a [Module] resolves
// imports and compiles cells.
//
// Everything lives in one folder, [DataDir], which several installations and
// any number of kernels share:
//
//	archives/    compiled packages, named by their content
//	overlay/     changed files of package runtime, one folder for each release of Go
//	workers/     workers with packages that need C, named by what is in them
//	toolchain/   one folder for each combination of Go release, overlay, flags and source
//	installed/   which toolchain belongs to which source
//	source/      our own source, unpacked from the binary, named by its content
//	sessions/    one folder for each running kernel
//
// Nothing outside of it is needed after Prepare but the Go release itself;
// Go's own build cache may be emptied at any time.
//
// The package knows nothing of cells, of Jupyter or of how the worker runs.
package build

import (
	"errors"
	"os"
	"path/filepath"
)

// modulePath is the path of our own module.
const modulePath = "github.com/gonabla/nabla"

// A Config says where things are. The zero Config works: it means the user's
// own folder, the Go release on PATH and the source that the binary carries.
type Config struct {
	// DataDir is the folder for everything that is kept; empty means [DataDir].
	DataDir string
	// GoRoot is the Go release to prepare; empty means that of the go command
	// on PATH. Open takes the release that was prepared.
	GoRoot string
	// Source is the folder with the source of our module; empty means that of the
	// archive which the binary carries, or else of the checkout.
	Source string
	// Progress is told what Prepare does; nil means that nobody wants to know.
	Progress func(Progress)
}

// Progress is one step of Prepare.
type Progress struct {
	Phase string // what is being done, in words: "compiling the standard library and gonum"
	Item  string // the package just compiled; empty at the start of a phase
	Done  int    // items done in this phase
	Total int    // items of this phase; 0 when unknown
	// Problem is set when a package could not be prepared and is left out.
	Problem string
}

// DataDir is the folder in which everything that is prepared is kept:
// $NABLA_DATA_DIR, else nabla in $XDG_DATA_HOME or in ~/.local/share.
func DataDir() string {
	if d := os.Getenv("NABLA_DATA_DIR"); d != "" {
		if abs, err := filepath.Abs(d); err == nil {
			return abs
		}
		return d
	}
	if d := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(d) {
		return filepath.Join(d, "nabla")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		home = os.TempDir()
	}
	return filepath.Join(home, ".local", "share", "nabla")
}

// withDefaults fills in the empty fields.
func (c Config) withDefaults() (Config, error) {
	if c.DataDir == "" {
		c.DataDir = DataDir()
	}
	if c.Source == "" {
		source, err := sourceIn(c.DataDir)
		if err != nil {
			return c, err
		}
		c.Source = source
	}
	abs, err := filepath.Abs(c.Source)
	if err != nil {
		return c, err
	}
	c.Source = abs
	return c, nil
}

// report tells Progress, if anybody listens.
func (c Config) report(p Progress) {
	if c.Progress != nil {
		c.Progress(p)
	}
}

// errInstall is what the user does about most troubles at start.
var errInstall = errors.New("run `nabla install`")

// folders are those that this package makes in [DataDir].
var folders = []string{"archives", "overlay", "workers", "toolchain", "installed", "source", "sessions"}

// Remove removes from a data folder everything that this package made in it.
func Remove(dataDir string) error {
	for _, name := range folders {
		if err := os.RemoveAll(filepath.Join(dataDir, name)); err != nil {
			return err
		}
	}
	return nil
}
