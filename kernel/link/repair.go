package link

import (
	"fmt"
	"syscall"

	"github.com/gonabla/nabla/kernel/link/object"
)

// The linker of the executable leaves out methods that it thinks nobody calls: entries of
// method tables are -1, slots of itabs lead to runtime.unreachableMethod. Cells may call
// them, so they are brought back once, at the start.

// A repair is a place in the executable's read-only data that gets the address of a
// method or type.
type repair struct {
	at   uintptr
	to   *symbol
	slot bool // a word in an itab, else a 32-bit offset in a method table
}

// repairExecutable loads the missing methods.
func (l *Linker) repairExecutable() error {
	ld := l.newLoad()
	for name, t := range l.executable.types {
		if t.unit == nil {
			continue
		}
		if isType(name) {
			ld.repairType(t)
		} else {
			ld.repairItab(t)
		}
	}
	m, err := ld.link()
	if err != nil {
		ld.takeBack()
		return fmt.Errorf("bringing back methods of the worker's types: %w", err)
	}
	x := l.executable
	if err := protect(x.types0, x.types1-x.types0, syscall.PROT_READ|syscall.PROT_WRITE); err != nil {
		ld.takeBack()
		return err
	}
	ld.register(m)
	for _, f := range ld.mapInits {
		function(f.addr)()
	}
	return protect(x.types0, x.types1-x.types0, syscall.PROT_READ)
}

// repairType finds the missing methods of a type.
func (ld *load) repairType(t ownType) {
	relocs := t.unit.Relocs(t.index)
	for j := range relocs.Len() {
		r := relocs.At(j)
		at := t.addr + uintptr(r.Offset)
		if r.Type != object.RelocMethodOffset || word(at) != -1 {
			continue
		}
		to := ld.l.resolve(t.unit, r.Target)
		ld.need(to)
		ld.repairs = append(ld.repairs, repair{at: at, to: to})
	}
}

// repairItab finds the missing methods of an itab.
func (ld *load) repairItab(t ownType) {
	const firstMethod = 24
	relocs := t.unit.Relocs(t.index)
	for j := range relocs.Len() {
		r := relocs.At(j)
		at := t.addr + uintptr(r.Offset)
		if r.Offset < firstMethod || r.Size != 8 || address(at) != ld.l.executable.unreachable {
			continue
		}
		to := ld.l.resolve(t.unit, r.Target)
		ld.need(to)
		ld.repairs = append(ld.repairs, repair{at: at, to: to, slot: true})
	}
}

// carryOutRepairs writes the addresses. The data must be writable.
func (ld *load) carryOutRepairs() {
	for _, r := range ld.repairs {
		if r.slot {
			putAddr(r.at, r.to.addr)
		} else {
			putWord(r.at, ld.offsetOf(r.to, ld.l.executable.types0))
		}
	}
}
