package server_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/history"
	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/kerneltest"
	"github.com/gonabla/nabla/kernel/server"
)

// remembering is echo with a history that is kept in a file.
func remembering(path string) server.Options {
	o := echo
	o.History = history.Open(path)
	return o
}

func wantHistory(t *testing.T, c *kerneltest.Client, subshell string, request jupyter.HistoryRequest, want string) {
	t.Helper()
	e := c.Await(c.SendTo(subshell, request))
	got, err := json.Marshal(kerneltest.Content[jupyter.HistoryReply](t, e.Reply).History)
	if err != nil || string(got) != want {
		t.Errorf("%+v gives %s, want %s, %v", request, got, want, err)
	}
}

var (
	tail    = jupyter.HistoryRequest{HistAccessType: "tail", N: 3}
	results = jupyter.HistoryRequest{HistAccessType: "tail", N: 3, Output: true}
)

func earlier(session int) jupyter.HistoryRequest {
	return jupyter.HistoryRequest{HistAccessType: "range", Session: session}
}

// What was entered is there in the next kernel, and in one that runs beside.
func TestHistoryOverSessions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history.jsonl")
	first := kerneltest.Start(t, remembering(path))
	wantHistory(t, first, "", tail, `[]`)
	wantHistory(t, first, "", earlier(-1), `[]`)
	first.Execute("value a")
	first.Execute("fail Oops")
	silent := kerneltest.Cell("value hidden")
	silent.Silent = true
	first.Request(kerneltest.Shell, silent)
	second := kerneltest.Start(t, remembering(path))
	wantHistory(t, second, "", earlier(0), `[]`)
	wantHistory(t, second, "", earlier(-1), `[[1,1,"value a"],[1,2,"fail Oops"]]`)
	second.Execute("print b")
	first.Execute("value c")
	for _, c := range []*kerneltest.Client{first, second} {
		wantHistory(t, c, "", tail, `[[1,2,"fail Oops"],[2,1,"print b"],[1,3,"value c"]]`)
		wantHistory(t, c, "", results, `[[1,2,["fail Oops",null]],[2,1,["print b",null]],[1,3,["value c","c"]]]`)
		wantHistory(t, c, "", earlier(2), `[[2,1,"print b"]]`)
		wantHistory(t, c, "", jupyter.HistoryRequest{HistAccessType: "search", Pattern: "value*", N: 1}, `[[1,3,"value c"]]`)
	}
	wantHistory(t, second, "", earlier(0), `[[2,1,"print b"]]`)
	wantHistory(t, second, "", earlier(-1), `[[1,1,"value a"],[1,2,"fail Oops"],[1,3,"value c"]]`)
}

// A cell is remembered from when it begins.
func TestHistoryOfRunningCell(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history.jsonl")
	c := kerneltest.Start(t, remembering(path))
	id := c.Send(kerneltest.Shell, kerneltest.Cell("meet x\nvalue y"))
	c.AwaitIOPub(id, "execute_input", 1)
	other := createSubshell(t, c)
	c.Await(c.SendTo(other, kerneltest.Cell("meet x")))
	c.Await(id)
	wantHistory(t, c, "", results, `[[1,1,["meet x\nvalue y","y"]],[2,1,["meet x",null]]]`)
}

// Each subshell is a session.
func TestHistoryOfSubshells(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history.jsonl")
	c := kerneltest.Start(t, remembering(path))
	a := createSubshell(t, c)
	c.Execute("print 1")
	c.Await(c.SendTo(a, kerneltest.Cell("print 2")))
	c.Execute("print 3")
	wantHistory(t, c, "", earlier(0), `[[1,1,"print 1"],[1,2,"print 3"]]`)
	wantHistory(t, c, a, earlier(0), `[[2,1,"print 2"]]`)
	wantHistory(t, c, a, tail, `[[1,1,"print 1"],[2,1,"print 2"],[1,2,"print 3"]]`)
}

// Where nothing can be written the session is remembered all the same; what could
// not be written once is written later.
func TestHistoryThatCannotBeKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "in the way")
	if err := os.WriteFile(dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "history.jsonl")
	c := kerneltest.Start(t, remembering(path))
	wantStatus(t, c.Execute("value a"), "ok")
	wantStatus(t, c.Execute("value b"), "ok")
	wantHistory(t, c, "", results, `[[1,1,["value a","a"]],[1,2,["value b","b"]]]`)
	wantHistory(t, c, "", earlier(0), `[[1,1,"value a"],[1,2,"value b"]]`)
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	wantStatus(t, c.Execute("value c"), "ok")
	wantHistory(t, c, "", tail, `[[1,1,"value a"],[1,2,"value b"],[1,3,"value c"]]`)
	if kept, err := os.ReadFile(path); err != nil || strings.Count(string(kept), "input") != 3 {
		t.Errorf("the file holds %s, %v", kept, err)
	}
}
