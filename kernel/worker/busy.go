package worker

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// Busy reports whether something in the worker computes all the time, as opposed to
// waiting. It takes a tenth of a second to find out.
func (w *Worker) Busy() bool {
	const looks = 20
	running := 0
	for range looks {
		if w.computes() {
			running++
		}
		time.Sleep(100 * time.Millisecond / looks)
	}
	return running > looks*3/4
}

// computes reports whether a thread of the worker runs, or would if there were a
// processor for it.
func (w *Worker) computes() bool {
	threads, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", w.Pid()))
	for _, file := range threads {
		b, err := os.ReadFile(file)
		if err != nil {
			continue // it has just ended
		}
		// The state is behind the name, which is in parentheses and may hold any.
		if name := bytes.LastIndexByte(b, ')'); name >= 0 && bytes.HasPrefix(b[name+1:], []byte(" R")) {
			return true
		}
	}
	return false
}
