// Package jupyter is the Jupyter message protocol, version 5.5, as data: one
// file per kind of message, the wire format with its signatures, and the
// connection file.
//
// A message comes as frames and is read by [Session.Decode], which checks its
// signature; its content is then read by [Message.Unmarshal] into the type of
// its kind. An answer is made by [Session.Message] from a content and the
// message it answers, and becomes frames by [Session.Encode].
//
// The package opens no sockets, starts no goroutines and knows nothing of what
// runs the cells. Field names are those of the protocol's own documents.
package jupyter

// ProtocolVersion is the version of the protocol that this package speaks.
const ProtocolVersion = "5.5"
