package link

import (
	"fmt"
	"os"
	"syscall"
)

// An executable is what the running process was started from.
type executable struct {
	symbols map[string]uintptr // from its symbol table, without those of package main
	paths   map[string]bool    // escaped paths of packages with symbols
	types   map[string]ownType // type descriptors and itabs found by findTypes

	text, etext    uintptr
	types0, types1 uintptr // where type descriptors and their data lie
	rodata, end    uintptr
	unreachable    uintptr // runtime.unreachableMethod
	tls            int32   // where a thread's g lies, from the thread's base
}

// readExecutable reads the symbol table of the running process.
func readExecutable() (*executable, error) {
	file, err := os.Open("/proc/self/exe")
	if err != nil {
		return nil, fmt.Errorf("reading the worker's symbols: %w", err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, fmt.Errorf("reading the worker's symbols: %w", err)
	}
	// The names in the table are used for ever: the mapping stays.
	data, err := syscall.Mmap(int(file.Fd()), 0, int(info.Size()), syscall.PROT_READ, syscall.MAP_PRIVATE)
	if err != nil {
		return nil, fmt.Errorf("reading the worker's symbols: %w", err)
	}
	x := &executable{symbols: map[string]uintptr{}, paths: map[string]bool{}, types: map[string]ownType{}}
	err = x.readELF(data)
	if err != nil {
		syscall.Munmap(data)
		return nil, fmt.Errorf("reading the worker's symbols: %w", err)
	}
	for name, p := range map[string]*uintptr{
		"runtime.text": &x.text, "runtime.etext": &x.etext,
		"runtime.types": &x.types0, "runtime.etypes": &x.types1,
		"runtime.rodata": &x.rodata, "runtime.end": &x.end,
		"runtime.unreachableMethod": &x.unreachable,
	} {
		if *p = x.symbols[name]; *p == 0 && name != "runtime.unreachableMethod" {
			return nil, fmt.Errorf("the worker has no symbol %s: it was linked in a way that is not supported", name)
		}
	}
	return x, nil
}
