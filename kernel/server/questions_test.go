package server_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/kerneltest"
)

func TestIsComplete(t *testing.T) {
	c := start(t)
	for code, want := range map[string]jupyter.IsCompleteReply{
		"print x": {Status: "complete"},
		`print \`: {Status: "incomplete", Indent: "  "},
		"?!":      {Status: "invalid"},
	} {
		e := c.Request(kerneltest.Shell, jupyter.IsCompleteRequest{Code: code})
		if got := kerneltest.Content[jupyter.IsCompleteReply](t, e.Reply); got != want {
			t.Errorf("%q: %+v, want %+v", code, got, want)
		}
	}
}

// Positions are code points outside and bytes inside.
func TestComplete(t *testing.T) {
	c := start(t)
	e := c.Request(kerneltest.Shell, jupyter.CompleteRequest{Code: "∇𝛁 pr", CursorPos: 5})
	reply := kerneltest.Content[jupyter.CompleteReply](t, e.Reply)
	if len(reply.Matches) != 1 || reply.Matches[0] != "print" || reply.CursorStart != 3 || reply.CursorEnd != 5 {
		t.Errorf("complete: %+v", reply)
	}
	types := reply.Metadata.Types
	if len(types) != 1 || types[0].Text != "print" || types[0].Type != "keyword" || types[0].Start != 3 {
		t.Errorf("types: %+v", types)
	}
	e = c.Request(kerneltest.Shell, jupyter.CompleteRequest{Code: "∇x", CursorPos: 99})
	if reply := kerneltest.Content[jupyter.CompleteReply](t, e.Reply); len(reply.Matches) != 0 {
		t.Errorf("complete: %+v", reply)
	}
}

func TestInspect(t *testing.T) {
	c := start(t)
	e := c.Request(kerneltest.Shell, jupyter.InspectRequest{Code: "∇ print", CursorPos: 4})
	if reply := kerneltest.Content[jupyter.InspectReply](t, e.Reply); !reply.Found || reply.Data["text/plain"] != "command print" {
		t.Errorf("inspect: %+v", reply)
	}
	e = c.Request(kerneltest.Shell, jupyter.InspectRequest{Code: "nothing", CursorPos: 2})
	if reply := kerneltest.Content[jupyter.InspectReply](t, e.Reply); reply.Found {
		t.Errorf("inspect: %+v", reply)
	}
}

func TestHistory(t *testing.T) {
	c := start(t)
	for _, code := range []string{"print 1", "value 2", "print 1", "fail Oops", "value 33"} {
		c.Execute(code)
	}
	unstored := kerneltest.Cell("print secret")
	unstored.StoreHistory = false
	c.Request(kerneltest.Shell, unstored)
	two, four := 2, 4
	tests := []struct {
		request jupyter.HistoryRequest
		want    string
	}{
		{jupyter.HistoryRequest{HistAccessType: "tail", N: 2}, `[[1,4,"fail Oops"],[1,5,"value 33"]]`},
		{jupyter.HistoryRequest{HistAccessType: "tail", N: 1, Output: true}, `[[1,5,["value 33","33"]]]`},
		{jupyter.HistoryRequest{HistAccessType: "range", Start: 2, Stop: &four, Output: true}, `[[1,2,["value 2","2"]],[1,3,["print 1",null]]]`},
		{jupyter.HistoryRequest{HistAccessType: "range", Session: 1, Start: 4}, `[[1,4,"fail Oops"],[1,5,"value 33"]]`},
		{jupyter.HistoryRequest{HistAccessType: "range", Session: -1, Start: 1, Stop: &two}, `[]`},
		{jupyter.HistoryRequest{HistAccessType: "search", Pattern: "value ?"}, `[[1,2,"value 2"]]`},
		{jupyter.HistoryRequest{HistAccessType: "search", Pattern: "print*"}, `[[1,1,"print 1"],[1,3,"print 1"]]`},
		{jupyter.HistoryRequest{HistAccessType: "search", Pattern: "print*", Unique: true}, `[[1,3,"print 1"]]`},
		{jupyter.HistoryRequest{HistAccessType: "search", Pattern: "*", N: 1}, `[[1,5,"value 33"]]`},
		{jupyter.HistoryRequest{HistAccessType: "nonsense"}, `[]`},
	}
	for _, test := range tests {
		e := c.Request(kerneltest.Shell, test.request)
		got, _ := json.Marshal(kerneltest.Content[jupyter.HistoryReply](t, e.Reply).History)
		if string(got) != test.want {
			t.Errorf("%+v: %s, want %s", test.request, got, test.want)
		}
	}
}

func TestConnect(t *testing.T) {
	o := echo
	o.Connection = jupyter.ConnectionFile{ShellPort: 1, IOPubPort: 2, StdinPort: 3, HBPort: 4, ControlPort: 5}
	c := kerneltest.Start(t, o)
	e := c.Request(kerneltest.Shell, jupyter.ConnectRequest{})
	wantIOPub(t, e, "busy\nidle")
	want := jupyter.ConnectReply{Status: "ok", ShellPort: 1, IOPubPort: 2, StdinPort: 3, HBPort: 4, ControlPort: 5}
	if got := kerneltest.Content[jupyter.ConnectReply](t, e.Reply); got != want {
		t.Errorf("connect_reply: %+v", got)
	}
}

func TestUsage(t *testing.T) {
	c := start(t)
	e := c.Request(kerneltest.Control, jupyter.UsageRequest{})
	wantIOPub(t, e, "busy\nidle")
	got := kerneltest.Content[jupyter.UsageReply](t, e.Reply)
	if got.Pid != os.Getpid() || got.KernelMemory == 0 || got.HostVirtualMemory.Total < got.KernelMemory {
		t.Errorf("usage_reply: %+v", got)
	}
}
