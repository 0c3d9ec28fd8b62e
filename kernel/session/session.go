// Package session runs the cells of one notebook: it is the [interp.Interpreter]
// of Go.
//
// The life of a cell: parse (package cell), run its commands (package command),
// resolve its imports (package
// build), check it against what the session has defined (packages check and
// scope), emit the Go file (package emit), compile it (package build), and link
// and run it in the worker, which holds the variables (package worker). Only
// then is the new state of the session committed, and only what the cell
// defined; a phase that fails leaves the state as it was. Values that a cell
// changed before it failed stay changed.
//
// Cells of different subshells run at the same time; they are made ready one after
// the other. An interrupt first cancels what the kernel does for
// the cells, then asks the worker to stop their goroutines, then gives the
// goroutines up; restarting the worker is the last step and never silent.
//
// Before the first cell, and in every worker that takes the place of another, the
// user's start-up files run, as cells do (startup.go). A cell with %wasm goes
// another way: it becomes a program for the browser (package browser).
//
// The package knows nothing of Jupyter's messages.
package session

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gonabla/nabla/kernel/build"
	"github.com/gonabla/nabla/kernel/command"
	"github.com/gonabla/nabla/kernel/completion"
	"github.com/gonabla/nabla/kernel/gonbui"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/check"
	"github.com/gonabla/nabla/kernel/session/emit"
	"github.com/gonabla/nabla/kernel/session/scope"
	"github.com/gonabla/nabla/kernel/worker"
)

// Config is what a session is made of.
type Config struct {
	// Toolchain compiles the cells.
	Toolchain *build.Toolchain
	// DataDir is the folder in which the session makes its own; empty means
	// [build.DataDir].
	DataDir string
	// Sink receives what cells show.
	Sink interp.Sink
	// Version is the version of the kernel.
	Version string
	// KernelID is the name by which Jupyter's server knows the kernel, and
	// JupyterRoot the folder that it serves. Empty means that there is no server,
	// or that it is not known.
	KernelID, JupyterRoot string
	// Notebook is the file of the notebook; empty if it is not known, or not a file
	// yet. Modules that it asks for, in its metadata or in notebook.mod beside it,
	// are those of the session.
	Notebook string
	// Gopls is the file of gopls; empty if there is none.
	Gopls string
	// Snapshot limits what is saved of the variables after a cell.
	Snapshot Snapshot
	// Startup is the folder of the start-up files, such as [StartupDir]; empty
	// means that there are none.
	Startup string
}

// A Session is the interpreter of one notebook.
type Session struct {
	config   Config
	folder   *build.Session
	module   *build.Module
	home     string // the folder of the notebook
	importer *lockedImporter
	packages *packages
	answers  completion.Completer
	captures captures
	gonb     gonbui.Notebook // what programs that import gonbui have shown, since the session began
	patience time.Duration   // see the constant
	startup  startup
	viewed   viewed
	comms    comms

	turn chan struct{} // holds a token while something is made ready

	mu         sync.Mutex
	state      *scope.State
	units      []unit            // by unit number, from 1
	files      map[string]int    // unit numbers by file name
	worker     *worker.Worker    // nil when it has died
	notRevived error             // why there is none in its place
	deaths     int               // of workers in a row while variables were restored
	running    []*execution      // in the order in which they began
	outdated   map[string]bool   // what was said of loaded packages that have changed
	notes      []string          // for the first cell
	aside      map[string]string // definitions that no longer compile, and what was said of them
	programs   map[string]int    // names that whole programs defined, and the numbers of their cells
	gaveUp     time.Time         // when the last cell was given up; zero if none was since the worker started
	memory     uint64            // limit of the worker's heap in bytes; 0 for the default
	goFlags    []string          // those that the user has set
	closed     bool
	warmed     bool // gopls was started, or is not to be

	snapshot  Snapshot
	snapshots int           // that were asked for
	saved     saved         // the newest one
	saving    chan struct{} // closed when the one after the last cell was taken or given up
}

// A unit is a cell that was run, as far as later messages need it.
type unit struct {
	file     string // its name in positions
	source   string // the start-up file that it is; empty for a cell
	request  uint64
	count    int
	subshell string // that counts it; empty for the main one
	text     string
	// succeeded says that it has run to its end.
	succeeded bool
	late      *late // nil unless the cell was given up
}

// New starts a session with its worker. The working directory of the cells is
// that of the process.
func New(ctx context.Context, c Config) (*Session, error) {
	s, err := prepare(c)
	if err != nil {
		return nil, err
	}
	if err := s.startWorker(ctx); err != nil {
		s.folder.Close()
		return nil, err
	}
	s.start()
	return s, nil
}

// prepare makes a session that can check cells, and has no worker to run them.
func prepare(c Config) (*Session, error) {
	if c.DataDir == "" {
		c.DataDir = build.DataDir()
	}
	s := &Session{config: c, gonb: gonbui.Notebook{KernelID: c.KernelID}, patience: patience, turn: make(chan struct{}, 1), snapshot: c.Snapshot.withDefaults(), state: new(scope.State), units: make([]unit, 1), files: map[string]int{}, aside: map[string]string{}, outdated: map[string]bool{}, programs: map[string]int{}, packages: newPackages(c.Toolchain)}
	var err error
	if s.folder, err = build.NewSession(c.DataDir); err != nil {
		return nil, err
	}
	if s.module, err = c.Toolchain.NewModule(s.folder.Dir); err != nil {
		s.folder.Close()
		return nil, err
	}
	s.importer = s.newImporter()
	s.home = c.home()
	s.notes = s.adoptMod()
	if c.Gopls != "" {
		s.answers.Start = s.startGopls
	}
	return s, nil
}

// Info tells what a session is, given the versions of the kernel and of Go, also
// before there is one.
func Info(version, goVersion string) interp.Info {
	release := strings.TrimPrefix(goVersion, "go")
	banner := fmt.Sprintf("nabla %s: Go %s, with exact derivatives", version, release)
	if release == "" {
		banner = fmt.Sprintf("nabla %s, which is not ready: the first cell says why", version)
	}
	return interp.Info{
		Implementation: "nabla", ImplementationVersion: version,
		Banner: banner,
		Language: interp.Language{
			Name: "go", Version: release, MIMEType: "text/x-go", FileExtension: ".go",
			PygmentsLexer: "go", CodeMirrorMode: "go",
		},
		Links: []interp.Link{
			{Text: "Go standard library", URL: "https://pkg.go.dev/std"},
			{Text: "Gonum", URL: "https://pkg.go.dev/gonum.org/v1/gonum"},
			{Text: "A tour of Go", URL: "https://go.dev/tour/"},
		},
	}
}

// Info implements [interp.Interpreter].
func (s *Session) Info() interp.Info {
	return Info(s.config.Version, s.config.Toolchain.GoVersion())
}

// Execute implements [interp.Interpreter].
func (s *Session) Execute(ctx context.Context, req interp.ExecuteRequest) interp.ExecuteResult {
	s.awaitStartup(ctx, req.ID)
	s.reviveIdle(ctx, req.ID)
	x := s.begin(ctx, req)
	for _, text := range s.takeNotes() {
		x.note(text)
	}
	r := interp.ExecuteResult{Error: x.run()}
	if r.Error == nil {
		r.Expressions = x.evaluate(ctx)
	}
	s.end(x, r.Error == nil)
	r.Timings, r.NextInput, r.InPlace, r.Pages = x.timings, x.plan.NextInput, x.plan.InPlace, x.pages
	return r
}

// begin makes the execution of a cell one of those that run.
func (s *Session) begin(ctx context.Context, req interp.ExecuteRequest) *execution {
	ctx, cancel := context.WithCancel(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	x := &execution{session: s, request: req, unit: len(s.units), ctx: ctx, cancel: cancel, clock: time.Now(), state: s.state}
	x.file = fmt.Sprintf("cell-%d", req.Count)
	if s.files[x.file] != 0 { // a cell that was not counted had the number before
		x.file = fmt.Sprintf("cell-%d-%d", req.Count, x.unit)
	}
	s.files[x.file] = x.unit
	s.units = append(s.units, unit{file: x.file, request: req.ID, count: req.Count, subshell: req.Subshell, text: req.Code})
	s.running = append(s.running, x)
	if req.Begin != nil && !req.Begin() {
		cancel()
	}
	return x
}

func (s *Session) end(x *execution, succeeded bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.captures.end(x.request.ID)
	s.ended(x, succeeded)
	s.warmUp(x.request)
	s.saveLater(x.request.Count)
}

// ended makes that a cell is not one of those that run. The caller holds mu.
func (s *Session) ended(x *execution, succeeded bool) {
	x.cancel()
	if x.giveUp != nil {
		x.giveUp.Stop()
	}
	s.units[x.unit].succeeded = succeeded
	x.giveTurn()
	s.running = slices.DeleteFunc(s.running, func(other *execution) bool { return other == x })
}

// Close implements [interp.Interpreter].
func (s *Session) Close(context.Context) error {
	s.mu.Lock()
	first := !s.closed
	s.closed = true
	for _, x := range s.running {
		x.cancel()
	}
	w := s.worker
	s.worker = nil
	s.mu.Unlock()
	s.startup.cancel()
	if w != nil {
		w.Close()
	}
	s.answers.Close()
	<-s.startup.done
	s.stopServing()
	if !first {
		return nil
	}
	return s.folder.Close()
}

// IsComplete implements [interp.Interpreter].
func (s *Session) IsComplete(code string) interp.Completeness {
	switch c, depth := cell.Check(code, command.Form); c {
	case cell.Incomplete:
		indent := ""
		for range depth {
			indent += "\t"
		}
		return interp.Completeness{Status: "incomplete", Indent: indent}
	case cell.Invalid:
		return interp.Completeness{Status: "invalid"}
	}
	return interp.Completeness{Status: "complete"}
}

// checkCell type-checks a parsed cell. The session answers what env has to ask.
func (s *Session) checkCell(c *cell.Cell, state *scope.State, env check.Env) (*check.Result, error) {
	env.Importer, env.PackageName = s.importer, s.module.PackageName
	env.Find = func(name string, selected []string) (string, bool) {
		return s.packages.find(name, selected, s.importer)
	}
	return check.Cell(c, state, env)
}

func emitCell(r *check.Result) (*emit.File, error) {
	return emit.Emit(emit.Checked{
		Src: r.Src, Fset: r.Fset, File: r.File, Types: r.Types, Info: r.Info, Run: r.Run, Alias: check.Alias,
	})
}

var errClosed = errors.New("the kernel is shutting down")
