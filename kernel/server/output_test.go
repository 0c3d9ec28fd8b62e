package server_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/kerneltest"
)

func TestStreamsAreJoined(t *testing.T) {
	c := start(t)
	code := strings.Repeat("print x\n", 1000)
	e := c.Execute(code)
	streams, text := 0, ""
	for _, m := range e.IOPub {
		if m.Header.MsgType == "stream" {
			streams++
			text += kerneltest.Content[jupyter.Stream](t, m).Text
		}
	}
	if text != strings.Repeat("x\n", 1000) {
		t.Errorf("%d bytes came of 2000", len(text))
	}
	if streams > 100 { // one or two on a machine that does nothing else
		t.Errorf("1000 lines made %d messages", streams)
	}
}

// What a cell writes is seen while it runs.
func TestStreamWhileRunning(t *testing.T) {
	c := start(t)
	id := c.Send(kerneltest.Shell, kerneltest.Cell("print working\nsleep"))
	c.AwaitIOPub(id, "stream", 1)
	c.Request(kerneltest.Control, jupyter.InterruptRequest{})
	c.Await(id)
}

func TestLongOutput(t *testing.T) {
	c := start(t)
	line := strings.Repeat("é", 50_000)
	e := c.Execute(strings.Repeat("print "+line+"\n", 10))
	text := ""
	for _, m := range e.IOPub {
		if m.Header.MsgType == "stream" {
			text += kerneltest.Content[jupyter.Stream](t, m).Text
		}
	}
	if text != strings.Repeat(line+"\n", 10) {
		t.Errorf("%d bytes came", len(text))
	}
}

func TestUTF8IsKeptWhole(t *testing.T) {
	c := start(t)
	// ∇ is e2 88 87, and between its bytes other things are shown.
	e := c.Execute("bytes 61e2\nwarn w\nbytes 88\ndisplay d\nbytes 8762")
	wantIOPub(t, e, `
busy
input 1 bytes 61e2
warn w
bytes 88
display d
bytes 8762
stdout "a"
stderr "w\n"
display d
stdout "∇b"
idle`)
	e = c.Execute("bytes 61e288") // the rest never comes
	wantIOPub(t, e, "busy\ninput 2 bytes 61e288\nstdout \"a\"\nstdout \"\uFFFD\"\nidle")
	e = c.Execute("bytes ff41fe42")
	wantIOPub(t, e, "busy\ninput 3 bytes ff41fe42\nstdout \"\uFFFDA\uFFFDB\"\nidle")
}

// A goroutine of an earlier cell writes under that cell, while another runs.
func TestLateOutput(t *testing.T) {
	c := start(t)
	first := c.Send(kerneltest.Shell, kerneltest.Cell("later from 1"))
	c.Await(first)
	second := c.Send(kerneltest.Shell, kerneltest.Cell("print before\nrelease\nprint after"))
	e := c.Await(second)
	wantIOPub(t, e, "busy\ninput 2 print before\nrelease\nprint after\nstdout \"before\\n\"\nstdout \"after\\n\"\nidle")
	wantIOPub(t, kerneltest.Exchange{IOPub: c.AwaitIOPub(first, "stream", 1)}, "busy\ninput 1 later from 1\nidle\nstdout \"from 1\\n\"")
}

func TestDisplays(t *testing.T) {
	c := start(t)
	e := c.Execute("display @a one\nclear\nclear wait\nupdate a two")
	wantIOPub(t, e, `
busy
input 1 display @a one
clear
clear wait
update a two
display @a one
clear
clear wait
update @a two
idle`)
	e = c.Execute("update a three") // another cell's display
	wantIOPub(t, e, "busy\ninput 2 update a three\nupdate @a three\nidle")
}

func TestTopics(t *testing.T) {
	c := start(t)
	e := c.Execute("print x")
	var topics []string
	for _, m := range e.IOPub {
		parts := strings.SplitN(string(m.Identities[0]), ".", 3)
		topics = append(topics, parts[0]+" "+parts[2])
	}
	want := "[kernel status kernel execute_input kernel stream.stdout kernel status]"
	if got := fmt.Sprint(topics); got != want {
		t.Errorf("topics %s, want %s", got, want)
	}
}
