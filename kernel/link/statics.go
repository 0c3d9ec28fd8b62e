package link

import (
	"strings"

	"github.com/gonabla/nabla/kernel/link/object"
)

// A variable whose initial value is a composite literal, such as image.White, points to
// a static variable without a name that others can see (image..stmp_3), and the init
// function of the package may fill in the rest of that. The executable has no symbol for
// it, and a copy of our own would stay as it is in the archive: the init function has
// run. So its address is read from the code of that function.

// staticVariable returns the address in the executable of a static variable that init
// functions refer to, or 0.
func (l *Linker) staticVariable(s *symbol) uintptr {
	switch sectionOf(s.kind) {
	case noPtrDataSection, dataSection, bssSection, noPtrBssSection:
		if s.unit.statics == nil {
			s.unit.statics = l.staticVariables(s.unit)
		}
		return s.unit.statics[s.index]
	}
	return 0
}

// staticVariables reads the code of the init functions of a unit.
func (l *Linker) staticVariables(u *unit) map[uint32]uintptr {
	found := map[uint32]uintptr{}
	for i := range uint32(u.Definitions()) {
		f := u.Symbol(i)
		if !f.Kind.IsText() || !isInit(u.pkg, f.Name) {
			continue
		}
		if at := l.executable.symbols[f.Name]; at != 0 {
			u.readStatics(i, at, found)
		}
	}
	return found
}

// isInit reports whether a function is one of those that initialise the package.
func isInit(p *pkg, name string) bool {
	name, ok := strings.CutPrefix(name, p.escaped+".")
	return ok && (name == "init" || strings.HasPrefix(name, "init.") || strings.HasPrefix(name, "map.init"))
}

// readStatics enters the addresses that function i of the unit, which the executable has
// at the address given, refers to static variables by.
func (u *unit) readStatics(i uint32, at uintptr, found map[uint32]uintptr) {
	relocs := u.Relocs(i)
	for j := range relocs.Len() {
		r := relocs.At(j)
		to, ok := u.Local(r.Target)
		if !ok || r.Type != object.RelocPCRelative || u.Symbol(to).ABI != object.ABIStatic {
			continue
		}
		field := at + uintptr(r.Offset)
		found[to] = uintptr(int64(field) + int64(r.Size) + int64(word(field)) - r.Add)
	}
}
