package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/zmtp"
)

// registering is how long it may take until the registration is acknowledged.
const registering = 30 * time.Second

// register opens five sockets at ports of the kernel's choice, tells them to who
// started it, and notes them in the file. A kernel that nobody acknowledges has
// nobody to serve: that is an error.
func register(ctx context.Context, file *jupyter.ConnectionFile, session *jupyter.Session, log *slog.Logger) (s Sockets, heartbeat zmtp.Socket, err error) {
	ctx, cancel := context.WithTimeout(ctx, registering)
	defer cancel()
	network, address, err := file.RegistrationAddress()
	if err != nil {
		return s, nil, err
	}
	dealer, err := zmtp.DialDealer(ctx, network, address)
	if err != nil {
		return s, nil, fmt.Errorf("registering the kernel: %w", err)
	}
	defer dealer.Close()
	if file.IP == "" {
		file.IP = reachable(file, dealer.LocalAddr())
	}
	if s, heartbeat, err = listen(file, session, log); err != nil {
		return s, nil, err
	}
	if err = announce(dealer, file, session); err != nil {
		for _, socket := range []zmtp.Socket{s.Shell, s.Control, s.Stdin, s.IOPub, heartbeat} {
			socket.Close()
		}
		return s, nil, fmt.Errorf("registering the kernel: %w", errors.Join(err, context.Cause(ctx)))
	}
	file.RegistrationIP, file.RegistrationPort = "", ""
	return s, heartbeat, nil
}

// announce tells the ports and waits until they are acknowledged.
func announce(dealer *zmtp.Dealer, file *jupyter.ConnectionFile, session *jupyter.Session) error {
	frames, err := session.EncodeRegistration(file.Registration())
	if err != nil {
		return err
	}
	if err := dealer.Send(frames); err != nil {
		return err
	}
	reply, err := dealer.Recv()
	if err != nil {
		return err
	}
	return session.CheckAcknowledgement(reply)
}

// reachable is where to listen so that who started the kernel reaches it, if
// the file does not say: at the address by which the kernel reaches them.
func reachable(file *jupyter.ConnectionFile, local net.Addr) string {
	if a, ok := local.(*net.TCPAddr); ok {
		return a.IP.String()
	}
	return file.RegistrationIP
}
