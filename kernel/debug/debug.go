// Package debug answers the debug_requests of front ends: messages of the Debug
// Adapter Protocol with Jupyter's own additions.
//
// So far it shows variables without stopping anything: what front ends ask to fill
// their variables panel is answered at any time, also while a cell runs, by an
// [interp.Viewer]. Breakpoints are taken back as soon as they are set, which front
// ends show, and what would need a program that is stopped is refused with the
// reason. A debugger that stops adds its commands to the table, one file for each
// group of them.
//
// The package knows nothing of sockets, of Go source or of workers.
package debug

import (
	"context"
	"fmt"
	"sync"

	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/jupyter"
)

// An Adapter answers for one kernel. Its methods may be called from any goroutine.
type Adapter struct {
	viewer func() interp.Viewer

	mu         sync.Mutex
	started    bool // some front end has the panel open
	references references
	sources    map[string]string // text of cells by the path that stands for it
}

// New makes an adapter that looks at variables through what viewer gives, which is
// nil while there is none.
func New(viewer func() interp.Viewer) *Adapter {
	return &Adapter{viewer: viewer, sources: map[string]string{}}
}

// A command carries out one kind of request: it gives the body of the reply, or why
// there is none.
type command func(*Adapter, context.Context, jupyter.Object) (jupyter.Object, error)

// commands are those that are known. Those with [nothing] succeed, and do nothing.
var commands = map[string]command{
	"debugInfo":  (*Adapter).debugInfo,
	"initialize": (*Adapter).initialize,
	"attach":     nothing,
	"disconnect": (*Adapter).disconnect,
	"terminate":  (*Adapter).disconnect,

	"inspectVariables":     (*Adapter).inspectVariables,
	"variables":            (*Adapter).variables,
	"richInspectVariables": (*Adapter).richInspectVariables,

	"dumpCell":                (*Adapter).dumpCell,
	"source":                  (*Adapter).source,
	"setBreakpoints":          noBreakpoints,
	"setFunctionBreakpoints":  noBreakpoints,
	"setExceptionBreakpoints": noBreakpoints,
	"configurationDone":       nothing,
	"modules":                 noModules,
	"threads":                 noThreads,
}

// Answer answers a request.
func (a *Adapter) Answer(ctx context.Context, r jupyter.DebugRequest) jupyter.DebugReply {
	reply := jupyter.DebugReply{Kind: "response", Seq: r.Seq + 1, RequestSeq: r.Seq, Command: r.Command, Body: jupyter.Object{}}
	run := commands[r.Command]
	if run == nil {
		reply.Message = fmt.Sprintf("this kernel shows variables, and does not stop cells: it has no %q", r.Command)
		return reply
	}
	body, err := run(a, ctx, r.Arguments)
	if err != nil {
		reply.Message = err.Error()
		return reply
	}
	reply.Success = true
	if body != nil {
		reply.Body = body
	}
	return reply
}

func nothing(*Adapter, context.Context, jupyter.Object) (jupyter.Object, error) { return nil, nil }

func noBreakpoints(*Adapter, context.Context, jupyter.Object) (jupyter.Object, error) {
	return jupyter.Object{"breakpoints": []any{}}, nil
}

func noModules(*Adapter, context.Context, jupyter.Object) (jupyter.Object, error) {
	return jupyter.Object{"modules": []any{}, "totalModules": 0}, nil
}

func noThreads(*Adapter, context.Context, jupyter.Object) (jupyter.Object, error) {
	return jupyter.Object{"threads": []any{}}, nil
}

// debugInfo tells whether somebody has the panel open, and how front ends find out
// the path that stands for a cell.
func (a *Adapter) debugInfo(context.Context, jupyter.Object) (jupyter.Object, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return jupyter.Object{
		"isStarted":      a.started,
		"hashMethod":     "Murmur2", // the only one that JupyterLab accepts
		"hashSeed":       hashSeed,
		"tmpFilePrefix":  pathPrefix,
		"tmpFileSuffix":  pathSuffix,
		"breakpoints":    []any{},
		"stoppedThreads": []any{},
		"richRendering":  true,
		"exceptionPaths": []any{},
		"copyToGlobals":  false,
	}, nil
}

// initialize says what there is beyond what everybody has: nothing so far.
func (a *Adapter) initialize(context.Context, jupyter.Object) (jupyter.Object, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.started = true
	return jupyter.Object{"supportsModulesRequest": false, "exceptionBreakpointFilters": []any{}}, nil
}

func (a *Adapter) disconnect(context.Context, jupyter.Object) (jupyter.Object, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.started = false
	return nil, nil
}
