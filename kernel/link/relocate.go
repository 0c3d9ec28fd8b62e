package link

import (
	"fmt"

	"github.com/gonabla/nabla/kernel/link/object"
)

// relocate fills in the addresses in code and data.
func (ld *load) relocate() error {
	ld.findStandIns()
	for sec := textSection; sec <= dataSection; sec++ {
		for _, s := range ld.sections[sec] {
			relocs := s.unit.Relocs(s.index)
			for j := range relocs.Len() {
				if r := relocs.At(j); !r.Type.IsMark() {
					if err := ld.apply(s, r); err != nil {
						return fmt.Errorf("%s: %w", s.name, err)
					}
				}
			}
		}
	}
	return nil
}

// apply carries out one relocation in symbol s.
func (ld *load) apply(s *symbol, r object.Reloc) error {
	at := s.addr + uintptr(r.Offset)
	if r.Type == object.RelocThreadLocal {
		putWord(at, ld.l.executable.tls)
		return nil
	}
	to := ld.l.resolve(s.unit, r.Target)
	if to == nil && r.Size == 0 {
		return nil
	}
	if to == nil || to.addr == 0 {
		return fmt.Errorf("relocation at %d leads nowhere", r.Offset)
	}
	switch r.Type &^ object.RelocWeak {
	case object.RelocAddr:
		v := to.addr
		if to.standIn != 0 {
			v = to.standIn
		}
		if r.Size == 8 {
			putAddr(at, v+uintptr(r.Add))
		} else {
			putWord(at, int32(v+uintptr(r.Add)))
		}
		return nil
	case object.RelocCall, object.RelocPCRelative:
		return applyRelative(to, at, r)
	case object.RelocAddrOffset, object.RelocMethodOffset:
		putWord(at, ld.offsetOf(to, s.base)+int32(r.Add))
		return nil
	}
	return fmt.Errorf("relocation of unknown type %d", r.Type)
}

// offsetOf is the offset by which a descriptor in the module with the given base refers
// to a name, type or function. Functions count from the executable's text in all modules.
func (ld *load) offsetOf(to *symbol, base uintptr) int32 {
	if to.kind.IsText() {
		base = ld.l.executable.text
	}
	return int32(to.addr - base)
}

// applyRelative writes the distance from the end of the field to the symbol.
func applyRelative(to *symbol, at uintptr, r object.Reloc) error {
	distance := func(addr uintptr) int64 { return int64(addr) + r.Add - int64(at) - int64(r.Size) }
	d := distance(to.addr)
	if to.standIn != 0 {
		d = distance(to.standIn)
		if d != int64(int32(d)) {
			d = distance(loadInstead(to, at, r))
		}
	}
	if d != int64(int32(d)) {
		return fmt.Errorf("%s is too far away", to.name)
	}
	putWord(at, int32(d))
	return nil
}

// findStandIns looks for itabs that the runtime has made for types that existed before
// this load. There must be only one itab for a pair of types.
func (ld *load) findStandIns() {
	for _, s := range ld.itabs {
		s.slot += ld.extra
		inter, typ := ld.itabTypes(s)
		if inter == nil || typ == nil || ld.isNew(inter) || ld.isNew(typ) {
			continue
		}
		if a := uintptr(findItab(pointer(inter.addr), pointer(typ.addr))); a != 0 {
			s.standIn = a
			putAddr(s.slot, a)
		}
	}
}

func (ld *load) isNew(s *symbol) bool { return s.load == ld.number && !s.inExecutable }

// itabTypes returns the interface and the type of an itab.
func (ld *load) itabTypes(s *symbol) (inter, typ *symbol) {
	relocs := s.unit.Relocs(s.index)
	for j := range relocs.Len() {
		switch r := relocs.At(j); {
		case r.Type == object.RelocAddr && r.Offset == 0:
			inter = ld.l.resolve(s.unit, r.Target)
		case r.Type == object.RelocAddr && r.Offset == 8:
			typ = ld.l.resolve(s.unit, r.Target)
		}
	}
	return inter, typ
}
