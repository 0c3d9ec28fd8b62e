package host

import (
	"math"
	"os"
	"syscall"
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
	Over  func(cell uint64) bool
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

// Levels of stopCell.
const (
	atUsersCalls   = 1 + iota // in calls that cells and modules make
	atLibraryCalls            // and in those of the standard library
	atProgramsEnd             // and those that the standard library runs for itself
	atAnyCost                 // and those that have been ended and wait in a deferred call
)

// stopCell asks the goroutines of a cell, except the current one, to end where they
// call functions or wait; if memory is short, only where they call. Not all hear it
// at once, so it is repeated.
//
//go:linkname stopCell runtime.nablaStopCell
func stopCell(cell uint64, level, why uint32)

// goroutinesLeft counts the goroutines of a cell, without the current one, and writes
// their IDs into ids. stuck of them wait for what cannot be cut short.
//
//go:linkname goroutinesLeft runtime.nablaLeft
func goroutinesLeft(cell uint64, ids []uint64) (n, stuck int)

// disown makes the goroutines of a cell, without the current one, belong to none.
//
//go:linkname disown runtime.nablaDisown
func disown(cell uint64)

// settings are what can be set of the runtime. It must agree with nablaSettings there.
type settings struct {
	gcPercent            int32
	memoryLimit          int64
	maxStack             uintptr
	maxThreads, procs    int32
	ownProcs             bool
	blockRate, mutexRate uint64
	memoryRate           int
}

//go:linkname runtimeSettings runtime.nablaGetSettings
func runtimeSettings() settings

//go:linkname setRuntime runtime.nablaPutSettings
func setRuntime(settings)

// listen has a signal sent to c for good, and taken reports whether others got it, too,
// when it came last.
//
//go:linkname listen os/signal.nablaListen
func listen(c chan<- os.Signal, sig syscall.Signal)

//go:linkname taken os/signal.nablaTaken
func taken() bool

// signalsAwaited reports whether somebody but us waits for a signal.
//
//go:linkname signalsAwaited os/signal.nablaAwaited
func signalsAwaited() bool

// putSignalsAside gives a program the signals as in a new process.
//
//go:linkname putSignalsAside os/signal.nablaPutAside
func putSignalsAside() (restore func())

// asleep reports whether the goroutines of a cell wait for each other and nothing in
// the runtime will wake them.
//
//go:linkname asleep runtime.nablaAsleep
func asleep(cell uint64) bool

// noteOpened begins to note which files and connections a cell opens, and closeOpened
// closes them.
//
//go:linkname noteOpened internal/poll.nablaNoteOpened
func noteOpened(cell uint64)

//go:linkname closeOpened internal/poll.nablaCloseOpened
func closeOpened()

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
