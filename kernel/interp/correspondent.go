package interp

// A Correspondent is an [Interpreter] whose programs exchange messages with
// scripts in the front end, over channels that these open (comms in Jupyter). Its
// methods may be called at any time, and must not wait for a cell.
type Correspondent interface {
	// Opened is told that the front end has opened a channel for a target, and how
	// to send on it, which may be done at any time. It reports false, and the
	// channel is closed, if it knows no such target.
	Opened(target, id string, send func(data map[string]any)) bool
	// Received is told what came on a channel that is open, with the binary data
	// beside it. What it says to answer before it returns goes to all front ends
	// on this channel, as said to that message.
	Received(id string, data map[string]any, buffers [][]byte, answer func(data map[string]any))
	// Closed is told that the front end has closed a channel.
	Closed(id string)
}
