package session

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/interp"
)

var (
	update  = flag.Bool("update", false, "write the results into the scripts")
	scripts = flag.String("scripts", "testdata/*.txtar", "the scripts to run")
)

// A transcript collects what cells show.
type transcript struct {
	mu     sync.Mutex
	text   strings.Builder
	stream wire.Kind
	cell   uint64 // that runs, or ran last
	of     uint64 // the cell that showed what was last
}

// begin says which cell runs from now on: what another shows is marked.
func (t *transcript) begin(cell uint64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.cell, t.of = cell, cell
}

// ofTheMachine is what is told of modules that the machine may have or not have,
// and of packages that it may have compiled before.
var ofTheMachine = regexp.MustCompile(`^(go: downloading (github\.com|golang\.org|gonum\.org|gopkg\.in|k8s\.io|codeberg\.org|git\.sr\.ht)/|compiled \d+ packages|compiling the C code of |building a worker with )`)

// Output implements [interp.Sink].
func (t *transcript) Output(f wire.Frame) {
	if f.Kind == wire.Stderr && ofTheMachine.Match(f.Text) {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if of := cmp.Or(f.Cell, t.cell); t.cell != 0 && of != t.of {
		if t.of = of; of != t.cell {
			fmt.Fprintf(&t.text, "[in cell %d] ", of)
		}
	}
	switch f.Kind {
	case wire.Stdout, wire.Stderr:
		if t.stream != f.Kind && f.Kind == wire.Stderr {
			t.text.WriteString("[stderr] ")
		}
		t.text.Write(f.Text)
	case wire.Display:
		kind := "[display"
		if f.Bundle.Result {
			kind = "[result"
		}
		for _, mime := range []string{"text/latex", "text/html", "image/svg+xml", "image/png", "text/markdown"} {
			if f.Bundle.Data[mime] != nil {
				kind += " " + mime
			}
		}
		content := f.Bundle.Data["text/plain"]
		if f.Bundle.Update {
			kind += " update"
		}
		if content == nil { // of a program that makes its own bundles
			content = append(f.Bundle.Data["text/html"], f.Bundle.Data["text/markdown"]...)
		}
		fmt.Fprintf(&t.text, "%s] %s\n", kind, content)
	case wire.Clear:
		if f.Wait {
			t.text.WriteString("[clear wait]\n")
		} else {
			t.text.WriteString("[clear]\n")
		}
	}
	t.stream = f.Kind
}

func (t *transcript) peek() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.String()
}

// await waits until a text is shown, or ctx ends. It reports whether the text is.
func (t *transcript) await(ctx context.Context, text string) bool {
	for !strings.Contains(t.peek(), text) {
		if ctx.Err() != nil {
			return false
		}
		time.Sleep(time.Millisecond)
	}
	return true
}

func (t *transcript) take() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := t.text.String()
	t.text.Reset()
	t.stream = 0
	return s
}

// took is how package testing writes what a test took.
var took = regexp.MustCompile(`\(\d+\.\d\ds\)`)

// rebuilding is how long a worker with C took to build.
var rebuilding = regexp.MustCompile(`restarted \(\d+\.\d s\)`)

var colour = regexp.MustCompile("\x1b\\[[0-9;]*m")

// runCell runs a cell as a front end would, where nobody can be asked, and
// returns what is to be seen.
func runCell(s *Session, out *transcript, number int, code string) string {
	text, _ := execute(context.Background(), nil, s, out, interp.ExecuteRequest{ID: uint64(number), Code: code, Count: number, Store: true})
	return text
}

// longest is how long a cell of a test may run. When one hangs, its worker is made to
// say what all its goroutines do, and ends.
const longest = 5 * time.Minute

func execute(ctx context.Context, u *user, s *Session, out *transcript, request interp.ExecuteRequest) (string, *interp.CellError) {
	if u != nil {
		request.Ask = u.ask
	}
	out.begin(request.ID)
	defer time.AfterFunc(longest, s.quit).Stop()
	r := s.Execute(ctx, request)
	text := out.take()
	awaitSaved(s) // so that it is known what is restored if the next cell ends the worker
	if r.Error != nil {
		if text != "" && !strings.HasSuffix(text, "\n") {
			text += "\n"
		}
		text += "[error] " + strings.Join(r.Error.Traceback, "\n") + "\n"
	}
	text = rebuilding.ReplaceAllString(text, "restarted (N s)")
	return took.ReplaceAllString(colour.ReplaceAllString(text, ""), "(0.00s)"), r.Error
}

// shows reports whether a cell shows what is wanted. What a goroutine that the
// cell did not wait for has to say, such as its panic, may come later than the
// cell's own output, or than its end.
func shows(out *transcript, got, want string) bool {
	if got == want {
		return true
	}
	wanted := sortedLines(want)
	for range 10_000 {
		if slices.Equal(sortedLines(got+colour.ReplaceAllString(out.peek(), "")), wanted) {
			out.take()
			return true
		}
		if len(got)+len(out.peek()) >= len(want) {
			return false
		}
		time.Sleep(time.Millisecond)
	}
	return false
}

func sortedLines(text string) []string {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	slices.Sort(lines)
	return lines
}

// TestScripts runs the cells of each archive in testdata in a session of its
// own and compares what they show with the file of the same name and "out".
// -update writes those files.
func TestScripts(t *testing.T) {
	files, _ := filepath.Glob(*scripts)
	for _, file := range files {
		file, err := filepath.Abs(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { runScript(t, file) })
	}
}

func runScript(t *testing.T, file string) {
	script := readScript(t, file)
	t.Chdir(t.TempDir()) // cells may change it
	s, out := script.start(t)
	for i := range script.cells {
		c := &script.cells[i]
		got, _ := c.run(context.Background(), s, out, i+1)
		if got != "" && !strings.HasSuffix(got, "\n") {
			got += "\n"
		}
		if *update {
			c.want = got
		} else if !shows(out, got, c.want) {
			t.Errorf("cell %s:\n%s\nshows\n%s\nwant\n%s", c.name, c.code, got, c.want)
		}
	}
	if *update {
		script.write(t, file)
	} else if !t.Failed() {
		runAgain(t, s, out, script.cells)
	}
}
