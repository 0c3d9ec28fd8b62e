package object

import (
	"encoding/binary"
	"errors"
	"fmt"
	"unsafe"
)

// An Object is one object file.
type Object struct {
	// Toolchain is the first line of the file: release, platform and experiments.
	// Objects can be linked together only if it is the same.
	Toolchain string

	// Fingerprint identifies the exported interface of the package.
	Fingerprint Fingerprint

	// Counts of symbols, which are numbered through in this order. The first
	// four groups are defined here, the last is only referred to by name.
	Defined, Hashed64, Hashed, Named, Foreign int

	data   []byte
	blocks [blockCount]block
}

// A Fingerprint identifies the exported interface of a package. Zero means none.
type Fingerprint [8]byte

// An Import is a package that an object was compiled against.
type Import struct {
	Path        string
	Fingerprint Fingerprint
}

// block is the place of one table in the file.
type block struct{ start, end uint32 }

// The tables of an object file, in the order of its header.
const (
	blockImports = iota
	blockPackages
	blockFiles
	blockDefined
	blockHashed64
	blockHashed
	blockNamed
	blockForeign
	blockRefFlags
	blockHash64
	blockHash
	blockRelocIndex
	blockAuxIndex
	blockDataIndex
	blockRelocs
	blockAux
	blockData
	blockRefNames
	blockCount
)

// Sizes of the entries of tables in bytes.
const (
	stringSize = 8
	importSize = stringSize + 8
	symbolSize = stringSize + 13
	relocSize  = 23
	auxSize    = 9
	indexSize  = 4
)

const (
	objectMagic = "\x00go120ld"
	headerSize  = len(objectMagic) + 8 + 4 + (blockCount+1)*4
)

// Flags in the header of an object file.
const flagUnlinkable = 8

// parseObject reads the header and checks that the tables fit together.
func parseObject(b []byte) (*Object, error) {
	if len(b) < headerSize || string(b[:len(objectMagic)]) != objectMagic {
		return nil, errors.New("not an object file of a known format")
	}
	o := &Object{data: b}
	copy(o.Fingerprint[:], b[len(objectMagic):])
	if binary.LittleEndian.Uint32(b[len(objectMagic)+8:])&flagUnlinkable != 0 {
		return nil, errors.New("object file is marked as not linkable")
	}
	last := uint32(headerSize)
	for i := range o.blocks {
		at := len(objectMagic) + 12 + 4*i
		start, end := binary.LittleEndian.Uint32(b[at:]), binary.LittleEndian.Uint32(b[at+4:])
		if start < last || end < start || uint64(end) > uint64(len(b)) {
			return nil, fmt.Errorf("table %d of the object file is out of place", i)
		}
		o.blocks[i] = block{start, end}
		last = start
	}
	return o, o.count()
}

// count sets the counts of symbols and checks the tables that they index.
func (o *Object) count() error {
	entries := func(i int) int { return int(o.blocks[i].end-o.blocks[i].start) / symbolSize }
	o.Defined, o.Hashed64, o.Hashed = entries(blockDefined), entries(blockHashed64), entries(blockHashed)
	o.Named, o.Foreign = entries(blockNamed), entries(blockForeign)
	for i := blockDefined; i < blockForeign; i++ { // one after the other: symbols are numbered through
		size := o.blocks[i].end - o.blocks[i].start
		if size%symbolSize != 0 || o.blocks[i].end != o.blocks[i+1].start {
			return fmt.Errorf("symbol table %d of the object file has a wrong size", i)
		}
	}
	for _, i := range [...]int{blockRelocIndex, blockAuxIndex, blockDataIndex} {
		if o.blocks[i].end-o.blocks[i].start < uint32(indexSize*(o.Definitions()+1)) {
			return fmt.Errorf("index table %d of the object file is too short", i)
		}
	}
	return nil
}

// Definitions is the number of symbols defined in the object.
func (o *Object) Definitions() int { return o.Defined + o.Hashed64 + o.Hashed + o.Named }

// Symbols is the number of symbols, with those only referred to.
func (o *Object) Symbols() int { return o.Definitions() + o.Foreign }

// Imports lists the packages that the object was compiled against.
func (o *Object) Imports() []Import {
	b := o.blocks[blockImports]
	var list []Import
	for at := b.start; at+importSize <= b.end; at += importSize {
		im := Import{Path: o.stringAt(at)}
		copy(im.Fingerprint[:], o.data[at+stringSize:])
		list = append(list, im)
	}
	return list
}

// Packages is the number of packages that references count from 1.
func (o *Object) Packages() int { return o.entries(blockPackages, stringSize) }

// Package is the import path, as in symbol names, of the package that references call i.
func (o *Object) Package(i uint32) string { return o.entry(blockPackages, i) }

// Files is the number of source files.
func (o *Object) Files() int { return o.entries(blockFiles, stringSize) }

// File is the name of a source file, as position tables count them.
func (o *Object) File(i int) string { return o.entry(blockFiles, uint32(i)) }

func (o *Object) entries(table int, size uint32) int {
	return int((o.blocks[table].end - o.blocks[table].start) / size)
}

// entry is a string in a table of strings.
func (o *Object) entry(table int, i uint32) string {
	if int64(i) >= int64(o.entries(table, stringSize)) {
		return ""
	}
	return o.stringAt(o.blocks[table].start + i*stringSize)
}

// stringAt returns the string whose length and offset are at the given place. It shares
// memory with the file.
func (o *Object) stringAt(at uint32) string {
	if uint64(at)+stringSize > uint64(len(o.data)) {
		return ""
	}
	n, off := binary.LittleEndian.Uint32(o.data[at:]), binary.LittleEndian.Uint32(o.data[at+4:])
	if n == 0 || uint64(off)+uint64(n) > uint64(len(o.data)) {
		return ""
	}
	return unsafe.String(&o.data[off], int(n))
}

// indexed returns the part of a table that belongs to definition i: the index table
// says at which entry, of the given size, it starts and ends.
func (o *Object) indexed(index, table int, i uint32, size uint64) []byte {
	if int64(i) >= int64(o.Definitions()) {
		return nil
	}
	at := o.blocks[index].start + i*indexSize
	lo := uint64(binary.LittleEndian.Uint32(o.data[at:])) * size
	hi := uint64(binary.LittleEndian.Uint32(o.data[at+indexSize:])) * size
	b := o.blocks[table]
	if lo > hi || hi > uint64(b.end-b.start) {
		return nil
	}
	return o.data[uint64(b.start)+lo : uint64(b.start)+hi : uint64(b.start)+hi]
}
