package carry

import "reflect"

// walk replaces the values of old types behind the interfaces that v, which can
// be set and whose own type stays, leads to.
func (m *mover) walk(v reflect.Value, where string) {
	if !m.canHold(v.Type()) {
		return
	}
	switch v.Kind() {
	case reflect.Interface:
		m.walkInterface(v, where)
	case reflect.Pointer:
		if !v.IsNil() && m.first(v) {
			m.later = append(m.later, func() { m.walk(v.Elem(), where) })
		}
	case reflect.Struct:
		for i := range v.NumField() {
			m.walk(field(v, i), where)
		}
	case reflect.Array:
		for i := range v.Len() {
			m.walk(v.Index(i), where)
		}
	case reflect.Slice:
		for i := range v.Len() {
			if e := v.Index(i); m.first(e.Addr()) {
				m.walk(e, where)
			}
		}
	case reflect.Map:
		if !v.IsNil() && m.first(v) {
			m.walkMap(v, where)
		}
	}
}

// first reports whether the walk comes to what v refers to for the first time.
func (m *mover) first(v reflect.Value) bool {
	p := place{addr: v.UnsafePointer(), old: v.Type()}
	seen := m.walked[p]
	m.walked[p] = true
	return !seen
}

// walkInterface replaces what an interface holds. A value for which the new
// layout has no place stays the old one.
func (m *mover) walkInterface(v reflect.Value, where string) {
	if v.IsNil() {
		return
	}
	e := v.Elem()
	switch {
	case m.isStale(e.Type()):
		if m.moveToInterface(v, e, where) {
			m.replacements++
		}
	case e.Kind() == reflect.Pointer || e.Kind() == reflect.Map:
		m.walk(e, where)
	case m.canHold(e.Type()):
		c := m.copyOf(e)
		if before := m.replacements; m.walkCopy(c, where) > before {
			m.later = append(m.later, func() { v.Set(c) })
		}
	}
}

func (m *mover) walkCopy(c reflect.Value, where string) (replacements int) {
	m.walk(c, where)
	return m.replacements
}

// walkMap replaces keys and values.
func (m *mover) walkMap(v reflect.Value, where string) {
	type entry struct{ key, value reflect.Value }
	var entries []entry
	for i := v.MapRange(); i.Next(); {
		entries = append(entries, entry{m.copyOf(i.Key()), m.copyOf(i.Value())})
	}
	for _, e := range entries {
		old, before := m.copyOf(e.key), m.replacements
		keyChanged := m.walkCopy(e.key, where) > before
		if m.walkCopy(e.value, where) == before {
			continue
		}
		m.later = append(m.later, func() {
			if keyChanged {
				v.SetMapIndex(old, reflect.Value{})
			}
			m.setEntry(v, e.key, e.value, where)
		})
	}
}
