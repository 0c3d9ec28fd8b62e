package zmtp

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-zeromq/zmq4"
)

// A socket in a folder takes the place of one that was left there, but not of
// one that is in use, nor of a file.
func TestListenUnix(t *testing.T) {
	dir := t.TempDir()
	address := filepath.Join(dir, "kernel-1")
	left, err := net.Listen("unix", address)
	if err != nil {
		t.Fatal(err)
	}
	if l, err := Listen("unix", address); err == nil {
		l.Close()
		t.Fatal("a socket in use was taken")
	}
	left.(*net.UnixListener).SetUnlinkOnClose(false)
	left.Close()
	l, err := Listen("unix", address)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(address)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	s := NewRouter(l, quiet)
	c, err := net.Dial("unix", address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	send(t, open(t, c, zmq4.Dealer, "a"), "x")
	want(t, recvFrom(t, s), "a", "x")
	s.Close()
	if _, err := os.Stat(address); err == nil {
		t.Error("the socket is still there")
	}
	if err := os.WriteFile(address, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	if l, err := Listen("unix", address); err == nil {
		l.Close()
		t.Error("a file was taken for a socket")
	}
	if l, err := Listen("unix", filepath.Join(dir, strings.Repeat("x", 200))); err == nil {
		l.Close()
		t.Error("a name was taken that is too long")
	}
}
