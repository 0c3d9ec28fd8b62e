package link

import (
	"strings"

	"github.com/gonabla/nabla/kernel/link/object"
)

// What a C compiler made of a package with cgo cannot be loaded: it is in the executable
// if the worker was built with the package. The rest of the package, Go that the
// executable has or has not, is loaded like that of any other, and refers to C by names
// without a package: _cgo_8f2e_Cfunc_puts, or that of a variable. For each of them the
// archive has a variable of one byte, which stands for what is in the executable.

// isCall reports whether a name is that of a function that cgo makes to call C.
func isCall(name string) bool {
	return strings.HasPrefix(name, "_cgo_") && strings.Contains(name, "_C") && isC(name)
}

// hasC reports whether the executable has all C functions that a package calls.
func (x *executable) hasC(a *object.Archive) bool {
	for _, o := range a.Objects {
		for i := range uint32(o.Definitions()) {
			if name := o.Symbol(i).Name; isCall(name) && x.symbols[name] == 0 {
				return false
			}
		}
	}
	return true
}

// isC reports whether a symbol of an archive that is known by this name is C's.
func isC(name string) bool { return name != "" && !strings.ContainsAny(name, ".:·[") }
