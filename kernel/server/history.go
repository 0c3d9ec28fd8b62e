package server

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/gonabla/nabla/kernel/jupyter"
)

// A historyEntry is one cell that was run.
type historyEntry struct {
	line   int
	input  string
	output string // empty means none
}

// A history holds the cells of this session, which is number 1. It is safe for
// concurrent use.
type history struct {
	mu      sync.Mutex
	entries []historyEntry
}

func (h *history) add(e historyEntry) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.entries = append(h.entries, e)
}

func (h *history) all() []historyEntry {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clip(h.entries) // never changed, only added to
}

func (s *Server) answerHistory(_ context.Context, r *request, c jupyter.HistoryRequest) answer {
	reply := jupyter.HistoryReply{Status: jupyter.StatusOK}
	for _, e := range selectHistory(r.subshell.history.all(), c) {
		reply.History = append(reply.History, e.tuple(c.Output))
	}
	return answer{reply: reply}
}

func selectHistory(entries []historyEntry, c jupyter.HistoryRequest) []historyEntry {
	switch c.HistAccessType {
	case "range":
		return rangeHistory(entries, c)
	case "tail":
		return lastEntries(entries, c.N)
	case "search":
		return searchHistory(entries, c)
	}
	return nil
}

// rangeHistory selects lines start to stop of this session, which front ends
// call 0 or 1. No other session is known.
func rangeHistory(entries []historyEntry, c jupyter.HistoryRequest) []historyEntry {
	if c.Session != 0 && c.Session != 1 {
		return nil
	}
	var found []historyEntry
	for _, e := range entries {
		if e.line >= c.Start && (c.Stop == nil || e.line < *c.Stop) {
			found = append(found, e)
		}
	}
	return found
}

// searchHistory selects the last N cells that match; of equal ones, if they
// are to be unique, the last.
func searchHistory(entries []historyEntry, c jupyter.HistoryRequest) []historyEntry {
	pattern := globPattern(c.Pattern)
	seen := map[string]bool{}
	var found []historyEntry
	for _, e := range slices.Backward(entries) {
		if !pattern.MatchString(e.input) || c.Unique && seen[e.input] {
			continue
		}
		seen[e.input] = true
		found = append(found, e)
	}
	slices.Reverse(found)
	return lastEntries(found, c.N)
}

// lastEntries treats 0 as no limit.
func lastEntries(entries []historyEntry, n int) []historyEntry {
	if n <= 0 || n >= len(entries) {
		return entries
	}
	return entries[len(entries)-n:]
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

func (e historyEntry) tuple(withOutput bool) []any {
	if !withOutput {
		return []any{1, e.line, e.input}
	}
	var output any
	if e.output != "" {
		output = e.output
	}
	return []any{1, e.line, []any{e.input, output}}
}
