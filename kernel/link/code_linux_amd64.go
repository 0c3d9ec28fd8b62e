package link

import "github.com/gonabla/nabla/kernel/link/object"

// callOpcodeSize is how many bytes of a call instruction come before the distance.
const callOpcodeSize = 1

// loadInstead changes LEAQ itab(SB), reg before at to MOVQ slot(SB), reg: the itab that
// the runtime made is too far away for a distance of 32 bits. Any other instruction reads
// the contents of the itab, and may as well read those of the copy.
func loadInstead(to *symbol, at uintptr, r object.Reloc) uintptr {
	const (
		leaq, movq = 0x8d, 0x8b
	)
	op := memory(at-3, 3)
	if op[0]&0xf8 == 0x48 && op[1] == leaq && op[2]&0xc7 == 5 && r.Add == 0 {
		op[1] = movq
		return to.slot
	}
	return to.addr
}
