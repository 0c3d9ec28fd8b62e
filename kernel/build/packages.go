package build

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// A goCommand is the go command with everything that decides what it compiles.
type goCommand struct {
	release release
	overlay string // path of the overlay.json; empty means none
	env     []string
	dir     string // of the module in which it works
	tags    string // build tags; empty means none
	c       string // the C compiler; empty means that nothing is compiled with C
}

// A listed package is what `go list -json` says of it.
type listed struct {
	ImportPath     string
	Name           string
	Dir            string
	Export         string // the compiled archive
	Standard       bool
	CgoFiles       []string
	IgnoredGoFiles []string
	EmbedFiles     []string
	Imports        []string
	Module         *listedModule
	Error          *listedError
	DepsErrors     []*listedError
}

// failed reports whether the package cannot be imported.
func (p listed) failed() bool {
	return p.Error != nil || len(p.DepsErrors) > 0 || p.Export == "" || p.Name == "main"
}

// leavesOutC reports whether files of the package are not compiled because they
// need a C compiler.
func (p listed) leavesOutC() bool {
	return slices.ContainsFunc(p.IgnoredGoFiles, func(name string) bool {
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, name), nil, parser.ImportsOnly)
		return err == nil && slices.ContainsFunc(f.Imports, func(i *ast.ImportSpec) bool { return i.Path.Value == `"C"` })
	})
}

type listedModule struct {
	Path, Version string
	Replace       *listedModule
}

type listedError struct {
	ImportStack []string
	Err         string
}

// listFields are the fields of listed.
const listFields = "-json=ImportPath,Name,Dir,Export,Standard,CgoFiles,IgnoredGoFiles,EmbedFiles,Imports,Module,Error,DepsErrors"

// list compiles what patterns name and all that it needs, and describes it.
// compiled is told of each package that had to be compiled; it may be nil.
func (g goCommand) list(ctx context.Context, patterns []string, compiled func(path string)) ([]listed, error) {
	args := append(g.args("list"), "-e", "-export", "-deps", listFields)
	if compiled != nil {
		args = append(args, "-v")
	}
	out, err := g.run(ctx, append(append(args, "--"), patterns...), compiled)
	if err != nil {
		return nil, err
	}
	var packages []listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); err == io.EOF {
			return packages, nil
		} else if err != nil {
			return nil, fmt.Errorf("reading the answer of go list: %w", err)
		}
		packages = append(packages, p)
	}
}

// count is the number of packages that list would describe.
func (g goCommand) count(ctx context.Context, patterns []string) (int, error) {
	out, err := g.run(ctx, append([]string{"list", "-e", "-deps", "--"}, patterns...), nil)
	return bytes.Count(out, []byte("\n")), err
}

// args begins a command line that compiles. VCS stamps are off because they
// would make the result depend on the folder in which it was made.
func (g goCommand) args(verb string) []string {
	args := []string{verb, "-buildvcs=false"}
	if g.overlay != "" {
		args = append(args, "-overlay="+g.overlay)
	}
	if tags := g.allTags(); tags != "" {
		args = append(args, "-tags="+tags)
	}
	return args
}

// run starts the go command and returns its standard output. Cancelling ctx
// ends it with everything it has started. A line of standard error that is a
// package path alone (-v) goes to compiled, what is done about modules to the
// function of [WithProgress], and the rest into the error.
func (g goCommand) run(ctx context.Context, args []string, compiled func(string)) ([]byte, error) {
	cmd := exec.CommandContext(ctx, g.release.goCommand(), args...)
	cmd.Dir, cmd.Env = g.dir, g.env
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	var out bytes.Buffer
	cmd.Stdout = &out
	stderr, err := cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting %s: %w", g.release.goCommand(), err)
	}
	said := readMessages(stderr, compiled, progressOf(ctx))
	err = cmd.Wait()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, &commandError{args[0], said, err}
	}
	return out.Bytes(), nil
}

// readMessages reads what the go command says until it has ended.
func readMessages(r io.Reader, compiled, tell func(string)) string {
	var said strings.Builder
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := withoutSecrets(lines.Text())
		if tell != nil && progressive.MatchString(line) {
			tell(line)
			continue
		}
		if compiled != nil && line != "" && !strings.ContainsAny(line, " \t#") {
			compiled(line)
			continue
		}
		said.WriteString(line + "\n")
	}
	io.Copy(io.Discard, r)
	return said.String()
}

// A commandError is a go command that failed, with what it said.
type commandError struct {
	verb, said string
	err        error
}

func (e *commandError) Error() string {
	if e.said == "" {
		return fmt.Sprintf("go %s: %v", e.verb, e.err)
	}
	return fmt.Sprintf("go %s: %s", e.verb, strings.TrimSpace(e.said))
}

func (e *commandError) Unwrap() error { return e.err }

// isMissing says whether err is about a file that is not there.
func isMissing(err error) bool { return errors.Is(err, os.ErrNotExist) }
