package server

import (
	"context"
	"iter"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/gonabla/nabla/kernel/history"
	"github.com/gonabla/nabla/kernel/jupyter"
)

// A past holds the cells of a subshell, which is a session of its own in the
// user's file of all sessions. It is safe for concurrent use.
type past struct {
	log    *history.Log // nil if nothing is kept
	failed func(error)  // is told why something is not kept

	mu      sync.Mutex
	session int // its number in the file; 0 while it has none
	entries []history.Entry
	unkept  int // so many of the last are not in the file
}

// enter remembers a cell before it runs.
func (p *past) enter(line int, input string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.entries = append(p.entries, history.Entry{Session: max(1, p.session), Line: line, Input: input})
	p.unkept++
	if p.log != nil {
		p.keep()
	}
}

// keep writes what is not yet in the file. The caller holds mu.
func (p *past) keep() {
	var err error
	if p.session == 0 {
		p.session, err = p.log.Begin()
		for i := range p.entries {
			p.entries[i].Session = max(1, p.session)
		}
	}
	for ; p.unkept > 0 && err == nil; p.unkept-- {
		e := p.entries[len(p.entries)-p.unkept]
		if err = p.log.Entered(e.Session, e.Line, e.Input); err != nil {
			break
		}
	}
	if err != nil {
		p.failed(err)
	}
}

// result adds the value of the cell that was entered last.
func (p *past) result(output string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	e := &p.entries[len(p.entries)-1]
	e.Output = output
	if p.log == nil || p.unkept > 0 || output == "" {
		return
	}
	if err := p.log.Resulted(e.Session, e.Line, output); err != nil {
		p.failed(err)
	}
}

// own gives the cells of the session, the oldest first.
func (p *past) own() []history.Entry {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.entries)
}

// backward gives the cells of all sessions, the newest first.
func (p *past) backward() iter.Seq[history.Entry] {
	return func(yield func(history.Entry) bool) {
		p.mu.Lock()
		entries := slices.Clone(p.entries)
		if p.log != nil {
			entries = entries[len(entries)-p.unkept:] // the others are in the file
		}
		p.mu.Unlock()
		for _, e := range slices.Backward(entries) {
			if !yield(e) {
				return
			}
		}
		if p.log == nil {
			return
		}
		for e, err := range p.log.Entries() {
			if err != nil {
				p.failed(err)
				return
			}
			if !yield(e) {
				return
			}
		}
	}
}

// number makes the number of a session of one that is counted from the running one,
// which is 0. The running one is also told from others by own.
func (p *past) number(session int) (number int, own bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	running := max(1, p.session)
	if p.log != nil && p.session == 0 {
		last, err := p.log.Last()
		if err != nil {
			p.failed(err)
		}
		running = last + 1
	}
	if session <= 0 {
		session += running
	}
	return session, session == running
}

func (s *Server) answerHistory(_ context.Context, r *request, c jupyter.HistoryRequest) answer {
	reply := jupyter.HistoryReply{Status: jupyter.StatusOK}
	for _, e := range r.subshell.past.find(c) {
		reply.History = append(reply.History, historyTuple(e, c.Output))
	}
	return answer{reply: reply}
}

func (p *past) find(c jupyter.HistoryRequest) []history.Entry {
	switch c.HistAccessType {
	case "range":
		return p.within(c)
	case "tail":
		return newest(p.backward(), c.N)
	case "search":
		return newest(matching(p.backward(), c), c.N)
	}
	return nil
}

// within selects lines start to stop of a session.
func (p *past) within(c jupyter.HistoryRequest) (found []history.Entry) {
	session, own := p.number(c.Session)
	wanted := func(e history.Entry) bool { return e.Line >= c.Start && (c.Stop == nil || e.Line < *c.Stop) }
	if own {
		return slices.DeleteFunc(p.own(), func(e history.Entry) bool { return !wanted(e) })
	}
	for e := range p.backward() {
		if e.Session == session && wanted(e) {
			found = append(found, e)
		}
	}
	slices.Reverse(found)
	return found
}

// matching selects the cells that match a pattern; of equal ones, if they are to
// be unique, the newest.
func matching(entries iter.Seq[history.Entry], c jupyter.HistoryRequest) iter.Seq[history.Entry] {
	pattern := globPattern(c.Pattern)
	seen := map[string]bool{}
	return func(yield func(history.Entry) bool) {
		for e := range entries {
			if !pattern.MatchString(e.Input) || c.Unique && seen[e.Input] {
				continue
			}
			seen[e.Input] = true
			if !yield(e) {
				return
			}
		}
	}
}

// newest are the first n, the oldest of them first. 0 means no limit.
func newest(entries iter.Seq[history.Entry], n int) (list []history.Entry) {
	for e := range entries {
		if list = append(list, e); len(list) == n {
			break
		}
	}
	slices.Reverse(list)
	return list
}

// globPattern makes a regular expression of a pattern with * and ?, which has
// to match a whole cell. The empty pattern matches all.
func globPattern(glob string) *regexp.Regexp {
	if glob == "" {
		glob = "*"
	}
	text := regexp.QuoteMeta(glob)
	text = strings.ReplaceAll(text, `\*`, ".*")
	text = strings.ReplaceAll(text, `\?`, ".")
	return regexp.MustCompile("(?s)^" + text + "$")
}

// historyTuple is an entry as front ends read it.
func historyTuple(e history.Entry, withOutput bool) []any {
	if !withOutput {
		return []any{e.Session, e.Line, e.Input}
	}
	var output any
	if e.Output != "" {
		output = e.Output
	}
	return []any{e.Session, e.Line, []any{e.Input, output}}
}
