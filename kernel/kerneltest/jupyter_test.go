package kerneltest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/interptest"
	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/server"
)

// asKernel makes the test binary the echo kernel: Jupyter starts it with a
// connection file.
const asKernel = "NABLA_TEST_ECHO_KERNEL"

func TestMain(m *testing.M) {
	if os.Getenv(asKernel) == "" {
		os.Exit(m.Run())
	}
	if err := runEchoKernel(os.Args[len(os.Args)-1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func runEchoKernel(connectionFile string) error {
	file, err := jupyter.ReadConnectionFile(connectionFile)
	if err != nil {
		return err
	}
	return server.Run(context.Background(), file, server.Options{
		ConnectionPath: strings.TrimSuffix(connectionFile, ".json") + "-connection.json",
		Info:           interptest.EchoInfo,
		Start: func(_ context.Context, sink interp.Sink) (interp.Interpreter, error) {
			return interptest.NewEcho(sink), nil
		},
	})
}

// TestJupyterKernelTest runs the conformance suite of the Jupyter project.
func TestJupyterKernelTest(t *testing.T) {
	runPython(t, "jupyter_kernel_test", "conformance.py")
}

// TestJupyterClient drives the kernel as notebooks do: over real sockets.
func TestJupyterClient(t *testing.T) {
	runPython(t, "jupyter_client", "protocol_client.py")
}

// TestLibzmq connects libzmq's sockets to ours, over every transport.
func TestLibzmq(t *testing.T) {
	runPython(t, "jupyter_client", "sockets_client.py")
}

// TestJupyterServer shows more than a Jupyter server passes on at once.
func TestJupyterServer(t *testing.T) {
	if os.Getenv("NABLA_TEST_LONG") == "" {
		t.Skip("takes a while: NABLA_TEST_LONG=1 runs it")
	}
	runPython(t, "jupyter_server, websocket", "server_client.py")
}

// runPython runs a script with the echo kernel installed as "echo". Its Python
// is the one that NABLA_TEST_PYTHON names, or python3. The script can import what
// the acceptance tests have.
func runPython(t *testing.T, module, script string) {
	if testing.Short() {
		t.Skip("starts kernels, which takes a while")
	}
	python := os.Getenv("NABLA_TEST_PYTHON")
	if python == "" {
		python = "python3"
	}
	if err := exec.Command(python, "-c", "import "+module).Run(); err != nil {
		t.Skipf("%s has no module %s; name one that has it in NABLA_TEST_PYTHON", python, module)
	}
	acceptance, err := filepath.Abs("../acceptance")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	installEcho(t, dir)
	c := exec.Command(python, filepath.Join("testdata", script))
	c.Env = append(os.Environ(), "PYTHONPATH="+acceptance+string(filepath.ListSeparator)+os.Getenv("PYTHONPATH"), "JUPYTER_PATH="+dir, "JUPYTER_RUNTIME_DIR="+filepath.Join(dir, "runtime"), "HOME="+dir, "PYTHONDONTWRITEBYTECODE=1")
	output, err := c.CombinedOutput()
	t.Logf("%s\n%s", script, output)
	if err != nil {
		t.Error(err)
	}
}

// installEcho writes a kernelspec that starts this test binary.
func installEcho(t *testing.T, dir string) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	spec, err := json.Marshal(map[string]any{
		"argv":           []string{program, "{connection_file}"},
		"display_name":   "Echo",
		"language":       "echo",
		"interrupt_mode": "message",
		"metadata":       map[string]any{"supported_encryption": []string{"curve"}},
		"env":            map[string]string{asKernel: "1"},
	})
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(dir, "kernels", "echo")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "kernel.json"), spec, 0o644); err != nil {
		t.Fatal(err)
	}
}
