package jupyter

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

const connection = `{"shell_port": 1, "iopub_port": 2, "stdin_port": 3, "control_port": 4, "hb_port": 5,
	"ip": "127.0.0.1", "key": "k", "transport": "tcp", "signature_scheme": "hmac-sha256", "kernel_name": "nabla", "other": []}`

func TestConnectionFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kernel ∇.json")
	if err := os.WriteFile(path, []byte(connection), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := ReadConnectionFile(path)
	if err != nil || f.HBPort != 5 || f.Key != "k" {
		t.Errorf("%+v, %v", f, err)
	}
	if _, err := ReadConnectionFile(path + "x"); err == nil {
		t.Error("no error for a file that is not there")
	}
}

func TestConnectionFileErrors(t *testing.T) {
	for change, want := range map[string]string{
		`"hb_port": 5`:       "hb_port",
		`"transport": "tcp"`: "transport",
		`"other": []`:        "curve_publickey",
	} {
		text := strings.Replace(connection, change, strings.NewReplacer("5", "0", `"tcp"`, `"pigeon"`, `"other"`, `"curve_secretkey": "x", "other"`).Replace(change), 1)
		if _, err := ParseConnectionFile([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", change, err)
		}
	}
}

func TestAddress(t *testing.T) {
	for _, test := range []struct{ transport, ip, network, address string }{
		{"tcp", "127.0.0.1", "tcp4", "127.0.0.1:7"},
		{"tcp", "", "tcp4", "127.0.0.1:7"},
		{"tcp", "::1", "tcp6", "[::1]:7"},
		{"tcp", "::", "tcp6", "[::]:7"},
		{"tcp", "*", "tcp4", "0.0.0.0:7"},
		{"tcp", "localhost", "tcp", "localhost:7"},
		{"ipc", "/tmp/kernel", "unix", "/tmp/kernel-7"},
	} {
		network, address := ConnectionFile{Transport: test.transport, IP: test.ip}.Address(7)
		if network != test.network || address != test.address {
			t.Errorf("%+v: %s %s", test, network, address)
		}
	}
}

// A file that others may have written is refused, unless the user says that
// nobody else is there; one that others can read is not.
func TestConnectionFileAccess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kernel.json")
	for _, test := range []struct {
		mode     os.FileMode
		insecure string
		ok       bool
	}{
		{0o600, "", true},
		{0o664, "", true},
		{0o666, "", false},
		{0o666, "1", true},
	} {
		t.Setenv("JUPYTER_ALLOW_INSECURE_WRITES", test.insecure)
		if err := os.WriteFile(path, []byte(connection), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, test.mode); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadConnectionFile(path); (err == nil) != test.ok {
			t.Errorf("mode %v, insecure %q: %v", test.mode, test.insecure, err)
		}
	}
	for _, test := range []struct {
		owner, self int
		safe        bool
	}{{1000, 1000, true}, {0, 1000, true}, {1001, 1000, false}, {1000, 0, false}} {
		if fault := accessFault(0o600, test.owner, test.self); (fault == "") != test.safe {
			t.Errorf("owner %d, user %d: %q", test.owner, test.self, fault)
		}
	}
}

// What is no file, or endless, neither hangs nor fills memory.
func TestConnectionFileOddities(t *testing.T) {
	dir := t.TempDir()
	pipe, long := filepath.Join(dir, "pipe"), filepath.Join(dir, "long")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(long, make([]byte, longestFile+1), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{dir, pipe, long} {
		if f, err := ReadConnectionFile(path); err == nil {
			t.Errorf("%s: %+v", path, f)
		}
	}
}

func FuzzConnectionFile(f *testing.F) {
	f.Add([]byte(connection))
	f.Add([]byte(`{"transport":"ipc","ip":"k","shell_port":1,"iopub_port":2,"stdin_port":3,"control_port":4,"hb_port":65535}`))
	f.Add([]byte(`{"curve_publickey":"x","curve_secretkey":"y","shell_port":1e3}`))
	f.Add([]byte(`{"shell_port":"1"}`))
	f.Add([]byte(`null`))
	f.Add([]byte(`{"kernel_id":"k","registration_ip":"::1","registration_port":"7"}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		file, err := ParseConnectionFile(text)
		if err != nil {
			return
		}
		for _, port := range []int{file.ShellPort, file.IOPubPort, file.StdinPort, file.ControlPort, file.HBPort} {
			if file.Registers() {
				continue
			}
			if network, address := file.Address(port); port == 0 || network == "" || address == "" {
				t.Errorf("port %d: %s %s", port, network, address)
			}
		}
		again, err := json.Marshal(file)
		if err != nil {
			t.Fatal(err)
		}
		if second, err := ParseConnectionFile(again); err != nil || second != file {
			t.Errorf("%+v read again: %+v, %v", file, second, err)
		}
	})
}
