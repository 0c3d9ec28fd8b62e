package host

import (
	"reflect"
	"sync"
)

// processWide are the variables of packages that hold what was registered for the
// whole process, and that nothing but the packages themselves can empty. Of those that
// are empty at first a program gets a new one, of the others a copy.
var processWide = []struct {
	path, name string
	empty      bool
}{
	{"expvar", "vars", true},
	{"encoding/gob", "nameToConcreteType", false},
	{"encoding/gob", "concreteTypeToName", false},
	{"database/sql", "drivers", false},
	{"archive/zip", "compressors", false},
	{"archive/zip", "decompressors", false},
}

// registerAnew puts what they hold aside, so that a program can register under names
// that were used before. The function it returns brings that back.
func (h *host) registerAnew() (restore func()) {
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
		if p.empty {
			v.SetZero()
		} else {
			v.Set(copied(was))
		}
		restore = func() { v.Set(was); next() }
	}
	return restore
}

// copied is another map with the same entries; it may be a sync.Map.
func copied(m reflect.Value) reflect.Value {
	if from, ok := m.Addr().Interface().(*sync.Map); ok {
		to := new(sync.Map)
		from.Range(func(key, value any) bool {
			to.Store(key, value)
			return true
		})
		return reflect.ValueOf(to).Elem()
	}
	to := reflect.MakeMap(m.Type())
	for entries := m.MapRange(); entries.Next(); {
		to.SetMapIndex(entries.Key(), entries.Value())
	}
	return to
}
