package link

import (
	"strings"

	"github.com/gonabla/nabla/kernel/link/object"
)

// A key identifies a symbol by name. The calling convention tells functions apart.
type key struct {
	name string
	abi  uint16
}

func keyOf(name string, abi uint16) key {
	if abi == object.ABIInternal && (strings.HasPrefix(name, "go:") || isType(name)) {
		abi = object.ABI0 // data, whatever the reference says
	}
	return key{name, abi}
}

// A definition is the place in the archives or the cell's object where a symbol is
// defined.
type definition struct {
	unit  *unit
	index uint32
}

// A symbol is a function or piece of data that may have an address in the process.
type symbol struct {
	name string
	abi  uint16
	kind object.Kind
	size uint32
	definition

	inExecutable bool

	// perLoad marks symbols that every load needs a copy of its own, since
	// offsets in the tables of its module lead to them.
	perLoad bool

	// variableType is the type symbol of a variable of package main.
	variableType *symbol

	// methodsReplaced marks types whose method table lies in a later load.
	methodsReplaced bool

	placement
}

// A placement is where a load put a symbol.
type placement struct {
	addr    uintptr
	base    uintptr // start of the rodata section that addr may lie in
	load    int     // number of the load
	section section
	offset  int // in the section

	// An itab that the runtime made earlier takes the place of this one; slot
	// is a word that holds its address.
	standIn, slot uintptr
}

// A section is one of the kinds of memory that a load is divided into.
type section uint8

const (
	noSection section = iota
	textSection
	rodataSection
	noPtrDataSection
	dataSection
	bssSection
	noPtrBssSection
	sectionCount
)

func sectionOf(k object.Kind) section {
	switch k {
	case object.KindText, object.KindTextFIPS:
		return textSection
	case object.KindRodata, object.KindRodataFIPS:
		return rodataSection
	case object.KindNoPtrData, object.KindNoPtrDataFIPS:
		return noPtrDataSection
	case object.KindData, object.KindDataFIPS:
		return dataSection
	case object.KindBss:
		return bssSection
	case object.KindNoPtrBss:
		return noPtrBssSection
	}
	return noSection
}

func (s *symbol) isType() bool { return isType(s.name) }

// isType reports whether a symbol of that name is a type descriptor.
func isType(name string) bool {
	return strings.HasPrefix(name, "type:") && !strings.HasPrefix(name, "type:.")
}

func isItab(name string) bool { return strings.HasPrefix(name, "go:itab.") }

// mainPrefix starts the names of what the package of cells defines.
const mainPrefix = "main."

// ofMain reports whether the name of a symbol mentions package main: what it names
// belongs to cells, or would to the worker's own package main.
func ofMain(name string) bool {
	for from := 0; ; {
		i := strings.Index(name[from:], mainPrefix)
		if i < 0 {
			return false
		}
		i += from
		if i == 0 || startsWord(name, i) {
			return true
		}
		from = i + len(mainPrefix)
	}
}

// startsWord reports whether a package path can start at name[i], i > 0.
func startsWord(name string, i int) bool {
	switch c := name[i-1]; {
	case c == '.': // "type:.eq.main.T" and "go:itab.main.T,…", but not "runtime.main.func1"
		return strings.HasPrefix(name, "type:.") || strings.HasPrefix(name, "go:")
	case c == '/' || c == '_' || c == '-' || c == '%' || c >= 0x80:
		return false
	default:
		return !(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')
	}
}

// variableName returns the name of the variable of package main that a symbol is.
func variableName(s object.Symbol) (string, bool) {
	switch sectionOf(s.Kind) {
	case noSection, textSection, rodataSection:
		return "", false
	}
	name, ok := strings.CutPrefix(s.Name, mainPrefix)
	return name, ok && name != "" && !strings.ContainsAny(name, ".·[")
}

// escape returns an import path as it appears in symbol names.
func escape(path string) string {
	lastSlash := strings.LastIndexByte(path, '/')
	special := func(i int) bool {
		c := path[i]
		return c <= ' ' || c == '.' && i > lastSlash || c == '%' || c == '"' || c >= 0x7f
	}
	var b []byte
	for i := range len(path) {
		if !special(i) {
			if b != nil {
				b = append(b, path[i])
			}
			continue
		}
		if b == nil {
			b = append(make([]byte, 0, len(path)+4), path[:i]...)
		}
		const hex = "0123456789abcdef"
		b = append(b, '%', hex[path[i]>>4], hex[path[i]&15])
	}
	if b == nil {
		return path
	}
	return string(b)
}

// packageOf returns the escaped path of the package in the name of a symbol.
func packageOf(name string) string {
	plain := name
	if i := strings.IndexByte(name, '['); i >= 0 {
		plain = name[:i]
	}
	slash := strings.LastIndexByte(plain, '/')
	dot := strings.IndexByte(name[slash+1:], '.')
	if dot < 0 {
		return ""
	}
	return name[:slash+1+dot]
}
