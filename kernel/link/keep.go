package link

import "reflect"

// keepMethods is never called with a real value. That it could ask for any method by
// number makes the linker of the executable keep all exported methods of its types, so
// that fewer must be brought back at the start.
func keepMethods(v reflect.Value, i int) {
	if v.IsValid() {
		v.Method(i)
	}
}
