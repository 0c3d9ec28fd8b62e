package completion

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

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

// behaviour is what the test binary does when it stands in for gopls.
const behaviour = "NABLA_TEST_GOPLS"

func TestMain(m *testing.M) {
	what := os.Getenv(behaviour)
	if what == "" {
		os.Exit(m.Run())
	}
	in := bufio.NewReader(os.Stdin)
	if what != "silent" {
		readRequest(in)
		fmt.Print("Content-Length: 38\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null}")
	}
	if what == "nonsense" {
		fmt.Print("nonsense\r\n\r\n")
	}
	if what != "deaf" {
		io.Copy(io.Discard, in)
	}
	time.Sleep(time.Hour)
}

// readRequest reads a message.
func readRequest(in *bufio.Reader) {
	size := 0
	for {
		line, err := in.ReadString('\n')
		if fmt.Sscanf(line, "Content-Length: %d", &size); err != nil || line == "\r\n" {
			break
		}
	}
	io.CopyN(io.Discard, in, int64(size))
}

// standIn makes a completer whose gopls is the test binary.
func standIn(t *testing.T, what string) *Completer {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module notebook\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	c := &Completer{Start: func(ctx context.Context) (*gopls.Server, error) {
		return gopls.Start(ctx, gopls.Options{Program: program, Dir: filepath.Join(dir, "work"), Module: dir, Env: append(os.Environ(), behaviour+"="+what)})
	}}
	t.Cleanup(c.Close)
	return c
}

func TestGoplsThatDoesNotAnswer(t *testing.T) {
	c := standIn(t, "silent")
	for range 3 {
		if !answers(c) {
			t.Error("nothing is proposed")
		}
	}
}

func TestGoplsThatHangs(t *testing.T) {
	c := standIn(t, "deaf")
	if c.await(t.Context()) == nil {
		t.Fatal("it has not started")
	}
	for range 2 * most {
		if !answers(c) {
			t.Error("nothing is proposed")
		}
	}
}

func TestGoplsThatDies(t *testing.T) {
	c := standIn(t, "patient")
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
	c := standIn(t, "nonsense")
	if server := c.await(t.Context()); server != nil {
		<-server.Ended()
	}
	if !answers(c) {
		t.Error("nothing is proposed")
	}
}
