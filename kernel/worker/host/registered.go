package host

import "reflect"

// processWide are the variables of packages that hold what was registered for the
// whole process, and that nothing but the packages themselves can empty.
var processWide = []struct{ path, name string }{{"expvar", "vars"}}

// emptyForProgram puts what they hold aside, as in a new process. The function it
// returns brings that back.
func (h *host) emptyForProgram() (restore func()) {
	h.linking.Lock()
	defer h.linking.Unlock()
	restore = func() {}
	for _, p := range processWide {
		v, ok := h.linker.PackageVariable(p.path, p.name)
		if !ok {
			continue
		}
		was, next := reflect.New(v.Type()).Elem(), restore
		was.Set(v)
		v.SetZero()
		restore = func() { v.Set(was); next() }
	}
	return restore
}
