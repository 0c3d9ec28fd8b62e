package host

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// children are the processes that the worker has started since.
func children(since uint64) (pids []int) {
	threads, _ := filepath.Glob("/proc/self/task/*/children")
	for _, file := range threads {
		b, _ := os.ReadFile(file)
		for _, id := range strings.Fields(string(b)) {
			pid, err := strconv.Atoi(id)
			if began := startOf(id); err == nil && began >= since {
				pids = append(pids, pid)
			}
		}
	}
	return pids
}

// interruptProcesses sends SIGINT to processes, as a terminal does: who waits for one
// of them goes on, and can be ended. It reports whether there are any.
func interruptProcesses(pids []int) (any bool) {
	for _, pid := range pids {
		any = syscall.Kill(pid, syscall.SIGINT) == nil || any
	}
	return any
}

// startOf is when a process was started, in ticks of the system's clock since it was
// booted; 0 if there is no such process.
func startOf(pid string) uint64 {
	b, err := os.ReadFile("/proc/" + pid + "/stat")
	_, rest, ok := strings.Cut(string(b), ") ") // the name may hold spaces
	fields := strings.Fields(rest)
	const place = 19 // behind the name
	if err != nil || !ok || len(fields) <= place {
		return 0
	}
	n, _ := strconv.ParseUint(fields[place], 10, 64)
	return n
}

// ticks is the time of that clock, of which there are 100 in a second.
func ticks() uint64 {
	b, _ := os.ReadFile("/proc/uptime")
	seconds, _, _ := strings.Cut(string(b), " ")
	f, _ := strconv.ParseFloat(seconds, 64)
	return uint64(f * 100)
}
