package build

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// What a C compiler makes of a package with cgo cannot be linked into a running
// process. So such packages are compiled with C as soon as a cell imports one that
// has C in it, and a worker is built that has them from the start (cworker.go). All
// others stay what they are: Go's own packages that can do without C (net, os/user)
// are told to by their build tags, and so are the same as in the prepared toolchain.

// installC is what the user does about a missing C compiler.
const installC = "install gcc (apt install gcc, dnf install gcc, apk add gcc musl-dev), or set CC by %env, and run the cell again"

// withoutC are the build tags of Go's own packages that can do without C.
const withoutC = "netgo,osusergo"

// usersOfC lists the settings for C that are the user's own.
var usersOfC = []string{"CGO_CFLAGS", "CGO_CPPFLAGS", "CGO_CXXFLAGS", "CGO_FFLAGS", "CGO_LDFLAGS", "CGO_CFLAGS_ALLOW", "CGO_LDFLAGS_ALLOW"}

// compilerOfC is the C compiler: the one that CC names, or else gcc, clang or cc on
// PATH; empty if there is none.
func compilerOfC() string {
	if set := strings.Fields(os.Getenv("CC")); len(set) > 0 {
		if _, err := exec.LookPath(set[0]); err != nil {
			return ""
		}
		return strings.Join(set, " ")
	}
	for _, name := range []string{"gcc", "clang", "cc"} {
		if _, err := exec.LookPath(name); err == nil {
			return name
		}
	}
	return ""
}

// withC is the go command that compiles C too. Without a compiler nothing changes.
func (g goCommand) withC(compiler string) goCommand {
	if compiler == "" {
		return g
	}
	g.c = compiler
	g.env = append(slices.Clone(g.env), "CGO_ENABLED=1", "CC="+compiler)
	for _, name := range usersOfC {
		if value, ok := os.LookupEnv(name); ok {
			g.env = append(g.env, name+"="+value)
		}
	}
	return g
}

// allTags are the user's build tags and ours.
func (g goCommand) allTags() string {
	if g.c == "" {
		return g.tags
	}
	return strings.TrimPrefix(g.tags+","+withoutC, ",")
}

// listC compiles packages again, with C, if one that they are or need has C in it
// that was left out, and there is a C compiler. It returns what all is otherwise.
func (m *Module) listC(ctx context.Context, g goCommand, all []listed, wanted []string) ([]listed, error) {
	compiler := compilerOfC()
	lacks := func(p listed) bool { return !p.Standard && !m.prepared(p.ImportPath) && p.leavesOutC() }
	if g.c != "" || compiler == "" || !slices.ContainsFunc(all, lacks) {
		return all, nil
	}
	g = g.withC(compiler)
	path, err := g.firstWithC(ctx, wanted)
	if err != nil || path == "" {
		return all, err
	}
	defer stillWorking(ctx, "compiling the C code of "+path+" by "+compiler)()
	if all, err = m.list(ctx, g, wanted); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.c = true
	return all, nil
}

func (m *Module) prepared(path string) bool {
	_, ok := m.toolchain.packages[path]
	return ok
}

// firstWithC names a package that has files for a C compiler, among some and what
// they need; empty if none has.
func (g goCommand) firstWithC(ctx context.Context, paths []string) (string, error) {
	args := append([]string{"list", "-e", "-deps", "-f", "{{if not .Standard}}{{if .CgoFiles}}{{.ImportPath}}{{end}}{{end}}", "-tags=" + g.allTags(), "--"}, paths...)
	out, err := g.run(ctx, args, nil)
	first, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	return first, err
}

// tellEvery is how often the user is told that something still goes on.
const tellEvery = 10 * time.Second

// stillWorking tells now and then that something goes on, until done is called.
func stillWorking(ctx context.Context, what string) (done func()) {
	tell := progressOf(ctx)
	if tell == nil {
		return func() {}
	}
	began, over, ended := time.Now(), make(chan struct{}), make(chan struct{})
	tell(what)
	go func() {
		defer close(ended)
		ticker := time.NewTicker(tellEvery)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				tell(fmt.Sprintf("%s: %.0f s so far", what, time.Since(began).Seconds()))
			case <-over:
				return
			}
		}
	}()
	return func() { close(over); <-ended }
}
