// Package gopls asks gopls, Go's language server, about sketches of cells.
//
// A [Server] is one gopls process for one notebook, which lives in a folder with a
// go.mod of its own, speaks JSON-RPC on its standard input and output, and is told
// of the files of a sketch before it is asked about them. It never sees the folder
// of the session, nor the network.
//
// A question ends with its context, whatever gopls does: callers have another
// answer ready. A server that has ended answers [ErrEnded]; starting another is
// the caller's.
package gopls

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
)

// ErrEnded is the answer of a server that has ended.
var ErrEnded = errors.New("gopls has ended")

// Options say how a server is started.
type Options struct {
	// Program is the file of gopls.
	Program string
	// Dir is the folder for its module, which is made.
	Dir string
	// Module is a folder with the go.mod and go.sum to be used. They may change.
	Module string
	// Env is the environment in which the go command works for the notebook, and
	// Cache is where gopls keeps what it has found out about packages.
	Env   []string
	Cache string
}

// A Server is a gopls process. Its methods may be called at any time from any
// goroutine.
//
// Start begins a goroutine that reads what gopls sends and ends with the process.
type Server struct {
	options Options
	cmd     *exec.Cmd
	conn    *conn

	// sending makes what gopls is told of files, and the question about them, one
	// thing. It is held by who could put something into it.
	sending  chan struct{}
	versions map[string]int    // of files that gopls knows
	texts    map[string]string // by file name
	module   [2]stamp          // of go.mod and go.sum, as they were copied
}

// Start starts gopls and returns when it is ready to be asked.
func Start(ctx context.Context, o Options) (*Server, error) {
	s := &Server{options: o, sending: make(chan struct{}, 1), versions: map[string]int{}, texts: map[string]string{}}
	if err := os.MkdirAll(filepath.Join(o.Dir, filepath.Dir(vetFile)), 0o777); err != nil {
		return nil, fmt.Errorf("making a folder for gopls: %w", err)
	}
	if _, err := s.copyModule(); err != nil {
		return nil, fmt.Errorf("making a module for gopls: %w", err)
	}
	for _, name := range fileNames {
		// It is there, so that the go command sees a package.
		if err := os.WriteFile(filepath.Join(o.Dir, name), []byte("package main\n"), 0o666); err != nil {
			return nil, fmt.Errorf("making files for gopls: %w", err)
		}
	}
	if err := s.start(); err != nil {
		return nil, fmt.Errorf("starting gopls: %w", err)
	}
	if err := s.initialize(ctx); err != nil {
		s.Close()
		return nil, fmt.Errorf("starting gopls: %w", err)
	}
	return s, nil
}

// start begins the process. An interrupt of the kernel's process group is none of
// its business. When the kernel dies its standard input ends, and so does it.
func (s *Server) start() error {
	cmd := exec.Command(s.options.Program)
	cmd.Dir = s.options.Dir
	cmd.Env = append(slices.Clone(s.options.Env), "GOPROXY=off", "GOPACKAGESDRIVER=off", "GOPLSCACHE="+s.options.Cache)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	s.cmd = cmd
	s.conn = newConn(struct {
		io.Reader
		io.WriteCloser
	}{out, in}, answerServer, s.kill)
	return nil
}

// kill ends the process with all that it has started: when it has closed its
// output, or writes nonsense there, nothing more is to be had of it.
func (s *Server) kill() {
	syscall.Kill(-s.cmd.Process.Pid, syscall.SIGKILL)
	s.cmd.Wait()
}

// initialize shakes hands.
func (s *Server) initialize(ctx context.Context) error {
	params := map[string]any{
		"processId": os.Getpid(),
		"rootUri":   uri(s.options.Dir),
		"capabilities": map[string]any{
			"workspace": map[string]any{"configuration": true},
			"textDocument": map[string]any{
				"completion": map[string]any{"completionItem": map[string]any{"snippetSupport": false}},
				"hover":      map[string]any{"contentFormat": []string{"markdown"}},
			},
		},
		"initializationOptions": settings,
	}
	if err := s.conn.call(ctx, "initialize", params, nil); err != nil {
		return err
	}
	return s.conn.notify("initialized", struct{}{})
}

// settings are those of gopls. It is asked, and says nothing by itself.
var settings = map[string]any{
	"completeUnimported":             false, // what needs no import, the kernel knows
	"deepCompletion":                 false,
	"experimentalPostfixCompletions": false,
	"completeFunctionCalls":          false,
	"matcher":                        "CaseInsensitive",
	"completionBudget":               "150ms",
	"hoverKind":                      "Structured",
	"linksInHover":                   false,
	"diagnosticsTrigger":             "Save",
	"telemetryPrompt":                false,
	"semanticTokens":                 false,
	"staticcheck":                    false,
	"vulncheck":                      "Off",
	"pullDiagnostics":                true,
}

// answerServer answers what gopls asks.
func answerServer(method string) any {
	if method == "workspace/configuration" {
		return []any{settings}
	}
	return nil
}

// Ended is closed when the process has ended.
func (s *Server) Ended() <-chan struct{} { return s.conn.ended }

// Close ends the process with all that it has started.
func (s *Server) Close() {
	syscall.Kill(-s.cmd.Process.Pid, syscall.SIGKILL)
	s.conn.Close()
	<-s.conn.ended
}

func uri(file string) string { return (&url.URL{Scheme: "file", Path: file}).String() }
