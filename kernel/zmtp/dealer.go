package zmtp

import (
	"context"
	"net"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/null"
)

// A Dealer is a DEALER socket with one connection, by which a kernel asks whom
// it knows something at its start. It is for one goroutine.
type Dealer struct {
	raw net.Conn
	zmq *zmq4.Conn
}

// DialDealer connects to a ROUTER. The connection ends with ctx, which needs a
// deadline.
func DialDealer(ctx context.Context, network, address string) (*Dealer, error) {
	var dialer net.Dialer
	raw, err := dialer.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	context.AfterFunc(ctx, func() { raw.SetDeadline(time.Unix(1, 0)) })
	z, err := zmq4.Open(raw, null.Security(), zmq4.Dealer, nil, false, nil)
	if err != nil {
		raw.Close()
		return nil, err
	}
	return &Dealer{raw, z}, nil
}

// LocalAddr is this side's address, where the other side can reach it.
func (d *Dealer) LocalAddr() net.Addr { return d.raw.LocalAddr() }

// Send sends a message.
func (d *Dealer) Send(frames [][]byte) error { return d.zmq.SendMsg(zmq4.NewMsgFrom(frames...)) }

// Recv waits for a message.
func (d *Dealer) Recv() ([][]byte, error) {
	m, err := d.zmq.RecvMsg()
	return m.Frames, err
}

// Close ends the connection.
func (d *Dealer) Close() error { return d.raw.Close() }
