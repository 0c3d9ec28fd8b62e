package server

import (
	"fmt"
	"log/slog"
	"net"

	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/zmtp"
)

// listen opens the five sockets of a connection file.
func listen(file jupyter.ConnectionFile, session *jupyter.Session, log *slog.Logger) (s Sockets, heartbeat zmtp.Socket, err error) {
	options := zmtp.Options{Log: log, Welcome: greeting(session)}
	if file.CurveSecretKey != "" {
		if options.Curve, err = zmtp.NewCurve(file.CurvePublicKey, file.CurveSecretKey); err != nil {
			return s, nil, fmt.Errorf("the connection file: %w", err)
		}
	}
	type constructor func(net.Listener, zmtp.Options) zmtp.Socket
	sockets := []struct {
		name   string
		port   int
		open   constructor
		socket *zmtp.Socket
	}{
		{"shell", file.ShellPort, zmtp.NewRouter, &s.Shell},
		{"control", file.ControlPort, zmtp.NewRouter, &s.Control},
		{"stdin", file.StdinPort, zmtp.NewRouter, &s.Stdin},
		{"iopub", file.IOPubPort, zmtp.NewXPUB, &s.IOPub},
		{"heartbeat", file.HBPort, zmtp.NewHeartbeat, &heartbeat},
	}
	for i, socket := range sockets {
		l, err := zmtp.Listen(file.Address(socket.port))
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
