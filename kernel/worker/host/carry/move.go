package carry

import "reflect"

// move gives dst the value of src, as far as its type can hold it. where names
// the place for the user.
func (m *mover) move(dst, src reflect.Value, where string) {
	dt, st := dst.Type(), src.Type()
	switch {
	case src.Kind() == reflect.Interface && src.IsNil():
	case !m.isStale(st) && (dt == st || dst.Kind() == src.Kind() && st.ConvertibleTo(dt) && !isNumber(st)):
		dst.Set(src.Convert(dt))
		m.walk(dst, where)
	case dst.Kind() == reflect.Interface:
		m.moveToInterface(dst, src, where)
	case src.IsZero() && dst.Kind() != src.Kind(): // zero is all there is to move
	case isNumber(dt) && isNumber(st):
		m.moveNumber(dst, src, where)
	case dst.Kind() != src.Kind():
		m.loseType(where, st, dt)
	default:
		m.moveKind(dst, src, where)
	}
}

// moveKind moves between different types of one kind.
func (m *mover) moveKind(dst, src reflect.Value, where string) {
	switch dst.Kind() {
	case reflect.Struct:
		m.moveStruct(dst, src, where)
	case reflect.Pointer:
		m.movePointer(dst, src, where)
	case reflect.Slice:
		m.moveSlice(dst, src, where)
	case reflect.Array:
		m.moveArray(dst, src, where)
	case reflect.Map:
		m.moveMap(dst, src, where)
	default: // functions and channels of replaced types
		if !src.IsZero() {
			m.lose("%s (%s)", where, name(src.Type()))
		}
	}
}

func (m *mover) moveStruct(dst, src reflect.Value, where string) {
	dt, st := dst.Type(), src.Type()
	m.at[place{src.Addr().UnsafePointer(), st, dt}] = dst.Addr()
	for _, f := range m.fields(dt, st) {
		to := f.name // the same for all values
		if st.Name() == "" {
			to = where + f.name
		}
		m.move(field(dst, f.new), field(src, f.old), to)
	}
}

// A fieldPair is a field that two types of structs have. Its name begins with
// that of the type, if it has one.
type fieldPair struct {
	old, new int
	name     string
}

func (m *mover) fields(dt, st reflect.Type) []fieldPair {
	p := place{old: st, new: dt}
	list, ok := m.pairs[p]
	if ok {
		return list
	}
	prefix := "."
	if st.Name() != "" {
		prefix = name(st) + "."
	}
	for i := range dt.NumField() {
		f, ok := st.FieldByName(dt.Field(i).Name)
		if ok && len(f.Index) == 1 && f.Name != "_" {
			list = append(list, fieldPair{f.Index[0], i, prefix + f.Name})
		}
	}
	m.pairs[p] = list
	return list
}

// movePointer waits until what is not behind pointers has been moved: it may
// point to some of that.
func (m *mover) movePointer(dst, src reflect.Value, where string) {
	if src.IsNil() {
		return
	}
	m.later = append(m.later, func() {
		p := place{src.UnsafePointer(), src.Type().Elem(), dst.Type().Elem()}
		if to, ok := m.at[p]; ok {
			dst.Set(to.Convert(dst.Type()))
			return
		}
		to := reflect.New(p.new)
		m.at[p] = to
		dst.Set(to.Convert(dst.Type()))
		m.move(to.Elem(), src.Elem(), where)
	})
}

// An array is what slices of replaced types share.
type array struct {
	old, new reflect.Value // slices from the earliest start to the end; new is made late
}

// moveSlice waits until it is known which slice of the same array starts first,
// since one of them ends where the others do. All of the array is moved.
func (m *mover) moveSlice(dst, src reflect.Value, where string) {
	room := src.Cap()
	switch {
	case src.IsNil():
		return
	case room == 0:
		dst.Set(reflect.MakeSlice(dst.Type(), 0, 0))
		return
	}
	all := src.Slice3(0, room, room)
	end := place{all.Index(room - 1).Addr().UnsafePointer(), src.Type().Elem(), dst.Type().Elem()}
	a := m.arrays[end]
	if a == nil || a.old.Len() < room {
		a = &array{old: all}
		m.arrays[end] = a
	}
	m.slices = append(m.slices, func() {
		a := m.arrays[end]
		if !a.new.IsValid() {
			a.new = reflect.MakeSlice(reflect.SliceOf(end.new), a.old.Len(), a.old.Len())
			for i := range a.old.Len() {
				m.move(a.new.Index(i), a.old.Index(i), where)
			}
		}
		first := a.new.Len() - room
		dst.Set(a.new.Slice3(first, first+src.Len(), a.new.Len()).Convert(dst.Type()))
	})
}

func (m *mover) moveArray(dst, src reflect.Value, where string) {
	if dst.Len() < src.Len() {
		m.lose("%s[%d:]", where, dst.Len())
	}
	for i := range min(dst.Len(), src.Len()) {
		m.move(dst.Index(i), src.Index(i), where)
	}
}

func (m *mover) moveMap(dst, src reflect.Value, where string) {
	if src.IsNil() {
		return
	}
	p := place{src.UnsafePointer(), src.Type(), dst.Type()}
	if to, ok := m.at[p]; ok {
		dst.Set(to)
		return
	}
	to := reflect.MakeMapWithSize(dst.Type(), src.Len())
	m.at[p] = to
	dst.Set(to)
	for i := src.MapRange(); i.Next(); {
		key, value := reflect.New(dst.Type().Key()).Elem(), reflect.New(dst.Type().Elem()).Elem()
		before := m.losses
		m.move(key, m.copyOf(i.Key()), where)
		if m.losses > before {
			continue // rather no entry than one with another key
		}
		m.move(value, m.copyOf(i.Value()), where)
		m.later = append(m.later, func() { m.setEntry(to, key, value, where) })
	}
}

func (m *mover) setEntry(to, key, value reflect.Value, where string) {
	if key.Comparable() {
		to.SetMapIndex(key, value)
	} else {
		m.lose("%s (%s, which can no longer be a key)", where, name(key.Type()))
	}
}

// moveToInterface moves a value, or what an interface holds, and reports whether
// it could. Pointers in the copy of the value are moved later, but before it is
// put into the interface: both wait, in this order.
func (m *mover) moveToInterface(dst, src reflect.Value, where string) bool {
	if src.Kind() == reflect.Interface {
		src = src.Elem()
	}
	src = m.copyOf(src)
	now := m.orSame(src.Type())
	switch {
	case now == nil:
		m.lose("%s (%s)", where, name(src.Type()))
		return false
	case !now.Implements(dst.Type()):
		m.lose("%s (%s, which is no %s)", where, name(now), name(dst.Type()))
		return false
	}
	value := reflect.New(now).Elem()
	m.move(value, src, where)
	m.later = append(m.later, func() { dst.Set(value) })
	return true
}

func isNumber(t reflect.Type) bool {
	return reflect.Int <= t.Kind() && t.Kind() <= reflect.Complex128
}

// moveNumber keeps the value, where the new type has it.
func (m *mover) moveNumber(dst, src reflect.Value, where string) {
	if !src.Type().ConvertibleTo(dst.Type()) {
		m.loseType(where, src.Type(), dst.Type())
		return
	}
	value := src.Convert(dst.Type())
	if back := value.Convert(src.Type()); !back.Equal(src) && src.Equal(src) {
		m.loseType(where, src.Type(), dst.Type())
		return
	}
	dst.Set(value)
}
