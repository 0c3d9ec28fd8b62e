// Package kernel_test holds the rules about which package may import which.
package kernel_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path"
	"strings"
	"testing"
)

const module = "github.com/gonabla/nabla/"

// rules say what the packages of this module may import. For each package the
// first rule that matches it holds.
var rules = []struct {
	// from is a pattern of package paths within the module: "a/..." is a and
	// all below it.
	from string
	// ours lists the patterns of this module's packages that it may import.
	ours []string
	// never lists the patterns of other packages that it must not import,
	// "deep:" before a pattern: not even through others.
	never  []string
	reason string
}{
	{"display/wire", nil, []string{"encoding/json", "fmt"},
		"the contract between cells and kernel is linked into every worker"},
	{"display", []string{"display/wire"}, worker,
		"display meets mathlib and gonum by method names, and is linked into every worker"},
	{"display/figure", nil, []string{"deep:go/types", "deep:net", "deep:os/exec"},
		"figures meet display, mathlib and the kernel by method names only"},
	{"display/widget", []string{"display", "display/wire"}, []string{"deep:net", "deep:os/exec", "deep:go/types", "deep:log"},
		"widgets are linked into the cells that use them"},
	{"display/...", []string{"display", "display/wire"}, nil,
		"pictures are a layer on display"},
	{"mathlib/autodiff/lift", nil, []string{"os", "os/exec", "net"},
		"the lifter is a pure transformation of source, usable without the kernel"},
	{"mathlib/autodiff", nil, worker,
		"no cell links go/types, and derivatives know nothing of notebooks"},
	{"mathlib/mathtest/lifted", []string{"mathlib/autodiff/lift"}, nil, "tests lift packages as nabla lift does"},
	{"mathlib/mathtest", []string{"mathlib", "mathlib/autodiff"}, nil, "a catalogue for tests"},
	{"mathlib/bench", []string{"mathlib", "mathlib/autodiff", "mathlib/autodiff/lift"}, nil, "measures mathlib beside its rivals"},
	{"mathlib/stop", nil, []string{"fmt", "os", "sync", "time"}, "the worker links it, to stop what takes long"},
	{"mathlib/stop/stoptest", []string{"mathlib/stop"}, nil, "tests stand in for what stops computations"},
	{"mathlib/descent", []string{"mathlib", "mathlib/autodiff", "mathlib/stop"}, worker,
		"the optimisers are a layer on the derivatives, linked into every worker"},
	{"mathlib/approx", []string{"mathlib", "mathlib/autodiff"}, worker,
		"the approximations are a layer on the derivatives, linked into every worker"},
	{"mathlib/rules/operators", []string{"mathlib", "mathlib/autodiff", "mathlib/rules/mat"}, worker,
		"operators inside differentiated functions have mathlib's names and methods"},
	{"mathlib/rules/...", []string{"mathlib/autodiff", "mathlib/rules/..."}, worker,
		"rules mirror gonum on recording numbers, and are linked into cells"},
	{"mathlib/...", []string{"mathlib/autodiff", "mathlib/mathtest", "mathlib/stop"}, worker,
		"mathlib never imports the kernel, display or the lifter"},

	{"kernel/link/object", nil, worker, "reading object files needs nothing of ours"},
	{"kernel/link", []string{"kernel/link/object"}, worker, "the linker runs in the worker"},
	{"kernel/worker/proto", []string{"display/wire"}, worker, "frames between kernel and worker, linked into both"},
	{"kernel/worker/snapshot", nil, append([]string{"net"}, worker...), "values in a file, whatever holds them; linked into every worker"},
	{"kernel/worker/peek", nil, append([]string{"os", "net"}, worker...), "values that may be changing, whatever holds them; linked into every worker"},
	{"kernel/worker/interrupt", nil, []string{"fmt", "os", "sync", "time"}, "every loop of every cell looks at it"},
	{"kernel/worker/atend", nil, []string{"fmt", "os", "sync", "time"}, "linked into every program that is pasted"},
	{"kernel/worker/universe", nil, nil, "names for Go's own types, which any cell may need"},
	{"kernel/worker/overlay", nil, []string{"net"}, "the overlay is a table of texts"},
	{"kernel/worker/host/...", []string{"kernel/worker/host/...", "kernel/worker/proto", "kernel/worker/interrupt", "kernel/worker/atend", "kernel/worker/snapshot", "kernel/worker/peek", "kernel/link", "display/wire", "display", "mathlib/stop"}, worker,
		"the host knows neither Jupyter nor Go source; what it links costs start-up time and is not the user's"},
	{"kernel/worker", []string{"kernel/pipes", "kernel/worker/proto", "kernel/worker/overlay", "display/wire"}, []string{"deep:go/types"},
		"the handle on a worker knows no Go source"},

	{"kernel/jupyter", []string{"display/wire"}, []string{"net/http", "os/exec"}, "the protocol is data: no sockets, no processes"},
	{"kernel/zmtp", nil, []string{"os/exec"}, "sockets carry frames, whatever they mean"},
	{"kernel/pipes", nil, []string{"os/exec", "net"}, "pipes are read, whoever writes to them"},
	{"kernel/usage", nil, []string{"os/exec", "net"}, "processes are measured, whatever they do"},
	{"kernel/debug", []string{"kernel/jupyter", "kernel/interp"}, []string{"net", "os", "os/exec", "go/types", "go/parser"}, "the variables panel asks an interpreter, and a debugger will"},
	{"kernel/history", nil, []string{"os/exec", "net"}, "what was entered is text"},
	{"kernel/server", []string{"kernel/history", "kernel/jupyter", "kernel/debug", "kernel/zmtp", "kernel/interp", "kernel/usage", "display/wire"}, []string{"go/types", "go/parser", "os/exec"},
		"the server speaks Jupyter and knows no Go source"},
	{"kernel/interp", []string{"display/wire"}, []string{"os/exec", "net"}, "the seam imports what both sides know"},
	{"kernel/notebook", []string{"kernel/interp", "kernel/jupyter", "display/wire"}, []string{"os/exec", "net", "go/types", "go/parser"},
		"a notebook stores what messages carry; it is given the interpreter that runs it"},
	{"kernel/notebook/...", []string{"kernel/notebook"}, []string{"os/exec", "net", "net/http"}, "pages are made of notebooks, and of nothing from elsewhere"},
	{"kernel/command/incell/...", []string{"display", "display/wire", "mathlib/stop", "kernel/command/listing"}, []string{"net", "os/exec", "go/types", "go/parser"}, "what commands do in a cell is linked into it"},
	{"kernel/command/listing", []string{"display/wire"}, worker, "the kernel and cells list alike"},
	{"kernel/command", []string{"kernel/command/listing", "kernel/pipes", "kernel/session/cell", "display/wire"}, []string{"net", "go/types", "go/parser"}, "commands act on the session through an interface of their own"},
	{"kernel/completion/sketch", []string{"kernel/session/cell", "kernel/session/scope"}, pure, "Go made of text, for those who read Go"},
	{"kernel/completion/static", []string{"kernel/completion/sketch", "kernel/interp"}, []string{"net", "os/exec"}, "export data is injected; of files only the source of what was imported is read"},
	{"kernel/completion/gopls", []string{"kernel/completion/sketch", "kernel/interp"}, []string{"net", "go/types"}, "gopls is a child process, which is told nothing but sketches"},
	{"kernel/completion", []string{"kernel/completion/...", "kernel/command", "kernel/interp", "kernel/session/cell", "kernel/session/scope", "display/wire"}, []string{"net", "os/exec"},
		"questions are answered from what a session is at the moment, which it hands over"},
	{"kernel/interptest", []string{"kernel/interp", "display/wire"}, nil, "what any interpreter promises"},

	{"kernel/session/cell", nil, pure, "splitting text is pure"},
	{"kernel/session/scope", []string{"kernel/session/cell"}, pure, "what is defined is pure"},
	{"kernel/session/edit", nil, pure, "replacing text is pure"},
	{"kernel/session/check", []string{"kernel/session/edit", "kernel/session/cell", "kernel/session/scope"}, pure, "export data is injected"},
	{"kernel/session/emit", []string{"kernel/session/edit", "mathlib/autodiff/lift"}, pure, "writing the file is pure"},
	{"kernel/session/program", []string{"kernel/session/edit", "kernel/session/check", "mathlib/autodiff/lift"}, pure, "putting files together is pure"},
	{"kernel/session/browser", []string{"kernel/session/cell", "kernel/session/scope"}, pure, "writing the program and its page is pure"},
	{"kernel/gonbui/gobs", nil, pure, "reading gobs is pure"},
	{"kernel/gonbui", []string{"kernel/gonbui/gobs", "display/wire"}, []string{"os", "os/exec", "net"}, "a foreign protocol is data in and data out"},
	{"kernel/session", []string{"kernel/interp", "kernel/session/...", "kernel/command", "kernel/completion/...", "kernel/gonbui", "kernel/build", "kernel/worker", "kernel/worker/proto", "display/wire"},
		[]string{"net"}, "the engine knows nothing of Jupyter"},
	{"kernel/build/buildtest", []string{"kernel/build"}, nil, "tests share one prepared toolchain"},
	{"kernel/build/...", []string{"kernel/build", "kernel/worker/overlay"}, []string{"net", "net/http"}, "only build starts the toolchain; the go command does the downloading"},
	{"kernel/kernelspec/...", []string{"kernel/kernelspec/..."}, []string{"net"}, "Jupyter's folders need nothing of ours"},
	{"kernel/cmd/...", []string{"kernel/...", "display/wire", "mathlib/autodiff/lift"}, nil, "main wires everything"},
	{"kernel/kerneltest/...", []string{"kernel/...", "display/wire"}, nil, "tests may see everything"},
	{"kernel/acceptance/...", []string{"kernel/..."}, nil, "tests may see everything"},
	{"notebooks", nil, nil, "the notebooks import nothing: they are run"},
}

// worker lists what nothing linked into the worker may bring along.
var worker = []string{"deep:net", "deep:os/exec", "deep:go/types", "deep:go/parser", "deep:log", "deep:log/slog", "deep:encoding/json", "deep:github.com/go-zeromq/zmq4"}

// pure lists what a pure package may not do itself.
var pure = []string{"os", "os/exec", "net", "io/ioutil", "github.com/go-zeromq/zmq4"}

type listedPackage struct {
	ImportPath    string
	Imports, Deps []string
}

func TestImports(t *testing.T) {
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,Deps", "./...")
	cmd.Dir = ".."
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for d := json.NewDecoder(out); ; {
		var p listedPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		checkPackage(t, p)
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
}

func checkPackage(t *testing.T, p listedPackage) {
	name := strings.TrimPrefix(p.ImportPath, module)
	for _, banned := range []string{"common", "util", "utils", "helpers"} {
		if path.Base(name) == banned {
			t.Errorf("%s: a package is named for what it does", name)
		}
	}
	for _, r := range rules {
		if !matches(r.from, name) {
			continue
		}
		for _, i := range p.Imports {
			own, isOurs := strings.CutPrefix(i, module)
			if isOurs && !matchesAny(r.ours, own) {
				t.Errorf("%s imports %s: %s", name, own, r.reason)
			}
		}
		for _, pattern := range r.never {
			list := p.Imports
			deep, isDeep := strings.CutPrefix(pattern, "deep:")
			if isDeep {
				list, pattern = p.Deps, deep
			}
			for _, i := range list {
				if matches(pattern, i) {
					t.Errorf("%s imports %s: %s", name, i, r.reason)
				}
			}
		}
		return
	}
	if name != "kernel" { // the folder of this test
		t.Errorf("%s: no rule says what it may import", name)
	}
}

func matchesAny(patterns []string, name string) bool {
	for _, p := range patterns {
		if matches(p, name) {
			return true
		}
	}
	return false
}

func matches(pattern, name string) bool {
	if base, ok := strings.CutSuffix(pattern, "/..."); ok {
		return name == base || strings.HasPrefix(name, base+"/")
	}
	return pattern == name
}

func TestMatches(t *testing.T) {
	for _, test := range []struct {
		pattern, name string
		want          bool
	}{
		{"a/...", "a", true}, {"a/...", "a/b", true}, {"a/...", "ab", false}, {"a", "a/b", false}, {"a", "a", true},
	} {
		if got := matches(test.pattern, test.name); got != test.want {
			t.Errorf("matches(%q, %q) = %v", test.pattern, test.name, got)
		}
	}
}
