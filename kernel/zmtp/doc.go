// Package zmtp has the ZeroMQ sockets of a kernel: ROUTER, XPUB and the
// heartbeat.
//
// Package zmq4 does the handshake and the framing of single connections; the
// sockets are written here because a notebook needs what zmq4's do not give:
//
//   - a peer that connects and says nothing holds up nobody: handshakes run
//     beside each other and have a deadline;
//   - messages are never dropped: each peer has a queue of its own, and a peer
//     that takes nothing for long is dropped as a whole, with its queue;
//   - a slow peer never makes another one wait, nor the sender;
//   - a front end that connects again with the identity it had gets the
//     replies, also what its dead predecessor did not take, and connections
//     that have one identity by mistake get each their own;
//   - every subscription is greeted, and closing a socket first sends what is
//     queued;
//   - what peers can make a socket keep is bounded: how many there are, how long
//     their messages are, what they subscribe to, what they ask for and do not
//     read. Who does wrong is dropped, counted, and named in the log once;
//   - with keys ([Curve]) everything is encrypted, which zmq4 leaves to others.
//
// [Pair] gives two sockets joined in memory, for tests. The package knows
// nothing of Jupyter's messages: a message is a list of frames.
package zmtp
