package link

import (
	"fmt"
	"unsafe"

	"github.com/gonabla/nabla/kernel/link/object"
)

// wordPatches are 32-bit words to be stored at once.
type wordPatches struct {
	addrs  []uintptr
	values []uint32
}

func (p *wordPatches) add(addr uintptr, value uint32) {
	p.addrs, p.values = append(p.addrs, addr), append(p.values, value)
}

// module builds the record of the load. It is the last step that can fail.
func (ld *load) module() (*moduleRecord, error) {
	m := &moduleRecord{Name: fmt.Sprintf("load %d", ld.number)}
	if err := ld.functions(m); err != nil {
		return nil, err
	}
	bounds := func(s section) (uintptr, uintptr) { return ld.bases[s], ld.bases[s] + ld.sizes[s] }
	m.Text, m.EText = bounds(textSection)
	m.Rodata, m.ERodata = bounds(rodataSection)
	m.NoPtrData, m.ENoPtrData = bounds(noPtrDataSection)
	m.Data, m.EData = bounds(dataSection)
	m.Bss, m.EBss = bounds(bssSection)
	m.NoPtrBss, m.ENoPtrBss = bounds(noPtrBssSection)
	var err error
	if m.DataVars, err = ld.variables(dataSection); err != nil {
		return nil, err
	}
	if m.BssVars, err = ld.variables(bssSection); err != nil {
		return nil, err
	}
	for _, s := range ld.sections[rodataSection] {
		if o := s.unit.Symbol(s.index); s.isType() && o.IsTypelink() {
			m.Typelinks = append(m.Typelinks, int32(s.addr-m.Rodata))
		}
	}
	for _, s := range ld.itabs {
		if s.standIn == 0 {
			m.Itabs = append(m.Itabs, pointer(s.addr))
		}
	}
	return m, makeExecutable(m.Text, m.EText-m.Text)
}

// variables lists what the garbage collector has to look at in a section.
func (ld *load) variables(sec section) ([]varRecord, error) {
	var list []varRecord
	for _, s := range ld.sections[sec] {
		t := ld.l.typeOf(s)
		if t == nil {
			return nil, fmt.Errorf("variable %s has no type", s.name)
		}
		list = append(list, varRecord{uintptr(s.offset), unsafe.Pointer(pointer(t.addr))})
	}
	return list, nil
}

// typeOf returns the type symbol of a variable.
func (l *Linker) typeOf(s *symbol) *symbol {
	auxs := s.unit.Auxs(s.index)
	for j := range auxs.Len() {
		if a := auxs.At(j); a.Kind == object.AuxGoType {
			return l.resolve(s.unit, a.Target)
		}
	}
	return nil
}

// register hands the load to the runtime. It cannot fail.
func (ld *load) register(m *moduleRecord) {
	ld.registered = true
	addModule(m)
	ld.carryOutRepairs()
	ld.replaceMethods()
	ld.l.current = nil
}
