package server_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/kerneltest"
)

func createSubshell(t *testing.T, c *kerneltest.Client) (id string) {
	t.Helper()
	e := c.Request(kerneltest.Control, jupyter.CreateSubshellRequest{})
	wantStatus(t, e, "ok")
	return kerneltest.Content[jupyter.CreateSubshellReply](t, e.Reply).SubshellID
}

func listSubshells(t *testing.T, c *kerneltest.Client) []string {
	t.Helper()
	e := c.Request(kerneltest.Control, jupyter.ListSubshellRequest{})
	wantIOPub(t, e, "busy\nidle")
	return kerneltest.Content[jupyter.ListSubshellReply](t, e.Reply).SubshellID
}

func deleteSubshell(t *testing.T, c *kerneltest.Client, id string) kerneltest.Exchange {
	t.Helper()
	return c.Request(kerneltest.Control, jupyter.DeleteSubshellRequest{SubshellID: id})
}

func TestSubshellsAreSaid(t *testing.T) {
	c := start(t)
	info := kerneltest.Content[jupyter.KernelInfoReply](t, c.Request(kerneltest.Shell, jupyter.KernelInfoRequest{}).Reply)
	if !slices.Contains(info.SupportedFeatures, "kernel subshells") {
		t.Errorf("supported_features: %v", info.SupportedFeatures)
	}
}

func TestSubshellLifetime(t *testing.T) {
	c := start(t)
	if list := listSubshells(t, c); len(list) != 0 {
		t.Errorf("at first there are %v", list)
	}
	a, b := createSubshell(t, c), createSubshell(t, c)
	if list := listSubshells(t, c); a == "" || a == b || !slices.Equal(list, []string{a, b}) {
		t.Errorf("there are %q, made %q and %q", list, a, b)
	}
	wantStatus(t, deleteSubshell(t, c, a), "ok")
	if list := listSubshells(t, c); !slices.Equal(list, []string{b}) {
		t.Errorf("there are %q, want %q", list, b)
	}
	wantStatus(t, deleteSubshell(t, c, a), "error")
	if third := createSubshell(t, c); third == a || third == b {
		t.Errorf("the name %q is used again", third)
	}
}

// A request for a subshell that there is not is answered with an error.
func TestUnknownSubshell(t *testing.T) {
	c := start(t)
	for _, content := range []jupyter.Content{kerneltest.Cell("print x"), jupyter.KernelInfoRequest{}} {
		e := c.Await(c.SendTo("no such", content))
		wantStatus(t, e, "error")
		wantIOPub(t, e, "busy\nidle")
	}
}

// A cell of a subshell runs while one of another runs, and each subshell counts
// its own.
func TestSubshellsAreParallel(t *testing.T) {
	c := start(t)
	wantStatus(t, c.Execute("print x"), "ok")
	a, b := createSubshell(t, c), createSubshell(t, c)
	for _, pair := range [][2]string{{"", a}, {a, ""}, {a, b}} {
		one := c.SendTo(pair[0], kerneltest.Cell("meet x\nprint 1"))
		other := c.SendTo(pair[1], kerneltest.Cell("meet x\nprint 2"))
		for i, id := range []string{one, other} {
			e := c.Await(id)
			wantStatus(t, e, "ok")
			if got := written(t, e); got != fmt.Sprintln(i+1) {
				t.Errorf("cell %d wrote %q", i+1, got)
			}
		}
	}
	for subshell, want := range map[string]int{"": 4, a: 4, b: 2} {
		e := c.Await(c.SendTo(subshell, kerneltest.Cell("print x")))
		if got := kerneltest.Content[jupyter.ExecuteReply](t, e.Reply).ExecutionCount; got != want {
			t.Errorf("subshell %q has counted to %d, want %d", subshell, got, want)
		}
		history := c.Await(c.SendTo(subshell, jupyter.HistoryRequest{HistAccessType: "range"}))
		if got := len(kerneltest.Content[jupyter.HistoryReply](t, history.Reply).History); got != want {
			t.Errorf("subshell %q remembers %d cells, want %d", subshell, got, want)
		}
	}
}

// While a cell runs in one subshell, everything is answered in the others; what
// is published belongs to the request that it came from.
func TestSubshellParents(t *testing.T) {
	c := start(t)
	a := createSubshell(t, c)
	sleeping := c.Send(kerneltest.Shell, kerneltest.Cell("sleep"))
	c.AwaitIOPub(sleeping, "execute_input", 1)
	e := c.Await(c.SendTo(a, kerneltest.Cell("print x\nvalue y")))
	wantIOPub(t, e, "busy\ninput 1 print x\nvalue y\nstdout \"x\\n\"\nresult 1 y\nidle")
	for _, m := range append(e.IOPub, e.Reply) {
		if !strings.Contains(string(m.Parent), fmt.Sprintf(`"subshell_id":%q`, a)) {
			t.Errorf("%s has the parent %s", m.Header.MsgType, m.Parent)
		}
	}
	wantIOPub(t, c.Await(c.SendTo(a, jupyter.CommOpen{CommID: "7", TargetName: "none"})), "busy\ncomm_close\nidle")
	c.AwaitIOPub(sleeping, "status", 3) // it says again that it is busy
	c.Request(kerneltest.Control, jupyter.InterruptRequest{})
	wantStatus(t, c.Await(sleeping), "error")
}

// A cell that fails aborts those behind it in its own subshell, not the others.
func TestSubshellStopOnError(t *testing.T) {
	c := start(t)
	a, b := createSubshell(t, c), createSubshell(t, c)
	for _, pair := range [][2]string{{"", a}, {a, ""}, {a, b}} {
		other := c.SendTo(pair[1], kerneltest.Cell("meet done"))
		otherBehind := c.SendTo(pair[1], kerneltest.Cell("print other"))
		fails := c.SendTo(pair[0], kerneltest.Cell("meet go\nfail Oops"))
		behind := c.SendTo(pair[0], kerneltest.Cell("print hello"))
		c.Await(c.SendTo(pair[0], jupyter.KernelInfoRequest{})) // all have come
		c.Await(c.SendTo(pair[1], jupyter.KernelInfoRequest{}))
		helper := createSubshell(t, c)
		c.Await(c.SendTo(helper, kerneltest.Cell("meet go")))
		wantStatus(t, c.Await(fails), "error")
		wantStatus(t, c.Await(behind), "aborted")
		c.Await(c.SendTo(helper, kerneltest.Cell("meet done")))
		wantStatus(t, c.Await(other), "ok")
		wantStatus(t, c.Await(otherBehind), "ok")
		wantStatus(t, c.Await(c.SendTo(pair[0], kerneltest.Cell("print check"))), "ok")
		deleteSubshell(t, c, helper)
	}
}

// A silent cell of one subshell is silent while another is not.
func TestSubshellSilent(t *testing.T) {
	c := start(t)
	silent := kerneltest.Cell("print hidden\nmeet x\nvalue hidden")
	silent.Silent = true
	quiet := c.SendTo(createSubshell(t, c), silent)
	noisy := c.Send(kerneltest.Shell, kerneltest.Cell("meet x\nprint noisy"))
	if got := written(t, c.Await(noisy)); got != "noisy\n" {
		t.Errorf("the other cell wrote %q", got)
	}
	for _, m := range c.Await(quiet).IOPub {
		if m.Header.MsgType != "status" {
			t.Errorf("the silent cell published %s", m.Header.MsgType)
		}
	}
}

// An interrupt ends the cells of all subshells.
func TestSubshellInterrupt(t *testing.T) {
	c := start(t)
	ids := []string{c.Send(kerneltest.Shell, kerneltest.Cell("sleep"))}
	for range 3 {
		ids = append(ids, c.SendTo(createSubshell(t, c), kerneltest.Cell("sleep")))
	}
	for _, id := range ids {
		c.AwaitIOPub(id, "execute_input", 1)
	}
	c.Request(kerneltest.Control, jupyter.InterruptRequest{})
	for _, id := range ids {
		wantStatus(t, c.Await(id), "error")
	}
}

// A subshell that is deleted finishes what it does; what waits is aborted.
func TestDeleteRunningSubshell(t *testing.T) {
	c := start(t)
	a := createSubshell(t, c)
	running := c.SendTo(a, kerneltest.Cell("meet x\nprint done"))
	waiting := c.SendTo(a, kerneltest.Cell("print never"))
	c.AwaitIOPub(running, "execute_input", 1)
	c.Await(c.SendTo(a, jupyter.KernelInfoRequest{}))
	wantStatus(t, deleteSubshell(t, c, a), "ok")
	wantStatus(t, c.Await(c.SendTo(a, kerneltest.Cell("print late"))), "error")
	wantStatus(t, c.Execute("meet x"), "ok")
	if got := written(t, c.Await(running)); got != "done\n" {
		t.Errorf("the running cell wrote %q", got)
	}
	wantStatus(t, c.Await(waiting), "aborted")
}

// Subshells ask users at the same time; an answer goes to the question that it
// names, or to that of its subshell.
func TestSubshellInput(t *testing.T) {
	c := start(t)
	a := createSubshell(t, c)
	one := c.Send(kerneltest.Shell, asking("ask One:"))
	c.AwaitInput(1)
	other := c.SendTo(a, asking("ask Other:"))
	asked := c.AwaitInput(2)
	c.AnswerTo(asked[1], "2")
	if got := written(t, c.Await(other)); got != "2\n" {
		t.Errorf("the cell of the subshell read %q", got)
	}
	c.Answer("1")
	if got := written(t, c.Await(one)); got != "1\n" {
		t.Errorf("the other cell read %q", got)
	}
}

// The kernel ends though cells of subshells run.
func TestShutdownWithSubshells(t *testing.T) {
	c := start(t)
	running := c.SendTo(createSubshell(t, c), kerneltest.Cell("sleep"))
	c.AwaitIOPub(running, "execute_input", 1)
	wantStatus(t, c.Request(kerneltest.Control, jupyter.ShutdownRequest{}), "ok")
	wantStatus(t, c.Await(running), "error")
	if err := c.Wait(); err != nil {
		t.Error(err)
	}
}

// A front end that makes more and more subshells is told so; those that there are
// go on, and the kernel ends as always.
func TestTooManySubshells(t *testing.T) {
	c := start(t)
	var last string
	for range 100 {
		last = createSubshell(t, c)
	}
	wantStatus(t, c.Request(kerneltest.Control, jupyter.CreateSubshellRequest{}), "error")
	wantStatus(t, c.Await(c.SendTo(last, kerneltest.Cell("print x"))), "ok")
	wantStatus(t, deleteSubshell(t, c, last), "ok")
	createSubshell(t, c)
}
