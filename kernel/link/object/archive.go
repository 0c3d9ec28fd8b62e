// Package object reads Go archives and the object files in them, in the format of
// Go release 1.26: what go tool compile and go list -export produce.
//
// An [Archive] is a package as it lies in the build cache; each [Object] in it holds
// symbols with their data, relocations and auxiliary symbols. Symbols refer to each
// other by a [Ref]: a package and an index in it. What such a reference means in a
// running program is not known here; that is package link.
//
// Nothing is copied or decoded before it is asked for, because a program consists of
// hundreds of archives of which little is needed. Parse checks the outline; after
// that, every method returns something harmless for damaged contents, and
// [Object.Check] finds all damage.
package object

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// An Archive is a compiled Go package.
type Archive struct {
	// Objects are the object files: first the compiler's, then one for each
	// assembly file.
	Objects []*Object
	// Native means that there is also machine code not made by the Go toolchain,
	// as packages that use cgo have.
	Native bool
}

// errNative means that an entry is not one of the Go toolchain's object files.
var errNative = errors.New("native object file")

const (
	archiveMagic = "!<arch>\n"
	entrySize    = 60 // of the header of an archive entry
)

// Open maps an archive file into memory and parses it. The mapping stays for the life
// of the process, since strings and data of the archive point into it: the file may be
// removed but must not be overwritten.
func Open(file string) (*Archive, error) {
	data, err := mapFile(file)
	if err != nil {
		return nil, err
	}
	a, err := Parse(data)
	if err != nil {
		syscall.Munmap(data)
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return a, nil
}

func mapFile(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() == 0 {
		return nil, fmt.Errorf("%s: empty archive", file)
	}
	data, err := syscall.Mmap(int(f.Fd()), 0, int(info.Size()), syscall.PROT_READ, syscall.MAP_PRIVATE)
	if err != nil {
		return nil, &os.PathError{Op: "mmap", Path: file, Err: err}
	}
	return data, nil
}

// Parse reads the outline of an archive. The archive keeps data.
func Parse(data []byte) (*Archive, error) {
	if !bytes.HasPrefix(data, []byte(archiveMagic)) {
		return nil, errors.New("not an archive")
	}
	a := &Archive{}
	for rest := data[len(archiveMagic):]; len(rest) > 0; {
		name, entry, after, err := nextEntry(rest)
		if err != nil {
			return nil, err
		}
		rest = after
		switch name {
		case "__.PKGDEF", "preferlinkext", "dynimportfail":
			continue // export data, and marks for the system linker
		}
		o, err := parseEntry(entry)
		if err == errNative {
			a.Native = true
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		a.Objects = append(a.Objects, o)
	}
	if len(a.Objects) == 0 {
		return nil, errors.New("archive without object files of Go")
	}
	return a, nil
}

// nextEntry splits off the first entry of an archive.
func nextEntry(b []byte) (name string, entry, rest []byte, err error) {
	if len(b) < entrySize {
		return "", nil, nil, errors.New("archive ends within a header")
	}
	name = strings.TrimSpace(string(b[:16]))
	size, err := strconv.Atoi(strings.TrimSpace(string(b[48:58])))
	if err != nil || size < 0 || size > len(b)-entrySize {
		return "", nil, nil, fmt.Errorf("archive entry %q has a wrong size", name)
	}
	entry, rest = b[entrySize:entrySize+size], b[entrySize+size:]
	if size&1 == 1 && len(rest) > 0 {
		rest = rest[1:] // entries start at even offsets
	}
	return name, entry, rest, nil
}

// parseEntry parses an object file with its text header.
func parseEntry(b []byte) (*Object, error) {
	if !bytes.HasPrefix(b, []byte("go object ")) {
		return nil, errNative
	}
	header, body, ok := bytes.Cut(b, []byte("\n!\n"))
	if !ok {
		return nil, errors.New("object file header does not end")
	}
	o, err := parseObject(body)
	if err != nil {
		return nil, err
	}
	line, _, _ := bytes.Cut(header, []byte("\n"))
	o.Toolchain = string(line)
	return o, nil
}
