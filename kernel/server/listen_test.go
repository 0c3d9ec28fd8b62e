package server

import (
	"net"
	"strconv"
	"testing"

	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/zmtp"
)

// The sockets are at the address asked for and at no other.
func TestListensOnlyThere(t *testing.T) {
	for ip, there := range map[string]map[string]bool{
		"127.0.0.1": {"127.0.0.1": true, "127.0.0.2": false, "::1": false},
		"":          {"127.0.0.1": true, "127.0.0.2": false, "::1": false},
		"127.0.0.2": {"127.0.0.1": false, "127.0.0.2": true},
		"*":         {"127.0.0.1": true, "127.0.0.2": true, "::1": false},
	} {
		file := jupyter.ConnectionFile{Transport: "tcp", IP: ip}
		session, err := jupyter.NewSession(file)
		if err != nil {
			t.Fatal(err)
		}
		s, heartbeat, err := listen(&file, session, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, port := range []int{file.ShellPort, file.ControlPort, file.StdinPort, file.IOPubPort, file.HBPort} {
			for address, want := range there {
				c, err := net.Dial("tcp", net.JoinHostPort(address, strconv.Itoa(port)))
				if (err == nil) != want {
					t.Errorf("ip %q: %s:%d is reached: %v", ip, address, port, err == nil)
				}
				if err == nil {
					c.Close()
				}
			}
		}
		for _, socket := range []zmtp.Socket{s.Shell, s.Control, s.Stdin, s.IOPub, heartbeat} {
			socket.Close()
		}
	}
}
