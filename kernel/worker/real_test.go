package worker_test

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/build"
	"github.com/gonabla/nabla/kernel/build/buildtest"
	"github.com/gonabla/nabla/kernel/worker"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// A notebook is a real worker with what is needed to give it cells.
type notebook struct {
	t      *testing.T
	worker *worker.Worker
	module *build.Module
	cells  uint64

	mu     sync.Mutex
	frames []wire.Frame
	panics []proto.GoroutinePanic
}

// newNotebook starts a real worker.
func newNotebook(t *testing.T) *notebook {
	t.Helper()
	return newNotebookWith(t, worker.Options{})
}

// newNotebookWith starts a real worker with some options.
func newNotebookWith(t *testing.T, o worker.Options) *notebook {
	t.Helper()
	toolchain := buildtest.Toolchain(t)
	n := &notebook{t: t}
	var err error
	if n.module, err = toolchain.NewModule(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	o.Executable, o.Dir, o.Archives = toolchain.Worker(), t.TempDir(), n.module.Archives()
	o.Output, o.GoroutinePanic = n.output, n.goroutinePanic
	n.worker, err = worker.Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(n.worker.Close)
	return n
}

func (n *notebook) output(f wire.Frame) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.frames = append(n.frames, f)
}

func (n *notebook) goroutinePanic(p proto.GoroutinePanic) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.panics = append(n.panics, p)
}

// text is the output since the last call.
func (n *notebook) text() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	var b bytes.Buffer
	for _, f := range n.frames {
		b.Write(f.Text)
	}
	n.frames = nil
	return b.String()
}

// compile compiles a cell: package-level declarations, and the statements of
// its run function. $LINE in them becomes a line directive, so that what
// follows is line 1 of the cell.
func (n *notebook) compile(imports, declarations, statements string) proto.Run {
	n.t.Helper()
	n.cells++
	paths := strings.Fields(imports)
	var src strings.Builder
	src.WriteString("package main\n")
	for _, path := range paths {
		fmt.Fprintf(&src, "import %q\n", path)
	}
	fmt.Fprintf(&src, "func main() {}\n%s\nfunc nabla_run_%d() {\n//line cell-%d:1\n%s\n}\n", declarations, n.cells, n.cells, statements)
	if err := n.module.Resolve(n.t.Context(), paths); err != nil {
		n.t.Fatal(err)
	}
	object, err := n.module.Compile(n.t.Context(), fmt.Sprintf("cell%d", n.cells), []byte(src.String()), paths)
	if err != nil {
		n.t.Fatal(err)
	}
	return proto.Run{Cell: n.cells, Object: object, Entry: fmt.Sprintf("main.nabla_run_%d", n.cells), Archives: n.module.Archives()}
}

// run compiles and runs a cell.
func (n *notebook) run(imports, declarations, statements string) proto.Done {
	n.t.Helper()
	d, err := n.worker.Run(n.t.Context(), n.compile(imports, declarations, statements))
	if err != nil {
		n.t.Fatal(err)
	}
	return d
}

// starts runs a cell without waiting for its end.
func (n *notebook) starts(imports, declarations, statements string) (cell uint64, done <-chan proto.Done) {
	n.t.Helper()
	r := n.compile(imports, declarations, statements)
	c := make(chan proto.Done, 1)
	go func() {
		d, err := n.worker.Run(n.t.Context(), r)
		if err != nil {
			n.t.Error(err)
		}
		c <- d
	}()
	return r.Cell, c
}

// await waits until the output contains text.
func (n *notebook) await(text string) {
	n.t.Helper()
	var all string
	for range 10000 {
		if all += n.text(); strings.Contains(all, text) {
			return
		}
		time.Sleep(time.Millisecond)
	}
	n.t.Fatalf("%q does not come; output %q", text, all)
}
