package jupyter

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRegistration(t *testing.T) {
	f, err := ParseConnectionFile([]byte(`{"kernel_id": "k", "transport": "tcp", "registration_ip": "127.0.0.1", "registration_port": "51587",
		"signature_scheme": "hmac-sha256", "key": "secret"}`))
	if err != nil {
		t.Fatal(err)
	}
	if network, address, err := f.RegistrationAddress(); err != nil || !f.Registers() || network != "tcp4" || address != "127.0.0.1:51587" {
		t.Errorf("%s %s, %v", network, address, err)
	}
	f.ShellPort, f.HBPort = 7, 8
	s := newTestSession(t, "secret")
	frames, err := s.EncodeRegistration(f.Registration())
	if err != nil || len(frames) != 3 || string(frames[2]) != `{"kernel_id":"k","shell_port":"7","iopub_port":"0","stdin_port":"0","control_port":"0","hb_port":"8"}` {
		t.Errorf("%q, %v", frames, err)
	}
	// An answer is signed in the same way.
	if err := s.CheckAcknowledgement(frames); err != nil {
		t.Error(err)
	}
	frames[2] = []byte("ACK")
	if err := s.CheckAcknowledgement(frames); !errors.Is(err, ErrSignature) {
		t.Errorf("an answer with a wrong signature: %v", err)
	}
	if err := s.CheckAcknowledgement(frames[1:]); !errors.Is(err, ErrTruncated) {
		t.Errorf("an answer without a delimiter: %v", err)
	}
	if _, err := ParseConnectionFile([]byte(`{"registration_port": 70000}`)); err == nil || !strings.Contains(err.Error(), "registration_port") {
		t.Errorf("a port that cannot be: %v", err)
	}
}

// What is written is for its user alone, and replaces nothing.
func TestWriteConnectionFile(t *testing.T) {
	f, err := ParseConnectionFile([]byte(connection))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "kernel.json")
	if err := f.Write(path); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if again, err := ReadConnectionFile(path); err != nil || again != f {
		t.Errorf("%+v, %v", again, err)
	}
	if err := f.Write(path); err == nil {
		t.Error("a file was replaced")
	}
}
