package session

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/command"
	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/scope"
)

// parse cuts the commands out of the cell, runs them, and reads the Go that is
// left with what they make of it.
func (x *execution) parse() (*cell.Cell, error) {
	list, text := cell.Cut(x.request.Code, command.Form)
	for _, c := range list {
		if err := command.Run(x.ctx, (*acting)(x), c, &x.plan); err != nil {
			return nil, err
		}
	}
	if len(list) > 0 {
		x.phase("commands")
	}
	if err := x.takeTurn(); err != nil {
		return nil, err
	}
	if w := x.plan.Wrapping; w != nil {
		text = wrap(text, w)
		x.made = append(x.made, w.Package)
	}
	c, err := cell.Parse(x.file, text)
	x.phase("parse")
	if err == nil {
		err = x.embed(c)
	}
	if err == nil {
		err = x.insert(c)
	}
	return c, err
}

// acting is what the commands of a cell act on; it implements [command.Session].
type acting execution

// Write implements [command.Session].
func (a *acting) Write(kind wire.Kind, text []byte) {
	a.session.publish(wire.Frame{Cell: a.request.ID, Kind: kind, Text: text})
}

// Show implements [command.Session].
func (a *acting) Show(b wire.Bundle) {
	a.session.publish(wire.Frame{Cell: a.request.ID, Kind: wire.Display, Bundle: &b})
}

// Page implements [command.Session].
func (a *acting) Page(b wire.Bundle) {
	if !a.request.Pager {
		a.Show(b)
		return
	}
	a.pages = append(a.pages, &b)
}

// Ask implements [command.Session].
func (a *acting) Ask(ctx context.Context, q wire.Question) (string, error) {
	if a.request.Ask == nil {
		return "", wire.ErrNoInput
	}
	return a.request.Ask(ctx, q)
}

// Version implements [command.Session].
func (a *acting) Version() string {
	return fmt.Sprintf("nabla %s, Go %s", a.session.config.Version, strings.TrimPrefix(a.session.config.Toolchain.GoVersion(), "go"))
}

// ModuleDir implements [command.Session].
func (a *acting) ModuleDir() string { return a.session.module.Dir() }

// ChangeDir implements [command.Session].
func (a *acting) ChangeDir(dir string) error {
	if err := os.Chdir(dir); err != nil {
		return err
	}
	dir, err := os.Getwd()
	if err == nil {
		a.surround(dir, map[string]string{"GONB_DIR": dir})
	}
	return err
}

// SetEnv implements [command.Session].
func (a *acting) SetEnv(name, value string) error {
	if err := os.Setenv(name, value); err != nil {
		return err
	}
	a.surround("", map[string]string{name: value})
	return nil
}

// surround changes the surroundings of the worker. One that starts later has
// them from the kernel.
func (a *acting) surround(dir string, env map[string]string) {
	a.session.mu.Lock()
	w := a.session.worker
	a.session.mu.Unlock()
	if w != nil {
		w.Surround(dir, env)
	}
}

// LimitMemory implements [command.Session].
func (a *acting) LimitMemory(bytes uint64) { a.session.SetMemoryLimit(bytes) }

// MemoryLimit implements [command.Session].
func (a *acting) MemoryLimit() uint64 {
	a.session.mu.Lock()
	defer a.session.mu.Unlock()
	return a.session.memory
}

// LimitSnapshots implements [command.Session].
func (a *acting) LimitSnapshots(bytes int64, took time.Duration) {
	a.session.SetSnapshot(Snapshot{Bytes: bytes, Time: took})
}

// SnapshotLimits implements [command.Session].
func (a *acting) SnapshotLimits() (bytes int64, took time.Duration) {
	a.session.mu.Lock()
	defer a.session.mu.Unlock()
	return a.session.snapshot.Bytes, a.session.snapshot.Time
}

var kindNames = map[scope.Kind]string{scope.Const: "const", scope.Type: "type", scope.Var: "var", scope.Func: "func", scope.Method: "method"}

// Definitions implements [command.Session].
func (a *acting) Definitions() []command.Definition {
	s := a.session
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []command.Definition
	for _, i := range a.state.Imports() {
		if !isOurs(i.Name) && i.Name != "_" {
			list = append(list, command.Definition{Name: i.Name, Kind: "import", Type: i.Path})
		}
	}
	for kind, name := range kindNames {
		for _, d := range a.state.Defs(kind) {
			typ := d.Type
			if kind != scope.Const { // of which it is the value
				typ = shortType(typ)
			}
			if !isOurs(d.Name) {
				list = append(list, command.Definition{Name: d.Name, Kind: name, Type: typ, Cell: s.units[d.Unit].count, File: s.units[d.Unit].source, Orphaned: d.Orphaned})
			}
		}
	}
	slices.SortFunc(list, func(a, b command.Definition) int { return strings.Compare(a.Name, b.Name) })
	return list
}

var (
	// ownType is what a type of the cells has before its name.
	ownType = regexp.MustCompile(`\bmain\.`)
	// folders are what stands before the last element of an import path.
	folders = regexp.MustCompile(`[\w.~-]+(/[\w.~-]+)*/`)
)

// shortType is a type as it is written in the cells.
func shortType(text string) string {
	return ownType.ReplaceAllString(folders.ReplaceAllString(text, ""), "")
}

// Source implements [command.Session].
func (a *acting) Source(name string) string { return a.session.declarationOf(a.state, name) }

// declarationOf returns the declaration of a name as it stands in its cell; empty if it
// is not known.
func (s *Session) declarationOf(state *scope.State, name string) string {
	d := state.Lookup(name)
	if d == nil {
		return ""
	}
	s.mu.Lock()
	text := s.units[d.Unit].text
	s.mu.Unlock()
	_, text = cell.Cut(text, command.Form)
	c, err := cell.Parse("", text)
	if err != nil {
		return "" // it was more than its Go
	}
	for _, p := range c.Pieces {
		if slices.Contains(p.Declares(), name) {
			return p.Text
		}
	}
	return ""
}

// isOurs reports whether a name is one that was made for what cells are compiled
// to.
func isOurs(name string) bool { return strings.HasPrefix(name, "nabla_") }

// Forget implements [command.Session].
func (a *acting) Forget(names []string) {
	a.session.mu.Lock()
	defer a.session.mu.Unlock()
	a.session.state = a.session.state.With(scope.Change{Removed: names})
	a.state = a.session.state
}

// Reset implements [command.Session].
func (a *acting) Reset(ctx context.Context, moduleOnly bool) error {
	s := a.session
	if a.startup && !moduleOnly {
		return errStarting
	}
	if !a.startup {
		if err := s.takeTurn(ctx); err != nil {
			return err
		}
		defer func() { <-s.turn }()
	}
	if moduleOnly {
		return a.resetModule(true)
	}
	s.mu.Lock()
	w := s.worker
	s.worker, s.state, a.state = nil, new(scope.State), new(scope.State)
	s.mu.Unlock()
	if w != nil {
		w.Close()
	}
	if err := a.resetModule(false); err != nil {
		return err
	}
	s.forgetPackages()
	s.mu.Lock()
	s.goFlags = nil
	s.mu.Unlock()
	if err := s.startWorker(ctx); err != nil {
		return err
	}
	interrupted := s.runStartup(ctx, a.request.ID)
	s.mu.Lock()
	defer s.mu.Unlock()
	a.state = s.state
	if interrupted {
		return errors.New("everything was forgotten, and the start-up files were interrupted")
	}
	return ctx.Err()
}

// PackagePath implements [command.Session].
func (a *acting) PackagePath(name string) (path string, ok bool) {
	if i, ok := a.state.Import(name); ok {
		return i.Path, true
	}
	a.session.mu.Lock()
	importer := a.session.importer
	a.session.mu.Unlock()
	return a.session.packages.find(name, nil, importer)
}

// GoDoc implements [command.Session].
func (a *acting) GoDoc(ctx context.Context, args []string) (string, error) {
	return a.session.module.Doc(ctx, args)
}

// GoFlags implements [command.Session].
func (a *acting) GoFlags() []string {
	a.session.mu.Lock()
	defer a.session.mu.Unlock()
	return a.session.goFlags
}

// SetGoFlags implements [command.Session].
func (a *acting) SetGoFlags(flags []string, tags string) {
	a.session.mu.Lock()
	a.session.goFlags = flags
	a.session.mu.Unlock()
	a.session.module.SetTags(tags)
}

// Capture implements [command.Session].
func (a *acting) Capture(file string, add bool) error {
	how := os.O_TRUNC
	if add {
		how = os.O_APPEND
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_WRONLY|how, 0o666)
	if err == nil {
		a.session.captures.begin(a.request.ID, f)
	}
	return err
}

// History implements [command.Session].
func (a *acting) History() []command.Past {
	a.session.mu.Lock()
	defer a.session.mu.Unlock()
	var list []command.Past
	for _, u := range a.session.units[1:a.unit] {
		if u.text != "" && u.source == "" {
			list = append(list, command.Past{Number: u.count, Code: u.text})
		}
	}
	return list
}
