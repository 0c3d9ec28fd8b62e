package session

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/build/buildtest"
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
}

// Output implements [interp.Sink].
func (t *transcript) Output(f wire.Frame) {
	t.mu.Lock()
	defer t.mu.Unlock()
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
		t.text.WriteString("[clear]\n")
	}
	t.stream = f.Kind
}

func (t *transcript) peek() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.String()
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

var colour = regexp.MustCompile("\x1b\\[[0-9;]*m")

// A user enters lines when a cell asks.
type user struct {
	out   *transcript
	lines []string
}

// ask enters the next line, and shows the question; when there is no line left
// the user does not answer.
func (u *user) ask(ctx context.Context, q wire.Question) (string, error) {
	if len(u.lines) == 0 {
		<-ctx.Done()
		return "", ctx.Err()
	}
	line := u.lines[0]
	u.lines = u.lines[1:]
	shown := line
	if q.Password {
		shown = "********"
	}
	u.out.Output(wire.Frame{Kind: wire.Stdout, Text: fmt.Appendf(nil, "[input] %s%s\n", q.Prompt, shown)})
	return line, nil
}

// runCell runs a cell as a front end would, where nobody can be asked, and
// returns what is to be seen.
func runCell(s *Session, out *transcript, number int, code string) string {
	return runCellFor(nil, s, out, number, code)
}

func runCellFor(u *user, s *Session, out *transcript, number int, code string) string {
	text, _ := execute(context.Background(), u, s, out, interp.ExecuteRequest{ID: uint64(number), Code: code, Count: number, Store: true})
	return text
}

func execute(ctx context.Context, u *user, s *Session, out *transcript, request interp.ExecuteRequest) (string, *interp.CellError) {
	if u != nil {
		request.Ask = u.ask
	}
	r := s.Execute(ctx, request)
	text := out.take()
	awaitSaved(s) // so that it is known what is restored if the next cell ends the worker
	if r.Error != nil {
		if text != "" && !strings.HasSuffix(text, "\n") {
			text += "\n"
		}
		text += "[error] " + strings.Join(r.Error.Traceback, "\n") + "\n"
	}
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

// userOf returns the user who enters the lines that follow the cell in the
// script, or nil.
func userOf(following []txtar.File, name string, out *transcript) *user {
	if len(following) == 0 || following[0].Name != name+".in" {
		return nil
	}
	return &user{out, strings.Split(strings.TrimSuffix(string(following[0].Data), "\n"), "\n")}
}

// modulePrefix is what the names of files begin with that are no cells, but those
// of modules.
const modulePrefix = "module "

// cellsOf returns the cells of a script, and what stands between them.
func cellsOf(ar *txtar.Archive) (files []txtar.File, modules map[string]string) {
	modules = map[string]string{}
	for _, f := range ar.Files {
		if name, ok := strings.CutPrefix(f.Name, modulePrefix); ok {
			modules[name] = string(f.Data)
		} else {
			files = append(files, f)
		}
	}
	return files, modules
}

// newScriptSession starts a session that finds modules.
func newScriptSession(t testing.TB, modules map[string]string) (*Session, *transcript) {
	t.Helper()
	if len(modules) == 0 {
		return newTestSession(t)
	}
	out := &transcript{}
	c := testConfig(t, out)
	c.Toolchain = buildtest.Modules(t, modules)
	return startTestSession(t, c), out
}

// TestScripts runs the cells of each archive in testdata in a session of its
// own and compares what they show with the file of the same name and "out".
// -update writes those files. What the user enters is in a file of the same
// name and "in". Files whose names begin with "module" are those of modules that
// the cells can import, as in "module example.com/a@v1.0.0/a.go".
func TestScripts(t *testing.T) {
	files, _ := filepath.Glob(*scripts)
	for _, file := range files {
		file, err := filepath.Abs(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			t.Chdir(t.TempDir()) // cells may change it
			all := ar.Files
			var modules map[string]string
			ar.Files, modules = cellsOf(ar)
			s, out := newScriptSession(t, modules)
			var done txtar.Archive
			done.Comment = ar.Comment
			number := 0
			for i, f := range ar.Files {
				if strings.HasSuffix(f.Name, ".out") {
					continue
				}
				if strings.HasSuffix(f.Name, ".in") {
					continue
				}
				number++
				done.Files = append(done.Files, f)
				next := i + 1
				u := userOf(ar.Files[next:], f.Name, out)
				if u != nil {
					done.Files = append(done.Files, ar.Files[next])
					next++
				}
				got := runCellFor(u, s, out, number, strings.TrimSuffix(string(f.Data), "\n"))
				if got != "" && !strings.HasSuffix(got, "\n") {
					got += "\n"
				}
				want := ""
				if next < len(ar.Files) && ar.Files[next].Name == f.Name+".out" {
					want = string(ar.Files[next].Data)
				}
				if !*update && !shows(out, got, want) {
					t.Errorf("cell %s:\n%s\nshows\n%s\nwant\n%s", f.Name, f.Data, got, want)
				}
				if got != "" {
					done.Files = append(done.Files, txtar.File{Name: f.Name + ".out", Data: []byte(got)})
				}
			}
			if !*update && !t.Failed() {
				runAgain(t, s, out, ar, number)
			}
			if *update {
				for _, f := range slices.Backward(all) {
					if strings.HasPrefix(f.Name, modulePrefix) {
						done.Files = slices.Insert(done.Files, 0, f)
					}
				}
				if err := os.WriteFile(file, txtar.Format(&done), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
