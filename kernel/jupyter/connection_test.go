package jupyter

import (
	"os"
	"path/filepath"
	"strings"
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
	} {
		text := strings.Replace(connection, change, strings.NewReplacer("5", "0", `"tcp"`, `"pigeon"`).Replace(change), 1)
		if _, err := ParseConnectionFile([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", change, err)
		}
	}
}

func TestAddress(t *testing.T) {
	for _, test := range []struct{ transport, ip, network, address string }{
		{"tcp", "127.0.0.1", "tcp", "127.0.0.1:7"},
		{"tcp", "::1", "tcp", "[::1]:7"},
		{"tcp", "*", "tcp", ":7"},
		{"ipc", "/tmp/kernel", "unix", "/tmp/kernel-7"},
	} {
		network, address := ConnectionFile{Transport: test.transport, IP: test.ip}.Address(7)
		if network != test.network || address != test.address {
			t.Errorf("%+v: %s %s", test, network, address)
		}
	}
}
