// Package server answers a front end: it takes requests from the sockets,
// looks up their handlers, and publishes what cells show.
//
// A request is received, its signature checked, and put into a lane. Each subshell
// has two: execute requests run one after the other in the lane of cells;
// everything else that comes on shell is answered in the lane of questions, also
// while a cell runs. Control has a lane of its own, and so has what is slow there:
// the questions of debuggers, and how much the kernel uses. A lane serves a
// request in one place, [Server.serve], which says busy, calls the handler,
// flushes what was written, replies and says idle, so that no handler can forget
// it. Handlers are one to a file.
//
// The interpreter is started in the background; kernel_info is answered at
// once, and cells wait for it. What runs the cells is behind package interp:
// the server knows nothing of Go source, of workers or of builds.
package server
