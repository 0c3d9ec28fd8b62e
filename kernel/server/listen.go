package server

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"syscall"

	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/zmtp"
)

// listen opens the five sockets of a connection file. Where a port is 0 it
// chooses one and notes it in the file.
func listen(file *jupyter.ConnectionFile, session *jupyter.Session, log *slog.Logger) (s Sockets, heartbeat zmtp.Socket, err error) {
	options := zmtp.Options{Log: log, Welcome: greeting(session)}
	if file.CurveSecretKey != "" {
		if options.Curve, err = zmtp.NewCurve(file.CurvePublicKey, file.CurveSecretKey); err != nil {
			return s, nil, fmt.Errorf("the connection file: %w", err)
		}
	}
	type constructor func(net.Listener, zmtp.Options) zmtp.Socket
	sockets := []struct {
		name   string
		port   *int
		open   constructor
		socket *zmtp.Socket
	}{
		{"shell", &file.ShellPort, zmtp.NewRouter, &s.Shell},
		{"control", &file.ControlPort, zmtp.NewRouter, &s.Control},
		{"stdin", &file.StdinPort, zmtp.NewRouter, &s.Stdin},
		{"iopub", &file.IOPubPort, zmtp.NewXPUB, &s.IOPub},
		{"heartbeat", &file.HBPort, zmtp.NewHeartbeat, &heartbeat},
	}
	for i, socket := range sockets {
		l, err := listenAt(file, socket.port)
		if err != nil {
			for _, opened := range sockets[:i] {
				(*opened.socket).Close()
			}
			return s, nil, fmt.Errorf("opening the %s socket: %w", socket.name, err)
		}
		*socket.socket = socket.open(l, options)
	}
	return s, heartbeat, nil
}

// listenAt listens at a port, or at one that is free and becomes the port.
func listenAt(file *jupyter.ConnectionFile, port *int) (net.Listener, error) {
	if *port != 0 {
		return zmtp.Listen(file.Address(*port))
	}
	if file.Transport == "ipc" {
		return listenInFolder(file, port)
	}
	l, err := zmtp.Listen(file.Address(0))
	if err == nil {
		*port = l.Addr().(*net.TCPAddr).Port
	}
	return l, err
}

// listenInFolder takes the first number that no file has. Another kernel may
// take it at the same time, and then has it.
func listenInFolder(file *jupyter.ConnectionFile, port *int) (net.Listener, error) {
	for number := 1; ; number++ {
		network, address := file.Address(number)
		if _, err := os.Lstat(address); !errors.Is(err, fs.ErrNotExist) {
			if err != nil {
				return nil, err
			}
			continue
		}
		l, err := zmtp.Listen(network, address)
		if errors.Is(err, syscall.EADDRINUSE) {
			continue
		}
		if err == nil {
			*port = number
		}
		return l, err
	}
}
