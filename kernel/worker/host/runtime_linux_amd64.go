package host

import _ "unsafe" // for linkname

// These functions are in the file that the overlay adds to package runtime.
// Without the overlay the package compiles, but nothing can be linked with it.

// runtimeHooks must agree with nablaHooks there.
type runtimeHooks struct {
	Panic func(v any, cell uint64)
	Exit  func(code int, cell uint64)
	Write func(fd uintptr, p []byte) bool
	Read  func(p []byte) (int, error)
}

//go:linkname setHooks runtime.nablaSetHooks
func setHooks(h *runtimeHooks)

// currentCell is the cell to which the current goroutine belongs; 0 for none.
//
//go:linkname currentCell runtime.nablaCell
func currentCell() uint64

// setCell makes the current goroutine, and those that it starts from now on,
// belong to a cell.
//
//go:linkname setCell runtime.nablaSetCell
func setCell(cell uint64)

// goroutineID identifies the current goroutine.
//
//go:linkname goroutineID runtime.nablaGoid
func goroutineID() uint64
