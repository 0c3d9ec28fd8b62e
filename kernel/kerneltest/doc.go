// Package kerneltest has a front end in memory: a [Client] that talks to a
// server without sockets, and checks every message it gets against the table
// of messages in spec.go.
package kerneltest
