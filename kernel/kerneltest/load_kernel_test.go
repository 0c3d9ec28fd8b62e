package kerneltest_test

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"

	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/zmtp"
)

// A loadedKernel is a kernel in a process of its own.
type loadedKernel struct {
	file    jupyter.ConnectionFile
	process *exec.Cmd
	log     bytes.Buffer
}

// startKernel starts a kernel that chooses its ports and registers them.
func startKernel(t *testing.T) *loadedKernel {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	registry := zmtp.NewRouter(l, zmtp.Options{})
	defer registry.Close()
	dir := t.TempDir()
	path := filepath.Join(dir, "kernel.json")
	text := fmt.Sprintf(`{"key": "secret", "registration_ip": "127.0.0.1", "registration_port": %d}`, l.Addr().(*net.TCPAddr).Port)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	echo, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	k := &loadedKernel{process: exec.Command(echo, path)}
	if *program != "" {
		k.process = exec.Command(*program, "kernel", path)
	}
	k.process.Env = append(os.Environ(), asKernel+"=1")
	k.process.Stderr = &k.log
	if err := k.process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { k.process.Process.Kill() })
	frames, err := registry.Recv()
	if err != nil {
		t.Fatal(err)
	}
	session, err := jupyter.NewSession(jupyter.ConnectionFile{Key: "secret"})
	if err != nil {
		t.Fatal(err)
	}
	acknowledgement, err := session.EncodeRegistration(jupyter.Registration{})
	if err != nil {
		t.Fatal(err)
	}
	registry.Send(append(frames[:2:2], acknowledgement...))
	if k.file, err = jupyter.ReadConnectionFile(awaitFile(t, strings.TrimSuffix(path, ".json")+"-connection.json")); err != nil {
		t.Fatal(err)
	}
	k.awaitReply(t)
	return k
}

// awaitFile waits for a file that appears whole.
func awaitFile(t *testing.T, path string) string {
	t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		if text, err := os.ReadFile(path); err == nil && bytes.HasSuffix(text, []byte("}\n")) {
			return path
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s does not appear", path)
		}
	}
}

// awaitReply waits until the kernel serves: it says that it starts before that.
func (k *loadedKernel) awaitReply(t *testing.T) {
	t.Helper()
	c, err := connect(k.file.ControlPort, zmq4.Dealer, "")
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	session := k.session(t)
	m, err := session.Message(nil, jupyter.KernelInfoRequest{})
	if err == nil {
		err = c.SendMsg(zmq4.NewMsgFrom(session.Encode(m)...))
	}
	if err == nil {
		_, err = c.RecvMsg()
	}
	if err != nil {
		t.Fatal(err)
	}
}

func (k *loadedKernel) session(t *testing.T) *jupyter.Session {
	s, err := jupyter.NewSession(k.file)
	if err != nil {
		t.Error(err)
	}
	return s
}

// stop shuts the kernel down, which takes care that it ends well, and returns
// how many megabytes it took at most.
func (k *loadedKernel) stop(t *testing.T, c *frontEnd) (peak int) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", k.process.Process.Pid))
	if err != nil {
		t.Error(err)
	}
	if _, rest, ok := strings.Cut(string(status), "VmHWM:"); ok {
		fmt.Sscan(rest, &peak)
	}
	c.ask(c.control, jupyter.ShutdownRequest{})
	if err := k.process.Wait(); err != nil {
		t.Errorf("the kernel ended badly: %v\n%.5000s", err, k.log.String())
	}
	return peak >> 10
}

// A language is what cells are written in.
type language struct {
	line, display, update, image string // the pieces of a cell; each is repeated
	loops                        bool   // lines and updates have a number of turns, not one each
	word                         string // to be completed
}

var (
	echoLanguage = language{line: "print line %d\n", display: "display @shown 0\n", update: "update shown %d\n", image: "image %d\n", word: "pri"}
	goLanguage   = language{
		line:    "for i := range %d {\n\tfmt.Println(\"line\", i)\n}\n",
		display: "shown := display.Show(0)\n",
		update:  "for i := range %d {\n\tif i > 0 {\n\t\tshown.Update(i)\n\t}\n}\n",
		image:   "type picture []byte\n\nfunc (p picture) PNG() []byte { return p }\n\npicture(make([]byte, %d<<20))\n",
		loops:   true, word: "fmt.Pri",
	}
)

// code is the cell that does the work.
func (l language) code(w work) string {
	var b strings.Builder
	repeat := func(piece string, from, to int) {
		switch {
		case l.loops && to > 0:
			fmt.Fprintf(&b, piece, to)
		case !l.loops:
			for i := from; i < to; i++ {
				fmt.Fprintf(&b, piece, i)
			}
		}
	}
	repeat(l.line, 0, w.lines)
	if w.updates > 0 {
		b.WriteString(l.display)
	}
	repeat(l.update, 1, w.updates)
	if w.megabytes > 0 {
		fmt.Fprintf(&b, l.image, w.megabytes)
	}
	return b.String()
}
