package session

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/build/buildtest"
	"github.com/gonabla/nabla/kernel/interp"
)

// A scriptCell is a cell of a script: a file of an archive, with those that
// follow it and have its name and an ending.
type scriptCell struct {
	name, code string
	want       string  // in NAME.out: what it shows
	entered    *string // in NAME.in: lines that the user enters; nil when nobody can be asked
	// In NAME.interrupt: what the user interrupts the cell for when it is shown.
	// With the ending "abandon" the user does so to what cannot be stopped, so that
	// it is given up in the usual time; other cells have as long as a busy machine
	// needs. With "twice" the user interrupts it again when it was given up.
	interrupt, abandon, twice string
}

// parts are the files of a cell beside its text, as they follow it.
func (c *scriptCell) parts() map[string]*string {
	return map[string]*string{"interrupt": &c.interrupt, "abandon": &c.abandon, "twice": &c.twice, "out": &c.want}
}

// A script is an archive of cells.
type script struct {
	comment []byte
	modules []txtar.File // that the cells can import; see [modulePrefix]
	cells   []scriptCell
}

// modulePrefix is what the names of files begin with that are no cells, but those
// of modules, as in "module example.com/a@v1.0.0/a.go".
const modulePrefix = "module "

// readScript reads the cells of a script and what belongs to them.
func readScript(t testing.TB, file string) *script {
	t.Helper()
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	read := &script{comment: ar.Comment}
	for _, f := range ar.Files {
		if strings.HasPrefix(f.Name, modulePrefix) {
			read.modules = append(read.modules, f)
		} else {
			read.add(f.Name, string(f.Data))
		}
	}
	return read
}

// add adds a file of the archive: a cell, or what belongs to the last one.
func (s *script) add(name, text string) {
	if n := len(s.cells); n > 0 {
		last := &s.cells[n-1]
		ending, belongs := strings.CutPrefix(name, last.name+".")
		if part := last.parts()[ending]; belongs && part != nil {
			*part = text
			return
		} else if belongs && ending == "in" {
			last.entered = &text
			return
		}
	}
	s.cells = append(s.cells, scriptCell{name: name, code: strings.TrimSuffix(text, "\n")})
}

// write writes what readScript reads.
func (s *script) write(t testing.TB, file string) {
	t.Helper()
	ar := txtar.Archive{Comment: s.comment, Files: slices.Clone(s.modules)}
	for _, c := range s.cells {
		ar.Files = append(ar.Files, txtar.File{Name: c.name, Data: []byte(c.code)})
		if c.entered != nil {
			ar.Files = append(ar.Files, txtar.File{Name: c.name + ".in", Data: []byte(*c.entered)})
		}
		for _, ending := range []string{"interrupt", "abandon", "twice", "out"} {
			if part := *c.parts()[ending]; part != "" {
				ar.Files = append(ar.Files, txtar.File{Name: c.name + "." + ending, Data: []byte(part)})
			}
		}
	}
	if err := os.WriteFile(file, txtar.Format(&ar), 0o666); err != nil {
		t.Fatal(err)
	}
}

// start starts a session that finds the modules of the script.
func (s *script) start(t testing.TB) (*Session, *transcript) {
	t.Helper()
	if len(s.modules) == 0 {
		return newTestSession(t)
	}
	files := map[string]string{}
	for _, f := range s.modules {
		files[strings.TrimPrefix(f.Name, modulePrefix)] = string(f.Data)
	}
	out := &transcript{}
	c := testConfig(t, out)
	c.Toolchain = buildtest.Modules(t, files)
	return startTestSession(t, c), out
}

// run runs the cell, and does what the user does meanwhile.
func (c *scriptCell) run(ctx context.Context, s *Session, out *transcript, number int) (string, *interp.CellError) {
	var u *user
	if c.entered != nil {
		u = &user{out, strings.Split(strings.TrimSuffix(*c.entered, "\n"), "\n")}
	}
	if shown := strings.TrimSuffix(c.interrupt+c.abandon+c.twice, "\n"); shown != "" {
		s.setPatience(c.interrupt != "")
		defer s.setPatience(false)
		ended, cancel := context.WithCancel(ctx)
		defer cancel()
		go interruptWhen(ended, s, out, shown)
	}
	text, err := execute(ctx, u, s, out, interp.ExecuteRequest{ID: uint64(number), Code: c.code, Count: number, CellID: c.name, Store: true})
	if begin := strings.Index(text, "[error]"); begin >= 0 && c.interrupt+c.abandon+c.twice != "" {
		message, _, _ := strings.Cut(text[begin:], "\n\n") // at which call it was is left to chance
		text = text[:begin] + message
	}
	if c.twice != "" && err != nil {
		interruptAgain(s)
		ended, cancel := context.WithTimeout(ctx, longest)
		defer cancel()
		out.await(ended, "The worker was ")
		text += "\n" + out.take()
	}
	return text, err
}

// interruptAgain interrupts what was given up, as soon after that as a user can:
// waiting for a busy machine does not count.
func interruptAgain(s *Session) {
	s.mu.Lock()
	if !s.gaveUp.IsZero() {
		s.gaveUp = time.Now()
	}
	s.mu.Unlock()
	s.Interrupt()
}

// setPatience gives a cell a minute to end when it is interrupted, or no longer
// than a user's cell has.
func (s *Session) setPatience(long bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.patience = patience
	if long {
		s.patience = time.Minute
	}
}

// interruptWhen interrupts the cell when it has shown a text.
func interruptWhen(ctx context.Context, s *Session, out *transcript, shown string) {
	if out.await(ctx, shown) {
		s.Interrupt()
	}
}

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
