package build

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// A release is one Go installation, with what has to be known of it in order
// to start its tools without asking it again.
type release struct {
	Root     string // GOROOT, absolute
	Version  string // "go1.26.8"
	ToolDir  string // where compile is
	ModCache string // where downloaded modules are; compiled packages name files there
	Compiler stamp  // the compiler's file, to notice that it was replaced
}

// A stamp tells whether a file is still the one it was.
type stamp struct {
	Size     int64
	Modified int64
}

func stampOf(file string) (stamp, error) {
	info, err := os.Stat(file)
	if err != nil {
		return stamp{}, err
	}
	return stamp{info.Size(), info.ModTime().UnixNano()}, nil
}

// findRelease asks the go command of goroot, or else the one on PATH, what it is.
func findRelease(ctx context.Context, goroot string) (release, error) {
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		return release{}, fmt.Errorf("nabla runs on linux/amd64 only so far, and this is %s/%s", runtime.GOOS, runtime.GOARCH)
	}
	command := "go"
	if goroot != "" {
		command = filepath.Join(goroot, "bin", "go")
	}
	path, err := exec.LookPath(command)
	if err != nil {
		return release{}, fmt.Errorf("no Go found (%s): install Go 1.26 from https://go.dev/dl/, put its bin folder on PATH, and run `nabla install` again", command)
	}
	cmd := exec.CommandContext(ctx, path, "env", "-json", "GOROOT", "GOVERSION", "GOTOOLDIR", "GOMODCACHE", "GOHOSTOS", "GOHOSTARCH")
	cmd.Dir = os.TempDir() // so that no go.mod asks for another release
	cmd.Env = append(withoutGo(os.Environ()), "GOTOOLCHAIN=local")
	for _, name := range []string{"GOMODCACHE", "GOPATH", "GOENV"} { // they say where the module cache is
		if value, ok := os.LookupEnv(name); ok {
			cmd.Env = append(cmd.Env, name+"="+value)
		}
	}
	out, err := cmd.Output()
	if err != nil {
		return release{}, fmt.Errorf("asking %s what it is: %w", path, withStderr(err))
	}
	var env struct{ GOROOT, GOVERSION, GOTOOLDIR, GOMODCACHE, GOHOSTOS, GOHOSTARCH string }
	if err := json.Unmarshal(out, &env); err != nil {
		return release{}, fmt.Errorf("asking %s what it is: %w", path, err)
	}
	if env.GOHOSTOS != "linux" || env.GOHOSTARCH != "amd64" {
		return release{}, fmt.Errorf("the Go in %s is for %s/%s; nabla needs one for linux/amd64", env.GOROOT, env.GOHOSTOS, env.GOHOSTARCH)
	}
	r := release{Root: env.GOROOT, Version: env.GOVERSION, ToolDir: env.GOTOOLDIR, ModCache: env.GOMODCACHE}
	if r.Compiler, err = stampOf(r.compiler()); err != nil {
		return release{}, fmt.Errorf("the Go in %s has no compiler: %w", r.Root, err)
	}
	return r, nil
}

// check says whether the release is still there and still the same.
func (r release) check() error {
	now, err := stampOf(r.compiler())
	if errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%s in %s, with which nabla was installed, is gone: install Go, then %w", r.Version, r.Root, errInstall)
	}
	if err != nil {
		return fmt.Errorf("the Go in %s cannot be used: %w", r.Root, err)
	}
	if now == r.Compiler {
		return nil
	}
	version := "another release"
	if text, err := os.ReadFile(filepath.Join(r.Root, "VERSION")); err == nil {
		version, _, _ = strings.Cut(string(text), "\n")
	}
	return fmt.Errorf("the Go in %s was %s when nabla was installed and is now %s: %w to make nabla ready for it", r.Root, r.Version, version, errInstall)
}

func (r release) compiler() string  { return filepath.Join(r.ToolDir, "compile") }
func (r release) goCommand() string { return filepath.Join(r.Root, "bin", "go") }

// language is the release in the form of go.mod's go line: "1.26.8".
func (r release) language() string {
	version, _, _ := strings.Cut(strings.TrimPrefix(r.Version, "go"), "-")
	version, _, _ = strings.Cut(version, " ")
	return version
}

// withStderr adds what a command wrote to standard error, which says more than
// its exit status.
func withStderr(err error) error {
	var exit *exec.ExitError
	if errors.As(err, &exit) && len(exit.Stderr) > 0 {
		return fmt.Errorf("%w: %s", err, strings.TrimSpace(string(exit.Stderr)))
	}
	return err
}
