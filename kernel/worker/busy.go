package worker

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// What computes all the time is found runnable in nearly every look, and has used a
// processor for a while before the looks end. The second tells it from threads of the
// runtime that wake up now and then, and on a crowded machine wait for a processor.
// There it may also be missed in some looks, while the runtime stops all threads, which
// takes as long as it takes them to get a processor; so only many looks tell it from
// what computes now and then.
const (
	looksEvery = 5 * time.Millisecond
	leastLooks = 20
	mostLooks  = 200
	busyTicks  = 5 // of processor time, in Linux's unit: 10 ms
)

// Busy reports whether something in the worker computes all the time, as opposed to
// waiting. It takes a tenth of a second to find out, and up to a second where others
// want the processors, too.
func (w *Worker) Busy() bool {
	begin, running := w.processorTicks(), 0
	computed := func() bool { return w.processorTicks()-begin >= busyTicks }
	for looks := 1; looks <= mostLooks; looks++ {
		if w.computes() {
			running++
		}
		time.Sleep(looksEvery)
		switch {
		case looks < leastLooks:
		case running <= looks/4:
			return false
		case running > looks*3/4 && computed():
			return true
		}
	}
	return running > mostLooks/2 && computed()
}

// computes reports whether a thread of the worker runs, or would if there were a
// processor for it.
func (w *Worker) computes() bool {
	threads, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", w.Pid()))
	for _, file := range threads {
		if fields := statFields(file); len(fields) > 0 && string(fields[0]) == "R" {
			return true
		}
	}
	return false
}

// processorTicks is how long the worker's threads have run, in the unit of busyTicks.
func (w *Worker) processorTicks() int {
	fields := statFields(fmt.Sprintf("/proc/%d/stat", w.Pid()))
	const user, system = 14 - 3, 15 - 3 // proc_pid_stat(5) counts from 1, and has two fields before those here
	if len(fields) <= system {
		return 0
	}
	inUser, _ := strconv.Atoi(string(fields[user]))
	inSystem, _ := strconv.Atoi(string(fields[system]))
	return inUser + inSystem
}

// statFields are the fields of a stat file of /proc that stand behind the name, which
// is in parentheses and may hold any character: the state is the first. There are
// none when the process or thread has just ended.
func statFields(file string) [][]byte {
	b, _ := os.ReadFile(file)
	name := bytes.LastIndexByte(b, ')')
	return bytes.Fields(b[name+1:])
}
