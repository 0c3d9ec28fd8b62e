package server_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/kerneltest"
)

// Of many messages that are not right the first of a kind is logged when it
// comes, and their number at the end; what is right is answered.
func TestIgnoredAreCounted(t *testing.T) {
	var log bytes.Buffer
	o := echo
	o.Log = slog.New(slog.NewTextHandler(&log, nil))
	c := kerneltest.Start(t, o)
	for range 100 {
		forged := c.Message(kerneltest.Cell("print x"))
		frames := c.Frames(forged)
		frames[2] = []byte(strings.Repeat("0", 64))
		c.SendFrames(kerneltest.Shell, frames)
		c.SendFrames(kerneltest.Shell, frames[:3])
		c.SendMessage(kerneltest.Control, c.Message(jupyter.Failure{Reply: "sing"}))
	}
	once := c.Message(jupyter.KernelInfoRequest{})
	c.SendFrames(kerneltest.Shell, c.Frames(once))
	c.SendFrames(kerneltest.Control, c.Frames(once))
	c.Await(once.Header.MsgID) // or else its idle makes the cell say again that it is busy
	wantIOPub(t, c.Execute("print x"), "busy\ninput 1 print x\nstdout \"x\\n\"\nidle")
	c.Request(kerneltest.Control, jupyter.KernelInfoRequest{}) // all before it has been looked at
	c.Request(kerneltest.Shell, jupyter.ShutdownRequest{})
	if err := c.Wait(); err != nil {
		t.Error(err)
	}
	for _, want := range []string{"wrong signature", "incomplete message", "not known", "received before"} {
		if n := strings.Count(log.String(), want); n < 1 || n > 2 {
			t.Errorf("%q is logged %d times", want, n)
		}
	}
	if n := strings.Count(log.String(), "times=100"); n != 3 {
		t.Errorf("three kinds came 100 times, %d are said to:\n%s", n, log.String())
	}
}
