package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/jupyter"
)

// execute runs a cell: execute_input, its output, its error, the reply.
func (s *Server) execute(ctx context.Context, r *request, c jupyter.ExecuteRequest) answer {
	cell := s.beginCell(r, c)
	starting := s.interruptible(ctx, r)
	if c.StoreHistory {
		r.subshell.past.enter(cell.count, c.Code)
	}
	if !c.Silent {
		s.publish(r.Message, jupyter.ExecuteInput{Code: c.Code, ExecutionCount: cell.count})
	}
	started := time.Now()
	result := s.runCell(ctx, starting, r, interp.ExecuteRequest{
		ID:       cell.id,
		Code:     c.Code,
		Count:    cell.count,
		CellID:   cellID(r),
		Subshell: r.subshell.id,
		Silent:   c.Silent,
		Store:    c.StoreHistory,
		Pager:    hasPager(r, c),
		Ask:      s.asker(r, c),

		Expressions: c.UserExpressions,
	})
	text := s.output.end(cell)
	if c.StoreHistory {
		r.subshell.past.result(text)
	}
	a := answer{metadata: executeMetadata(started, result)}
	if result.Error == nil {
		a.reply = jupyter.ExecuteReply{
			Status:          jupyter.StatusOK,
			ExecutionCount:  cell.count,
			Payload:         payload(result),
			UserExpressions: userExpressions(c.UserExpressions, result.Expressions),
		}
		return a
	}
	a.reply = s.failCell(r, c, cell, result.Error)
	if c.StopOnError && !c.Silent {
		// What a front end sends after it has seen the reply is meant to run,
		// so the cells to give up are those that wait before it is sent.
		waiting := r.subshell.cells.takeAll()
		a.after = func() { s.abort(ctx, waiting) }
	}
	return a
}

// beginCell numbers a cell and makes it the one that runs.
func (s *Server) beginCell(r *request, c jupyter.ExecuteRequest) *cell {
	if c.StoreHistory {
		r.subshell.count++
	}
	cell := &cell{
		id:     s.executions.Add(1),
		parent: &jupyter.Message{RawHeader: r.RawHeader},
		count:  r.subshell.count,
		silent: c.Silent,
	}
	s.output.begin(cell)
	return cell
}

// runCell waits for the interpreter, unless starting ends, and runs the cell. A
// panic is an error of the cell, so that whoever runs it sees it.
func (s *Server) runCell(ctx, starting context.Context, r *request, req interp.ExecuteRequest) (result interp.ExecuteResult) {
	defer func() {
		if v := recover(); v != nil {
			s.log.Error("panic in the interpreter", "panic", v, "stack", string(debug.Stack()))
			result.Error = newCellError("InternalError", fmt.Sprintf("the kernel failed on this cell: %v. Please report it; the session goes on.", v))
		}
	}()
	defer s.begins(r, starting) // whatever has become of it
	interpreter, err := s.engine.wait(starting)
	if err != nil || starting.Err() != nil {
		return interp.ExecuteResult{Error: startError(starting.Err() != nil, err)}
	}
	req.Begin = func() bool { return s.begins(r, starting) }
	return interpreter.Execute(ctx, req)
}

// startError is what a cell shows that could not be run at all.
func startError(interrupted bool, err error) *interp.CellError {
	var known *interp.CellError
	switch {
	case errors.As(err, &known):
		return known
	case interrupted:
		return newCellError("Interrupted", "the cell was interrupted before it began")
	}
	return newCellError("StartError", err.Error())
}

func newCellError(name, message string) *interp.CellError {
	return &interp.CellError{Name: name, Message: message, Traceback: []string{name + ": " + message}}
}

// payload is what the front end is asked to do when the cell has ended.
func payload(result interp.ExecuteResult) (list jupyter.List[jupyter.Object]) {
	for _, page := range result.Pages {
		data, _ := jupyter.NewMIMEBundle(page)
		list = append(list, jupyter.Object{"source": "page", "data": data, "start": 0})
	}
	if result.NextInput != "" {
		list = append(list, jupyter.Object{"source": "set_next_input", "text": result.NextInput, "replace": result.InPlace})
	}
	return list
}

// hasPager reports whether the front end is a console: somebody sits there, and it
// has no cells in which texts could stay. Notebooks show them in the cell, so that
// they are saved and exported.
func hasPager(r *request, c jupyter.ExecuteRequest) bool {
	return c.AllowStdin && !c.Silent && cellID(r) == ""
}

// failCell shows the error, which a silent cell does not, and makes the reply.
func (s *Server) failCell(r *request, c jupyter.ExecuteRequest, cell *cell, e *interp.CellError) jupyter.Content {
	if !c.Silent {
		s.publish(r.Message, jupyter.Error{EName: e.Name, EValue: e.Message, Traceback: e.Traceback})
	}
	return jupyter.ExecuteError{
		Status:         jupyter.StatusError,
		ExecutionCount: cell.count,
		EName:          e.Name,
		EValue:         e.Message,
		Traceback:      e.Traceback,
	}
}

// abort gives up cells that waited for one that failed. Each has its own busy,
// reply and idle, as if it had been run.
func (s *Server) abort(ctx context.Context, waiting []*request) {
	for _, r := range waiting {
		r.handler = (*Server).earlierFailed
		s.serve(ctx, r)
	}
}

func (s *Server) earlierFailed(_ context.Context, r *request) answer {
	return r.aborted("an earlier cell failed")
}

// aborted is the answer for a cell that is given up before it runs.
func (r *request) aborted(why string) answer {
	return answer{
		reply: jupyter.ExecuteError{
			Status:         jupyter.StatusAborted,
			ExecutionCount: r.subshell.count,
			EName:          "Aborted",
			EValue:         why,
		},
		metadata: jupyter.ExecuteMetadata{Started: jupyter.Date(time.Now()), Status: jupyter.StatusAborted},
	}
}

// cellID is the front end's name of the cell, or empty.
func cellID(r *request) string {
	var m jupyter.CellMetadata
	if json.Unmarshal(r.Metadata, &m) != nil {
		return ""
	}
	return m.CellID
}

func executeMetadata(started time.Time, result interp.ExecuteResult) jupyter.ExecuteMetadata {
	m := jupyter.ExecuteMetadata{Started: jupyter.Date(started), Status: jupyter.StatusOK}
	if result.Error != nil {
		m.Status = jupyter.StatusError
	}
	for _, t := range result.Timings {
		m.Timings = append(m.Timings, jupyter.PhaseTiming{Phase: t.Phase, Seconds: t.Seconds})
	}
	return m
}

// userExpressions are the values of the expressions that were asked for. One of
// which nothing is said has none.
func userExpressions(asked map[string]string, values map[string]interp.Value) jupyter.Object {
	answers := jupyter.Object{}
	for name := range asked {
		v := values[name]
		if e := v.Error; e != nil {
			answers[name] = jupyter.ExpressionError{Status: jupyter.StatusError, EName: e.Name, EValue: e.Message, Traceback: e.Traceback}
			continue
		}
		answer := jupyter.ExpressionValue{Status: jupyter.StatusOK}
		if v.Bundle != nil {
			answer.Data, answer.Metadata = jupyter.NewMIMEBundle(v.Bundle)
		}
		answers[name] = answer
	}
	return answers
}
