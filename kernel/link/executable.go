package link

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"syscall"
	"unsafe"
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

const (
	elfSymbolTable = 2 // section type
	elfTLS         = 6 // symbol type
	elfSymbolSize  = 24
	elfHeaderSize  = 64
)

// readELF reads the symbol table of a 64-bit little-endian ELF file. The names share
// memory with data.
func (x *executable) readELF(data []byte) error {
	errFormat := errors.New("not an ELF file for this machine")
	if len(data) < elfHeaderSize || string(data[:6]) != "\x7fELF\x02\x01" {
		return errFormat
	}
	le := binary.LittleEndian
	table, entry, count := le.Uint64(data[40:]), uint64(le.Uint16(data[58:])), uint64(le.Uint16(data[60:]))
	if entry < elfHeaderSize || table > uint64(len(data)) || table+entry*count > uint64(len(data)) {
		return errFormat
	}
	contents := func(i uint64) []byte {
		h := data[table+i*entry:]
		off, size := le.Uint64(h[24:]), le.Uint64(h[32:])
		if i >= count || off > uint64(len(data)) || size > uint64(len(data))-off {
			return nil
		}
		return data[off : off+size]
	}
	for i := range count {
		h := data[table+i*entry:]
		if le.Uint32(h[4:]) != elfSymbolTable {
			continue
		}
		if link := uint64(le.Uint32(h[40:])); link < count {
			x.readSymbols(contents(i), contents(link))
			return nil
		}
	}
	return errors.New("the worker was linked without its symbol table (-s); build it without that flag")
}

// readSymbols decodes an ELF symbol table with its string table.
func (x *executable) readSymbols(table, names []byte) {
	le := binary.LittleEndian
	x.symbols = make(map[string]uintptr, len(table)/elfSymbolSize)
	last := "?" // package of the symbol before: they come in the order of packages
	for ; len(table) >= elfSymbolSize; table = table[elfSymbolSize:] {
		value := le.Uint64(table[8:])
		undefined := le.Uint16(table[6:]) == 0
		if undefined || value == 0 || table[4]&15 == elfTLS {
			continue
		}
		name := stringAt(names, le.Uint32(table))
		if name == "" || ofMain(name) {
			continue
		}
		x.symbols[name] = uintptr(value)
		if len(name) <= len(last) || name[len(last)] != '.' || name[:len(last)] != last {
			last = packageOf(name)
			x.paths[last] = true
		}
	}
}

// stringAt returns a string of an ELF string table, sharing its memory.
func stringAt(names []byte, at uint32) string {
	if int64(at) >= int64(len(names)) {
		return ""
	}
	n := bytes.IndexByte(names[at:], 0)
	if n <= 0 {
		return ""
	}
	return unsafe.String(&names[at], n)
}
