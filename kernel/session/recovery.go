package session

import (
	"context"
	"fmt"
	"html"
	"strings"
	"unicode/utf8"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/session/scope"
)

// A recovery says what has become of the variables after the worker ended.
type recovery struct {
	cell int // after which the values were saved; 0 if they never were
	rows []recovered
	kept int
	made int // by the start-up files
}

// A recovered is one variable.
type recovered struct {
	name, typ string
	reason    string // why it is gone; empty if it is there
	source    string // the start-up file that has made it again; empty if it was restored
}

// revive starts a worker in place of one that has ended, and gives the variables
// back the values that were saved last. Those that it cannot give are forgotten.
// When it fails, all is left for the next attempt.
func (s *Session) revive(ctx context.Context, request uint64) (*recovery, error) {
	s.mu.Lock()
	before, last, off := s.state, s.saved, s.snapshot.Bytes < 0
	s.mu.Unlock()
	if err := s.startWorker(ctx); err != nil {
		return nil, err
	}
	r := &recovery{}
	made := s.startAgain(ctx, request)
	restored, lost, err := s.restore(ctx, before, last)
	if s.mayPass(ctx, err) {
		s.putOff(before)
		return nil, fmt.Errorf("the variables cannot be restored yet: %w", err)
	}
	if last.kept != nil {
		r.cell = last.cell
	}
	var change scope.Change
	for _, v := range before.Defs(scope.Var) {
		reason, source := lost[v.Name], s.sourceOf(v)
		again := made[v.Name] != nil && made[v.Name].Type == v.Type && source != ""
		switch {
		case restored[v.Name]:
			r.kept++
			reason, source = "", ""
		case again:
			r.made++
			reason = ""
		case reason != "":
		case last.kept == nil && off:
			reason = "%limit snapshot is off, so nothing was saved"
		case last.kept == nil:
			reason = "nothing was saved yet"
		case err != nil:
			reason = err.Error()
		case last.reasons[v.Name] != "":
			reason = last.reasons[v.Name]
		default:
			reason = fmt.Sprintf("it was not there yet when the variables were saved, after cell %d", last.cell)
		}
		r.rows = append(r.rows, recovered{v.Name, v.Type, s.relabel(reason), source})
		if reason != "" {
			change.Removed = append(change.Removed, v.Name)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state = before.With(change)
	return r, nil
}

// sourceOf returns the start-up file that defined a variable, or "".
func (s *Session) sourceOf(v *scope.Def) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.units[v.Unit].source
}

// summary says in a sentence or two what the table says.
func (r *recovery) summary() string {
	n := len(r.rows)
	after := fmt.Sprintf("as they were after cell %d", r.cell)
	switch {
	case r.made > 0 && r.kept == 0:
		after = "as the start-up files make them"
	case r.made > 0:
		after += " or as the start-up files make them"
	}
	there := r.kept + r.made
	switch {
	case n == 0:
		return "Types and functions are still there."
	case there == n:
		return "All variables are there, " + after + "; types and functions, too."
	case there == 0:
		return "The variables are gone, types and functions are still there. Run the cells again that set variables."
	}
	return fmt.Sprintf("%d of %d variables are there, %s; types and functions, too. Run the cells again that set the others.", there, n, after)
}

// cells are the rows of the table, the head first.
func (r *recovery) cells() [][3]string {
	rows := [][3]string{{"variable", "type", ""}}
	for _, v := range r.rows {
		state := "gone: " + v.reason
		switch {
		case v.reason == "" && v.source != "":
			state = "made again by " + v.source
		case v.reason == "":
			state = fmt.Sprintf("restored, as after cell %d", r.cell)
		}
		rows = append(rows, [3]string{v.name, v.typ, state})
	}
	return rows
}

// text is the table in plain text.
func (r *recovery) text() string {
	if len(r.rows) == 0 {
		return ""
	}
	var width [2]int
	for _, row := range r.cells() {
		for i := range width {
			width[i] = max(width[i], utf8.RuneCountInString(row[i]))
		}
	}
	var b strings.Builder
	for _, row := range r.cells() {
		line := fmt.Sprintf("%-*s  %-*s  %s", width[0], row[0], width[1], row[1], row[2])
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

func (r *recovery) html() string {
	var b strings.Builder
	b.WriteString("<table>")
	for i, row := range r.cells() {
		tag := "td"
		if i == 0 {
			tag = "th"
		}
		b.WriteString("<tr>")
		for _, text := range row {
			fmt.Fprintf(&b, `<%s style="text-align:left">%s</%s>`, tag, html.EscapeString(text), tag)
		}
		b.WriteString("</tr>")
	}
	b.WriteString("</table>")
	return b.String()
}

// show displays the table in a cell; without variables there is none.
func (s *Session) show(request uint64, r *recovery) {
	if len(r.rows) == 0 {
		return
	}
	s.publish(wire.Frame{Cell: request, Kind: wire.Display, Bundle: &wire.Bundle{Data: map[string][]byte{
		"text/plain": []byte(strings.TrimSuffix(r.text(), "\n")), "text/html": []byte(r.html()),
	}}})
}

// reviveIdle starts a worker if the last has ended between two cells, or could
// not be replaced then, and tells it in the cell that comes next.
func (s *Session) reviveIdle(ctx context.Context, request uint64) {
	if !s.workerEnded() || s.takeTurn(ctx) != nil {
		return
	}
	defer func() { <-s.turn }()
	if !s.workerEnded() {
		return
	}
	s.mu.Lock()
	w := s.worker
	s.mu.Unlock()
	cause := "the worker has ended"
	if w != nil {
		cause = w.ExitError().Error()
		s.mu.Lock()
		s.worker = nil
		s.mu.Unlock()
		w.Close()
	}
	r, err := s.revive(ctx, request)
	s.mu.Lock()
	s.notRevived = err
	s.mu.Unlock()
	if err != nil {
		return // the cell says so
	}
	text := cause + " since the last cell\nA new worker was started. " + r.summary() + "\n"
	s.publish(wire.Frame{Cell: request, Kind: wire.Stderr, Text: []byte(text)})
	s.show(request, r)
}

// workerEnded reports whether there is no worker for the next cell.
func (s *Session) workerEnded() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.worker == nil || s.closed {
		return !s.closed
	}
	select {
	case <-s.worker.Exited():
		return true
	default:
		return false
	}
}
