package build

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// users lists the settings of Go that are the user's own: where modules come
// from, whom to trust, and where Go's build cache is. Every other one would
// change what is compiled, and is ours.
var users = []string{"GOPROXY", "GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOSUMDB", "GOINSECURE", "GOAUTH", "GOVCS", "GOCACHE", "GOPATH"}

// withoutGo is the environment without the variables that Go's tools heed.
func withoutGo(environ []string) []string {
	return slices.DeleteFunc(slices.Clone(environ), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return strings.HasPrefix(name, "GO") || strings.HasPrefix(name, "CGO_") || name == "PWD"
	})
}

// fixed holds the settings on which what is compiled depends.
func (r release) fixed() []string {
	return []string{
		"GOROOT=" + r.Root,
		"GOMODCACHE=" + r.ModCache,
		"GOENV=off",
		"GOTOOLCHAIN=local",
		"GOFLAGS=-mod=mod",
		"GOWORK=off",
		"GO111MODULE=on",
		"GOOS=linux",
		"GOARCH=amd64",
		"GOAMD64=v1",
		"GOEXPERIMENT=",
		"CGO_ENABLED=0",
	}
}

// toolEnvironment is what the compiler, which reads nothing else, is run with.
func (r release) toolEnvironment(environ []string) []string {
	return append(withoutGo(environ), r.fixed()...)
}

// commandEnvironment is what the go command is run with: our settings, and the
// user's where they are the user's, also those made with `go env -w`.
func (r release) commandEnvironment(ctx context.Context, environ []string) ([]string, error) {
	cmd := exec.CommandContext(ctx, r.goCommand(), append([]string{"env", "-json"}, users...)...)
	cmd.Env = append(slices.Clone(environ), "GOTOOLCHAIN=local", "GOWORK=off", "GOFLAGS=-mod=mod")
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("reading the settings of Go: %w", withStderr(err))
	}
	var settings map[string]string
	if err := json.Unmarshal(out, &settings); err != nil {
		return nil, fmt.Errorf("reading the settings of Go: %w", err)
	}
	env := r.toolEnvironment(environ)
	for _, name := range users {
		env = append(env, name+"="+settings[name])
	}
	return env, nil
}

// Environment is what a tool is run with that starts the go command by itself, to
// look at code as this module does.
func (m *Module) Environment(ctx context.Context) ([]string, error) {
	g, err := m.command(ctx)
	if err != nil {
		return nil, err
	}
	flags := "-mod=mod"
	if tags := g.allTags(); tags != "" {
		flags += " -tags=" + tags
	}
	return append(g.env, "GOFLAGS="+flags, "PATH="+filepath.Join(g.release.Root, "bin")+string(os.PathListSeparator)+os.Getenv("PATH")), nil
}
