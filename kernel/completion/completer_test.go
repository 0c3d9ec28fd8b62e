package completion

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/gonabla/nabla/kernel/completion/gopls"
	"github.com/gonabla/nabla/kernel/interp"
)

// answers reports whether names are proposed as ever.
func answers(c *Completer) bool {
	found := c.Complete(empty, "number := 1\nnum", len("number := 1\nnum"))
	return slices.ContainsFunc(found.Items, func(i interp.CompletionItem) bool { return i.Text == "number" })
}

func TestGoplsThatDoesNotStart(t *testing.T) {
	var starts atomic.Int32
	c := &Completer{Start: func(context.Context) (*gopls.Server, error) {
		starts.Add(1)
		return nil, errors.New("no")
	}}
	defer c.Close()
	for range 20 {
		if !answers(c) {
			t.Fatal("nothing is proposed")
		}
		c.Warm(t.Context(), empty)
	}
	if n := starts.Load(); n != 1 {
		t.Errorf("started %d times", n)
	}
	if _, err := c.Vet(t.Context(), "package main"); err == nil {
		t.Error("without gopls nothing can be found")
	}
}

// script starts a program that stands in for gopls.
func script(t *testing.T, text string) *Completer {
	dir := t.TempDir()
	program := filepath.Join(dir, "gopls")
	if err := os.WriteFile(program, []byte("#!/bin/sh\n"+text), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module notebook\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	c := &Completer{Start: func(ctx context.Context) (*gopls.Server, error) {
		return gopls.Start(ctx, gopls.Options{Program: program, Dir: filepath.Join(dir, "work"), Module: dir, Env: os.Environ()})
	}}
	t.Cleanup(c.Close)
	return c
}

const initialized = `printf 'Content-Length: 38\r\n\r\n{"jsonrpc":"2.0","id":1,"result":null}'` + "\n"

func TestGoplsThatSaysNothing(t *testing.T) {
	c := script(t, "cat >/dev/null")
	for range 3 {
		if !answers(c) {
			t.Error("nothing is proposed")
		}
	}
}

func TestGoplsThatHangs(t *testing.T) {
	c := script(t, initialized+"exec sleep 1000")
	c.await(t.Context())
	for range 2 * most {
		if !answers(c) {
			t.Error("nothing is proposed")
		}
	}
}

func TestGoplsThatDies(t *testing.T) {
	c := script(t, initialized+"exec cat >/dev/null")
	server := c.await(t.Context())
	if server == nil {
		t.Fatal("it has not started")
	}
	server.Close()
	if !answers(c) || c.running() != nil {
		t.Error("nothing is proposed, or it was started again at once")
	}
}

func TestGoplsThatTalksNonsense(t *testing.T) {
	c := script(t, initialized+"echo nonsense; echo; exec cat >/dev/null")
	if server := c.await(t.Context()); server != nil {
		<-server.Ended()
	}
	if !answers(c) {
		t.Error("nothing is proposed")
	}
}
