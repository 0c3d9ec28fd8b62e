package link

import (
	"fmt"
	"strings"

	"github.com/gonabla/nabla/kernel/link/object"
)

// spareSize is what follows each pointer type of package main: room for the uncommon
// part that it gets with its first method.
const spareSize = uncommonSize

// place gives every symbol of the load an address and copies its data there.
func (ld *load) place() error {
	ld.sizeExtra()
	for sec := textSection; sec < sectionCount; sec++ {
		off := uintptr(0)
		if sec == rodataSection {
			off = 8 // an offset of 0 means none
		}
		for _, s := range ld.sections[sec] {
			off = roundUp(off, alignment(s))
			s.offset = int(off)
			off += uintptr(s.size)
			if strings.HasPrefix(s.name, "type:*"+mainPrefix) {
				off += spareSize
			}
		}
		ld.sizes[sec] = roundUp(off, 64)
	}
	ld.extra = ld.sizes[rodataSection] // an offset so far
	ld.sizes[rodataSection] += roundUp(ld.extraSize, 64)
	if err := ld.takeMemory(); err != nil {
		return err
	}
	ld.extra += ld.bases[rodataSection]
	for sec := textSection; sec < sectionCount; sec++ {
		for _, s := range ld.sections[sec] {
			s.addr = ld.bases[sec] + uintptr(s.offset)
			s.base = ld.bases[rodataSection]
			if sec < bssSection {
				copy(memory(s.addr, int(s.size)), s.unit.Data(s.index))
			}
		}
	}
	return nil
}

// takeMemory takes pages for code, for constants and for variables.
func (ld *load) takeMemory() error {
	const guard = 64 // code must not end where the next module's begins
	var err error
	if ld.bases[textSection], err = ld.l.region.take(ld.sizes[textSection] + guard); err != nil {
		return err
	}
	if ld.bases[rodataSection], err = ld.l.region.take(ld.sizes[rodataSection] + guard); err != nil {
		return err
	}
	size := uintptr(0)
	for sec := noPtrDataSection; sec < sectionCount; sec++ {
		size += ld.sizes[sec]
	}
	if size == 0 {
		return nil
	}
	addr, err := ld.l.region.take(size)
	if err != nil {
		return err
	}
	for sec := noPtrDataSection; sec < sectionCount; sec++ {
		ld.bases[sec] = addr
		addr += ld.sizes[sec]
	}
	return nil
}

// alignment of a symbol, as cmd/link chooses it.
func alignment(s *symbol) uintptr {
	if s.section == textSection {
		return 32
	}
	if a := s.unit.Symbol(s.index).Align; a != 0 {
		return uintptr(a)
	}
	for _, prefix := range [...]string{"go:string.", "type:.namedata.", "type:.importpath."} {
		if strings.HasPrefix(s.name, prefix) {
			return 1
		}
	}
	a := uintptr(32)
	for a > uintptr(s.size) && a > 8 {
		a >>= 1
	}
	return a
}

// sizeExtra reserves the extra part of rodata.
func (ld *load) sizeExtra() {
	size := uintptr(0)
	for _, s := range ld.sections[textSection] {
		info, err := ld.funcInfo(s)
		if err != nil {
			ld.l.fail(err)
			return
		}
		if info.Inlined() > 0 {
			ld.inline[s] = inlineTree{info: info, offset: size}
			size += inlineEntrySize * uintptr(info.Inlined())
		}
	}
	size = roundUp(size, 8)
	for _, s := range ld.itabs {
		s.slot = size
		size += 8
	}
	for i := range ld.methods {
		ld.methods[i].offset = size
		size += uintptr(methodSize * ld.methods[i].part.count)
	}
	ld.extraSize = size
}

// funcInfo returns the description of a function; assembly may have none.
func (ld *load) funcInfo(s *symbol) (object.FuncInfo, error) {
	auxs := s.unit.Auxs(s.index)
	for j := range auxs.Len() {
		a := auxs.At(j)
		if a.Kind != object.AuxFuncInfo {
			continue
		}
		info, err := object.ParseFuncInfo(ld.auxData(s, a))
		if err != nil {
			return info, fmt.Errorf("%s: %w", s.name, err)
		}
		return info, nil
	}
	return object.FuncInfo{}, nil
}

// auxData is the contents of an auxiliary symbol.
func (ld *load) auxData(s *symbol, a object.Aux) []byte {
	t := ld.l.resolve(s.unit, a.Target)
	if t == nil || t.unit == nil {
		return nil
	}
	return t.unit.Data(t.index)
}
