package host

import (
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// free is how much memory the machine, or the group of processes that the worker is
// confined to, has left, in bytes.
func free() uint64 {
	least := uint64(math.MaxInt64)
	if kB, ok := number("/proc", "meminfo", "MemAvailable:"); ok {
		least = kB << 10
	}
	return min(least, freeOfGroup("/sys/fs/cgroup", "memory.max", "memory.current"),
		freeOfGroup("/sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.usage_in_bytes"))
}

// freeOfGroup is what the control group of the process, and those above it, leave of
// their limits. Contents of files that the system keeps in memory are free.
func freeOfGroup(root, limitFile, usageFile string) uint64 {
	least := uint64(math.MaxInt64)
	for dir := filepath.Join(root, group()); strings.HasPrefix(dir, root); dir = filepath.Dir(dir) {
		limit, ok := number(dir, limitFile, "")
		usage, ok2 := number(dir, usageFile, "")
		if !ok || !ok2 || limit > math.MaxInt64/2 {
			continue
		}
		files, _ := number(dir, "memory.stat", "inactive_file ")
		used := usage - min(files, usage)
		least = min(least, limit-min(used, limit))
	}
	return least
}

// group is the path of the process's control group for memory.
func group() string {
	b, _ := os.ReadFile("/proc/self/cgroup")
	path := "/"
	for line := range strings.Lines(string(b)) {
		parts := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(parts) == 3 && (parts[1] == "memory" || parts[1] == "" && path == "/") {
			path = parts[2]
		}
	}
	return path
}

// number finds the number behind a name, which may be empty, in a file.
func number(dir, file, name string) (uint64, bool) {
	b, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		return 0, false
	}
	_, rest, found := strings.Cut(string(b), name)
	if rest = strings.TrimSpace(rest); !found || rest == "" {
		return 0, false
	}
	n, err := strconv.ParseUint(strings.Fields(rest)[0], 10, 64)
	return n, err == nil
}
