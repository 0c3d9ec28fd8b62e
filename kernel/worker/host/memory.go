package host

import (
	"fmt"
	"math"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"time"
)

// A memory is the limit of what cells may allocate. Much at once is refused by the
// overlay where it is asked for; what comes bit by bit is noticed by a watcher, which
// has the cell ended that runs.
type memory struct {
	bytes   atomic.Uint64
	changed chan uint64
}

// The shares of what the machine has free that cells may use by default, and of the
// limit that the next cell may need when there is no more, to free some. Some memory
// there is always, if only on disk.
const (
	share  = 0.8
	margin = 0.05
	least  = 256 << 20
)

// limitMemory sets the limit, and begins to watch.
func (h *host) limitMemory(bytes uint64) {
	h.memory.changed = make(chan uint64, 1)
	h.memory.limit(bytes)
	go h.watchMemory()
}

// limit sets the limit; 0 means the default.
func (m *memory) limit(bytes uint64) {
	if bytes == 0 {
		bytes = max(uint64(share*float64(free())), least)
	}
	m.bytes.Store(bytes)
	debug.SetMemoryLimit(int64(min(bytes, math.MaxInt64))) // collect in time
	debug.SetMaxStack(int(min(bytes/4, 1e9)))              // 1e9 as everywhere
	m.changed <- bytes
}

func (m *memory) String() string {
	return fmt.Sprintf("the limit is %.3g GB", float64(m.bytes.Load())/1e9)
}

// Heaps do not grow faster than by fastest bytes a second, so that the watcher needs
// to look the more seldom the more room there is.
const (
	fastest = 4 << 30
	often   = 5 * time.Millisecond
	seldom  = 500 * time.Millisecond
)

// watchMemory ends what fills the heap.
func (h *host) watchMemory() {
	limit := <-h.memory.changed
	bar := limit // above the limit when variables that are kept are
	for {
		setMemory(bar)
		used := heap()
		if used > bar {
			bar = h.relieve(bar, limit)
			continue
		}
		if used < limit {
			bar = limit
		}
		room := time.Duration(float64(bar-used) / fastest * float64(time.Second))
		select {
		case limit = <-h.memory.changed:
			bar = limit
		case <-time.After(min(max(room, often), seldom)):
		}
	}
}

// relieve brings the heap below the bar, and returns the next one: what remains is
// kept by variables, and a cell that frees them must be able to run.
func (h *host) relieve(bar, limit uint64) uint64 {
	runtime.GC()
	for tries := 0; tries < 200 && heap() > bar; tries++ {
		stopCell(h.filler(tries), 2, outOfMemory)
		time.Sleep(pace)
	}
	withdraw(anyCell)
	runtime.GC()
	return max(limit, heap()+uint64(margin*float64(limit)))
}

// filler is the cell whose goroutines may be filling the heap: first the one that
// runs, then any.
func (h *host) filler(tries int) uint64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	for id, c := range h.cells {
		if !c.reported && tries < 100 {
			return id
		}
	}
	return anyCell
}
