package server_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/kerneltest"
)

func TestExecuteOrder(t *testing.T) {
	c := start(t)
	e := c.Execute("print a\nwarn b\ndisplay d\nprint c\nvalue v")
	wantIOPub(t, e, `
busy
input 1 print a
warn b
display d
print c
value v
stdout "a\n"
stderr "b\n"
display d
stdout "c\n"
result 1 v
idle`)
	wantStatus(t, e, "ok")
	metadata := jupyter.Message{Content: e.Reply.Metadata}
	m := kerneltest.Content[jupyter.ExecuteMetadata](t, &metadata)
	if m.Status != "ok" || m.Started == "" || len(m.Timings) != 1 || m.Timings[0].Phase != "run" {
		t.Errorf("metadata of the reply: %+v", m)
	}
}

func TestExecuteError(t *testing.T) {
	c := start(t)
	e := c.Execute("print a\nfail Oops no luck\nprint b")
	wantIOPub(t, e, "busy\ninput 1 print a\nfail Oops no luck\nprint b\nstdout \"a\\n\"\nerror Oops no luck\nidle")
	reply := kerneltest.Content[jupyter.ExecuteError](t, e.Reply)
	if reply.Status != "error" || reply.ExecutionCount != 1 || reply.EName != "Oops" || len(reply.Traceback) != 1 {
		t.Errorf("reply: %+v", reply)
	}
}

// A panic in the interpreter is an error of the cell; the kernel goes on.
func TestExecutePanic(t *testing.T) {
	c := start(t)
	e := c.Execute("panic at the disco")
	wantStatus(t, e, "error")
	if shown := kerneltest.Content[jupyter.Error](t, e.IOPub[2]); shown.EName != "InternalError" || !strings.Contains(shown.EValue, "at the disco") {
		t.Errorf("shown: %+v", shown)
	}
	wantStatus(t, c.Execute("print x"), "ok")
}

func TestExecutionCount(t *testing.T) {
	c := start(t)
	count := func(change func(*jupyter.ExecuteRequest)) int {
		request := kerneltest.Cell("value x")
		change(&request)
		e := c.Request(kerneltest.Shell, request)
		return kerneltest.Content[jupyter.ExecuteReply](t, e.Reply).ExecutionCount
	}
	stored := func(*jupyter.ExecuteRequest) {}
	unstored := func(r *jupyter.ExecuteRequest) { r.StoreHistory = false }
	silent := func(r *jupyter.ExecuteRequest) { r.Silent = true }
	fails := func(r *jupyter.ExecuteRequest) { r.Code = "fail Oops" }
	got := fmt.Sprint(count(silent), count(stored), count(unstored), count(silent), count(fails), count(stored))
	if want := "0 1 1 1 2 3"; got != want {
		t.Errorf("execution counts are %s, want %s", got, want)
	}
}

func TestSilent(t *testing.T) {
	c := start(t)
	for _, code := range []string{"print x\nvalue y\ndisplay z", "fail Oops"} {
		request := kerneltest.Cell(code)
		request.Silent = true
		wantIOPub(t, c.Request(kerneltest.Shell, request), "busy\nidle")
	}
}

// Expressions are evaluated when the cell has ended well, silently.
func TestUserExpressions(t *testing.T) {
	c := start(t)
	request := kerneltest.Cell("print x")
	request.UserExpressions = map[string]string{"a": "value 1", "b": "fail Oops no luck", "none": "nothing"}
	e := c.Request(kerneltest.Shell, request)
	wantIOPub(t, e, "busy\ninput 1 print x\nstdout \"x\\n\"\nidle")
	got, _ := json.Marshal(kerneltest.Content[jupyter.ExecuteReply](t, e.Reply).UserExpressions)
	const want = `{"a":{"data":{"text/plain":"1"},"metadata":{},"status":"ok"},` +
		`"b":{"ename":"Oops","evalue":"no luck","status":"error","traceback":["Oops: no luck"]},` +
		`"none":{"data":{},"metadata":{},"status":"ok"}}`
	if string(got) != want {
		t.Errorf("user_expressions are\n%s\nwant\n%s", got, want)
	}
}

// Long texts go to the pager of a console; a notebook shows them in the cell.
func TestPayload(t *testing.T) {
	c := start(t)
	console := kerneltest.Cell("page long\nnext text\npage longer")
	console.AllowStdin = true
	e := c.Request(kerneltest.Shell, console)
	got, _ := json.Marshal(kerneltest.Content[jupyter.ExecuteReply](t, e.Reply).Payload)
	const want = `[{"data":{"text/plain":"long"},"source":"page","start":0},{"data":{"text/plain":"longer"},"source":"page","start":0},` +
		`{"replace":false,"source":"set_next_input","text":"text"}]`
	if string(got) != want {
		t.Errorf("the payload is\n%s\nwant\n%s", got, want)
	}
	m := c.Message(console)
	m.Metadata = []byte(`{"cellId": "7"}`)
	c.SendMessage(kerneltest.Shell, m)
	e = c.Await(m.Header.MsgID)
	if got := kerneltest.Describe(t, e.IOPub[2:4]); got != "display long\ndisplay longer" {
		t.Errorf("a notebook shows\n%s", got)
	}
	if got := kerneltest.Content[jupyter.ExecuteReply](t, e.Reply).Payload; len(got) != 1 || got[0]["source"] != "set_next_input" {
		t.Errorf("its payload is %v", got)
	}
}

// cellsBehindSleep sends a cell that sleeps, and requests behind it, and
// returns their ids when all have arrived.
func cellsBehindSleep(c *kerneltest.Client, stopOnError bool, behind ...jupyter.Content) (sleeping string, ids []string) {
	cell := kerneltest.Cell("sleep")
	cell.StopOnError = stopOnError
	sleeping = c.Send(kerneltest.Shell, cell)
	for _, content := range behind {
		ids = append(ids, c.Send(kerneltest.Shell, content))
	}
	// kernel_info is answered behind them: they are all in the queue.
	c.Request(kerneltest.Shell, jupyter.KernelInfoRequest{})
	c.AwaitIOPub(sleeping, "execute_input", 1)
	return sleeping, ids
}

func TestStopOnError(t *testing.T) {
	c := start(t)
	sleeping, ids := cellsBehindSleep(c, true,
		kerneltest.Cell("print 2"), jupyter.IsCompleteRequest{Code: "x"}, kerneltest.Cell("print 3"))
	c.Request(kerneltest.Control, jupyter.InterruptRequest{})
	wantStatus(t, c.Await(sleeping), "error")
	for _, id := range []string{ids[0], ids[2]} {
		e := c.Await(id)
		wantStatus(t, e, "aborted")
		wantIOPub(t, e, "busy\nidle")
	}
	wantStatus(t, c.Await(ids[1]), "complete") // what is no cell is answered
	e := c.Execute("print 4")                  // what comes later runs
	wantIOPub(t, e, "busy\ninput 2 print 4\nstdout \"4\\n\"\nidle")
}

func TestNoStopOnError(t *testing.T) {
	c := start(t)
	sleeping, ids := cellsBehindSleep(c, false, kerneltest.Cell("print 2"))
	c.Request(kerneltest.Control, jupyter.InterruptRequest{})
	wantStatus(t, c.Await(sleeping), "error")
	wantStatus(t, c.Await(ids[0]), "ok")
}

func TestCellsOneAtATime(t *testing.T) {
	c := start(t)
	ids := []string{}
	for i := range 20 {
		ids = append(ids, c.Send(kerneltest.Shell, kerneltest.Cell(fmt.Sprintf("value %d", i+1))))
	}
	for i, id := range ids {
		wantIOPub(t, c.Await(id), fmt.Sprintf("busy\ninput %d value %d\nresult %d %d\nidle", i+1, i+1, i+1, i+1))
	}
	var order []string
	for _, m := range c.Published() {
		if m.Header.MsgType == "execute_input" {
			order = append(order, kerneltest.ParentID(m))
		}
	}
	if strings.Join(order, " ") != strings.Join(ids, " ") {
		t.Errorf("cells ran in the order %v, sent %v", order, ids)
	}
}

// awaitBusy waits until the last that was published says that a request is served.
func awaitBusy(t *testing.T, c *kerneltest.Client, request string) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(time.Millisecond) {
		all := c.Published()
		last := all[len(all)-1:]
		if kerneltest.ParentID(last[0]) == request && kerneltest.Describe(t, last) == "busy" {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("the last message is %s", kerneltest.Describe(t, last))
		}
	}
}

// While a cell runs, everything else is answered, on shell and on control; and
// the last status that front ends see is that the kernel is busy.
func TestAnswersWhileRunning(t *testing.T) {
	c := start(t)
	sleeping, _ := cellsBehindSleep(c, true)
	requests := []jupyter.Content{
		jupyter.KernelInfoRequest{},
		jupyter.IsCompleteRequest{Code: "x"},
		jupyter.CompleteRequest{Code: "pri", CursorPos: 3},
		jupyter.InspectRequest{Code: "print", CursorPos: 5},
		jupyter.HistoryRequest{HistAccessType: "tail", N: 3},
		jupyter.CommInfoRequest{},
	}
	for _, request := range requests {
		wantIOPub(t, c.Request(kerneltest.Shell, request), "busy\nidle")
	}
	awaitBusy(t, c, sleeping)
	// What belongs to a cell makes JupyterLab ask for the variables, so the answer
	// to that must not.
	asked := c.Send(kerneltest.Control, jupyter.DebugRequest{Command: "inspectVariables"})
	c.Await(asked)
	awaitBusy(t, c, asked)
	c.Request(kerneltest.Control, jupyter.InterruptRequest{})
	e := c.Await(sleeping)
	wantStatus(t, e, "error")
}

func TestInterruptWhileStarting(t *testing.T) {
	gate := make(chan struct{})
	c := kerneltest.Start(t, gated(gate))
	id := c.Send(kerneltest.Shell, kerneltest.Cell("print x"))
	c.AwaitIOPub(id, "execute_input", 1)
	c.Request(kerneltest.Control, jupyter.InterruptRequest{})
	e := c.Await(id)
	if reply := kerneltest.Content[jupyter.ExecuteError](t, e.Reply); reply.EName != "Interrupted" {
		t.Errorf("reply: %+v", reply)
	}
	close(gate)
	wantStatus(t, c.Execute("print x"), "ok")
}

// An interrupt that comes as soon as the front end sees that the cell runs is
// not lost.
func TestInterruptAtOnce(t *testing.T) {
	c := start(t)
	for range 50 {
		id := c.Send(kerneltest.Shell, kerneltest.Cell("sleep"))
		c.AwaitIOPub(id, "execute_input", 1)
		c.Request(kerneltest.Control, jupyter.InterruptRequest{})
		reply := kerneltest.Content[jupyter.ExecuteError](t, c.Await(id).Reply)
		if reply.EName != "Interrupted" {
			t.Fatalf("reply: %+v", reply)
		}
	}
}
