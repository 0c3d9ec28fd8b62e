package link

import (
	"bytes"
	"fmt"

	"github.com/gonabla/nabla/kernel/link/object"
)

// SelfTest checks that the executable and the archives fit together: the machine code
// of the executable's functions must equal that in the archives, apart from addresses.
// If it does not, the worker was built from something else and no cell may run.
func (l *Linker) SelfTest() error {
	compared := 0
	for _, p := range l.order {
		for _, u := range p.units {
			n, err := l.compareUnit(u)
			if err != nil {
				return fmt.Errorf("package %s: %w; prepare the kernel again", p.path, err)
			}
			compared += n
		}
	}
	if compared == 0 {
		return fmt.Errorf("none of the worker's functions is in the archives; prepare the kernel again")
	}
	return nil
}

// compareUnit compares the functions of one object that belong to its package alone.
// Others, such as instances of generic functions, may come from any package.
func (l *Linker) compareUnit(u *unit) (compared int, err error) {
	for i := range uint32(u.Defined) {
		s := u.Symbol(i)
		data := u.Data(i)
		if !s.Kind.IsText() || s.ABI != object.ABIInternal || len(data) == 0 {
			continue
		}
		addr := l.executable.symbols[s.Name]
		if addr < l.executable.text || addr+uintptr(len(data)) > l.executable.etext {
			continue
		}
		compared++
		if !sameCode(memory(addr, len(data)), data, u.Relocs(i)) {
			return compared, fmt.Errorf("function %s of the worker is not the one in the archive", s.Name)
		}
	}
	return compared, nil
}

// sameCode compares code outside of relocations, which come in the order of offsets or
// not.
func sameCode(got, want []byte, relocs object.Relocs) bool {
	if bytes.Equal(got, want) {
		return true
	}
	want = bytes.Clone(want)
	for j := range relocs.Len() {
		r := relocs.At(j)
		if lo, hi := int(r.Offset), int(r.Offset)+int(r.Size); lo >= 0 && hi <= len(want) {
			copy(want[lo:hi], got[lo:hi])
		}
	}
	return bytes.Equal(got, want)
}
