package build

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// An ImportError says in plain words why a package cannot be imported.
type ImportError struct {
	Path    string // the import path, as far as known
	Message string // what is wrong and what to do about it
}

func (e *ImportError) Error() string { return e.Message }

// switchedOff says what keeps the go command from downloading, and how to let it.
const switchedOff = "downloads are switched off (GOPROXY=off): %env GOPROXY with the address of a proxy, or direct, switches them on"

// noNetwork is what the go command says when nobody can be reached.
const noNetwork = `(dial tcp|no such host|network is unreachable|i/o timeout|connection refused|TLS handshake timeout|proxyconnect)`

// troubles lists what the go command says, and what it means to the user. The
// first that fits counts; $1 and so on stand for the groups.
var troubles = []struct {
	says  *regexp.Regexp
	means string
}{
	{regexp.MustCompile(`requires go >= ([^ ;)]+) \(running go ([^ ;)]+)`),
		"it needs Go $1, and this kernel runs Go $2: install the newer Go and run `nabla install`, or import an older version of the module"},
	{regexp.MustCompile(`(?m)([^\s@"(]+)@(v[0-9][^\s:]*): (?:reading \S+: )?module lookup disabled by GOPROXY=off`),
		"$1 $2 is not on this machine, and " + switchedOff},
	{regexp.MustCompile(`module lookup disabled by GOPROXY=off`),
		"no module with it is on this machine, and " + switchedOff},
	{regexp.MustCompile(`(?s)([^\s@"(]+)@(v[0-9][^\s:]*): [^\n]*` + noNetwork),
		"$1 $2 is not on this machine and could not be downloaded: there is no network, or the proxy of Go modules cannot be reached (%env GOPROXY says where it is)"},
	{regexp.MustCompile(`(?s)` + noNetwork),
		"no module with it is on this machine, and none could be downloaded: there is no network, or the proxy of Go modules cannot be reached (%env GOPROXY says where it is)"},
	{regexp.MustCompile(`build constraints exclude all Go files|import "C"|C source files not allowed when not using cgo`),
		"it has no Go files for this machine without C code (cgo), and there is no C compiler: " + installC},
	{regexp.MustCompile(`use of internal package ([^ ]+) not allowed`),
		"$1 is internal to its module"},
	{regexp.MustCompile(`import "[^"]*" is a program, not an importable package`),
		"it is a program, not a package"},
	{regexp.MustCompile(`package ([^ ]+) is not in std`),
		"there is no package $1 in the standard library"},
	{regexp.MustCompile(`malformed import path "([^"]*)"`),
		"$1 is not an import path"},
	{regexp.MustCompile(`(?s)module ([^ ]+)@[^ ]+ found.*but does not contain package ([^ \n]+)`),
		"the module $1 has no package $2"},
	{regexp.MustCompile(`(?s)(cannot find module providing package|no required module provides package|40[0-9] [A-Z][a-z]+|410 Gone|unrecognized import path|repository not found|Repository not found)`),
		"no module with this package was found"},
	{regexp.MustCompile(`no matching versions for query "([^"]*)"`),
		"there is no version $1 of it"},
	{regexp.MustCompile(`unknown revision ([^ \n]+)`),
		"there is no version $1 of it"},
	{regexp.MustCompile(`(?s)errors parsing go\.mod:\n[^\n]*go\.mod:(\d+)(?::\d+)?: ([^\n]*)`),
		"the session's go.mod cannot be read: line $1: $2: mend it, or %reset go.mod makes a new one"},
	{regexp.MustCompile(`checksum mismatch|SECURITY ERROR`),
		"its content is not what the checksum database says; it was not used"},
}

// explain says in plain words what a failed go command means.
func explain(err error) error {
	var failed *commandError
	if !errors.As(err, &failed) {
		return err
	}
	if means := meaning(failed.said); means != "" {
		return fmt.Errorf("%s (%s)", means, oneLine(failed.said))
	}
	return err
}

// explainPackage says in plain words why a package cannot be imported.
func explainPackage(p listed) error {
	said := withoutSecrets(p.Error.Err)
	means := meaning(said)
	if first, _, _ := strings.Cut(p.ImportPath, "/"); !strings.ContainsAny(first, ". ") && !p.Standard {
		means = "there is no such package in the standard library"
	}
	if folder := plainFolder(p.ImportPath); folder != "" && !p.Standard {
		means = fmt.Sprintf("the folder %s is no module: !cd %[1]s && go mod init %[1]s makes it one", folder)
	}
	if means == "" {
		means = compilerSaid(said)
	}
	return &ImportError{p.ImportPath, fmt.Sprintf("cannot import %q: %s", p.ImportPath, means)}
}

// compilerSaid is what the go command says of a package that does not compile,
// each line once and with files as they are named from the working directory.
func compilerSaid(said string) string {
	dir, _ := os.Getwd()
	lines := strings.Split(strings.TrimSpace(said), "\n")
	if len(lines) > 1 && strings.HasPrefix(lines[0], "# ") {
		lines = lines[1:]
	}
	for i, line := range lines {
		if rest, ok := strings.CutPrefix(line, dir+string(filepath.Separator)); ok {
			lines[i] = rest
		}
	}
	if lines = slices.Compact(lines); len(lines) == 1 {
		return lines[0]
	}
	return "it does not compile\n" + strings.Join(lines, "\n")
}

func meaning(said string) string {
	for _, t := range troubles {
		if at := t.says.FindStringSubmatchIndex(said); at != nil {
			return string(t.says.ExpandString(nil, t.means, said, at))
		}
	}
	return ""
}

// oneLine shortens what a tool said to its last line, which says most.
func oneLine(said string) string {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}
