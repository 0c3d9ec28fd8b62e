package host

import (
	"math"
	_ "unsafe" // for linkname
)

// These functions are in the file that the overlay adds to package runtime.
// Without the overlay the package compiles, but nothing can be linked with it.

// runtimeHooks must agree with nablaHooks there.
type runtimeHooks struct {
	Panic func(v any, cell uint64)
	Exit  func(code int, cell uint64)
	Write func(fd uintptr, p []byte) bool
	Read  func(p []byte) (int, error)
	Stop  func(why uint32, cell uint64)
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

// heapObject returns the object of the heap in which an address lies; 0 for none.
//
//go:linkname heapObject runtime.nablaObject
func heapObject(addr uintptr) (base, size uintptr)

// goroutineID identifies the current goroutine.
//
//go:linkname goroutineID runtime.nablaGoid
func goroutineID() uint64

// hold says that the current goroutine begins (1) or ends (-1) to run code of the
// worker, in which nothing may end it.
//
//go:linkname hold runtime.nablaHold
func hold(n int32)

// setEnded says that the current goroutine is being ended, so that nothing ends it
// again, or that it goes on after all.
//
//go:linkname setEnded runtime.nablaSetEnded
func setEnded(on bool)

// anyCell stands for all cells.
const anyCell = math.MaxUint64

// stopCell asks the goroutines of a cell, except the current one, to end where they
// call functions or wait; if memory is short, only where they call. Not all hear it
// at once, so it is repeated.
//
//go:linkname stopCell runtime.nablaStopCell
func stopCell(cell uint64, level, why uint32)

// withdraw takes back what stopCell has asked in vain.
//
//go:linkname withdraw runtime.nablaWithdraw
func withdraw(cell uint64)

// setMemory limits how much of the heap may be in use, in bytes; 0 for no limit.
//
//go:linkname setMemory runtime.nablaSetMemory
func setMemory(limit uint64)

// heap is how much of the heap is in use, in bytes.
//
//go:linkname heap runtime.nablaHeap
func heap() uint64
