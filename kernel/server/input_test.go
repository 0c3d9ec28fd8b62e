package server_test

import (
	"testing"

	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/kerneltest"
)

func asking(code string) jupyter.ExecuteRequest {
	r := kerneltest.Cell(code)
	r.AllowStdin = true
	return r
}

// written is what an exchange has on standard output.
func written(t *testing.T, e kerneltest.Exchange) (text string) {
	for _, m := range e.IOPub {
		if m.Header.MsgType == "stream" {
			text += kerneltest.Content[jupyter.Stream](t, m).Text
		}
	}
	return text
}

// What was written before the question is shown before it is asked, and the
// answer goes to the cell that asked.
func TestInput(t *testing.T) {
	c := start(t)
	id := c.Send(kerneltest.Shell, asking("print before\nask Name:\nask ! Password:"))
	first := c.AwaitInput(1)[0]
	if kerneltest.ParentID(first) != id {
		t.Error("the question does not belong to the cell")
	}
	if got := kerneltest.Content[jupyter.InputRequest](t, first); got != (jupyter.InputRequest{Prompt: "Name:"}) {
		t.Errorf("asked %+v", got)
	}
	c.AwaitIOPub(id, "stream", 1)
	c.Answer("Ada")
	second := c.AwaitInput(2)[1]
	if got := kerneltest.Content[jupyter.InputRequest](t, second); got != (jupyter.InputRequest{Prompt: "Password:", Password: true}) {
		t.Errorf("asked %+v", got)
	}
	c.Answer("secret")
	if got := written(t, c.Await(id)); got != "before\nAda\nsecret\n" {
		t.Errorf("written: %q", got)
	}
}

// Questions are asked only where the front end allows it.
func TestInputNotAllowed(t *testing.T) {
	c := start(t)
	e := c.Execute("ask Name:")
	if reply := kerneltest.Content[jupyter.ExecuteError](t, e.Reply); reply.EName != "InputError" {
		t.Errorf("a cell that must not ask ended with %q", reply.EName)
	}
}

// An interrupt withdraws the question; the next cell can ask again.
func TestInputInterrupted(t *testing.T) {
	c := start(t)
	id := c.Send(kerneltest.Shell, asking("ask Name:"))
	c.AwaitInput(1)
	c.Request(kerneltest.Control, jupyter.InterruptRequest{})
	if reply := kerneltest.Content[jupyter.ExecuteError](t, c.Await(id).Reply); reply.EName != "Interrupted" {
		t.Errorf("the cell ended with %q", reply.EName)
	}
	id = c.Send(kerneltest.Shell, asking("ask Name:"))
	c.AwaitInput(2)
	c.Answer("Ada")
	if got := written(t, c.Await(id)); got != "Ada\n" {
		t.Errorf("written: %q", got)
	}
}
