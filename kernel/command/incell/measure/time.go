// Package measure tells how long cells take and what they allocate, for the
// commands %time, %%time and %%bench. Only Go that commands make imports it.
package measure

import (
	"fmt"
	"os"
	"runtime"
	"sync"
	"syscall"
	"time"
)

// A use is what the process has used so far.
type use struct {
	wall              time.Time
	user, system      time.Duration
	allocs, allocated uint64
}

func now() use {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	var r syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	return use{time.Now(), time.Duration(r.Utime.Nano()), time.Duration(r.Stime.Nano()), m.Mallocs, m.TotalAlloc}
}

// Time starts measuring. The function that it returns writes what has been used
// since, by all goroutines of the session.
func Time() (stop func()) {
	before := now()
	return func() {
		after := now()
		user, system := after.user-before.user, after.system-before.system
		fmt.Fprintf(os.Stdout, "wall %s, CPU %s (user %s, system %s), %d allocations, %s\n",
			duration(after.wall.Sub(before.wall)), duration(user+system), duration(user), duration(system),
			after.allocs-before.allocs, size(after.allocated-before.allocated))
	}
}

var begun sync.Map // by number: what ends the measuring

// Begin starts measuring, and End with the same number ends it.
func Begin(n int) { begun.Store(n, Time()) }

// End writes what has been used since Begin.
func End(n int) {
	if stop, ok := begun.LoadAndDelete(n); ok {
		stop.(func())()
	}
}

// duration writes a duration with three digits.
func duration(d time.Duration) string { return seconds(d.Seconds()) }

// seconds writes a number of seconds with three digits and the unit that fits.
func seconds(s float64) string {
	for _, unit := range []struct {
		name string
		size float64
	}{{"s", 1}, {"ms", 1e-3}, {"µs", 1e-6}} {
		if s >= 0.9995*unit.size {
			return digits(s/unit.size) + " " + unit.name
		}
	}
	return digits(s*1e9) + " ns"
}

// size writes a number of bytes.
func size(n uint64) string {
	for _, unit := range []struct {
		name string
		size uint64
	}{{"GB", 1e9}, {"MB", 1e6}, {"kB", 1e3}} {
		if n >= unit.size {
			return digits(float64(n)/float64(unit.size)) + " " + unit.name
		}
	}
	return fmt.Sprintf("%d B", n)
}

// digits writes a number with three digits, or more before the point.
func digits(x float64) string {
	switch {
	case x == 0:
		return "0"
	case x < 9.995:
		return fmt.Sprintf("%.2f", x)
	case x < 99.95:
		return fmt.Sprintf("%.1f", x)
	}
	return fmt.Sprintf("%.0f", x)
}
