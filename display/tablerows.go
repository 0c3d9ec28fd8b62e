package display

import (
	"fmt"
	"reflect"
	"sort"
	"strconv"
)

// columnsOf finds the columns that n rows of the type t have.
func columnsOf(t reflect.Type, n int, row func(i int) reflect.Value) []column {
	at := func(i int) reflect.Value { return settable(behind(row(i))) }
	kind := t
	for kind.Kind() == reflect.Pointer {
		kind = kind.Elem()
	}
	if kind.Kind() == reflect.Interface && n > 0 {
		kind = commonType(n, at)
	}
	switch {
	case kind == nil || hasText(kind):
	case kind.Kind() == reflect.Struct:
		return fieldColumns(kind, at)
	case kind.Kind() == reflect.Map:
		return keyColumns(kind, n, at)
	case (kind.Kind() == reflect.Slice || kind.Kind() == reflect.Array) && kind.Elem().Kind() != reflect.Uint8:
		return indexColumns(kind, n, at)
	}
	return []column{{name: "value", kind: typeName(t), right: kind != nil && isNumber(kind), at: row}}
}

// commonType is the type that all rows have within their interfaces, nil when
// they differ.
func commonType(n int, at func(i int) reflect.Value) reflect.Type {
	var common reflect.Type
	for i := range n {
		v := at(i)
		switch {
		case !v.IsValid():
		case common == nil:
			common = v.Type()
		case common != v.Type():
			return nil
		}
	}
	return common
}

// behind follows pointers and interfaces, but not around a cycle; what is nil is
// not valid.
func behind(v reflect.Value) reflect.Value {
	for range readableSize.depth {
		if !v.IsValid() || v.Kind() != reflect.Pointer && v.Kind() != reflect.Interface {
			break
		}
		v = v.Elem()
	}
	return v
}

// hasText reports whether values of a type have a text of their own, so that
// they are entries and not rows.
func hasText(t reflect.Type) bool {
	p := reflect.PointerTo(t)
	return p.Implements(reflect.TypeFor[fmt.Stringer]()) || p.Implements(reflect.TypeFor[error]()) || p.Implements(reflect.TypeFor[fmt.Formatter]())
}

// isNumber reports whether the values of a type are numbers, or lead to one.
func isNumber(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.Kind() >= reflect.Int && t.Kind() <= reflect.Complex128
}

// fieldColumns gives a column for each field of a struct, and for the fields
// of the structs that it embeds.
func fieldColumns(t reflect.Type, at func(i int) reflect.Value) []column {
	var columns []column
	for i := range t.NumField() {
		field := t.Field(i)
		get := func(row int) reflect.Value {
			if v := at(row); v.IsValid() {
				return readable(v.Field(i))
			}
			return reflect.Value{}
		}
		if field.Anonymous && field.Type.Kind() == reflect.Struct && !hasText(field.Type) {
			columns = append(columns, fieldColumns(field.Type, get)...)
			continue
		}
		columns = append(columns, column{name: field.Name, kind: typeName(field.Type), right: isNumber(field.Type), at: get})
	}
	return columns
}

// maxKeyRows is how many maps are searched for keys that become columns.
const maxKeyRows = 10_000

// keyColumns gives a column for each key that occurs in maps.
func keyColumns(t reflect.Type, n int, at func(i int) reflect.Value) []column {
	type seen struct{ key reflect.Value }
	known := map[any]bool{}
	var keys []seen
	for i := range min(n, maxKeyRows) {
		m := at(i)
		if !m.IsValid() {
			continue
		}
		for _, key := range m.MapKeys() {
			if !key.CanInterface() || known[key.Interface()] {
				continue
			}
			known[key.Interface()] = true
			keys = append(keys, seen{key})
		}
	}
	sort.SliceStable(keys, func(i, j int) bool { return compareKeys(keys[i].key, keys[j].key) < 0 })
	var columns []column
	for _, k := range keys {
		get := func(row int) reflect.Value {
			if m := at(row); m.IsValid() {
				return m.MapIndex(k.key)
			}
			return reflect.Value{}
		}
		columns = append(columns, entryColumn(entryText(k.key, TableOptions{}), t.Elem(), n, get))
	}
	return columns
}

// indexColumns gives a column for each index that occurs in slices.
func indexColumns(t reflect.Type, n int, at func(i int) reflect.Value) []column {
	longest := 0
	for i := range n {
		if v := at(i); v.IsValid() {
			longest = max(longest, v.Len())
		}
	}
	var columns []column
	for j := range longest {
		get := func(row int) reflect.Value {
			if v := at(row); v.IsValid() && j < v.Len() {
				return v.Index(j)
			}
			return reflect.Value{}
		}
		columns = append(columns, entryColumn(strconv.Itoa(j), t.Elem(), n, get))
	}
	return columns
}

// entryColumn gives a column of entries of the type t.
func entryColumn(name string, t reflect.Type, n int, get func(i int) reflect.Value) column {
	c := column{name: name, kind: typeName(t), right: isNumber(t), at: get}
	if t.Kind() == reflect.Interface {
		c.common = func() reflect.Type {
			return commonType(min(n, maxKeyRows), func(i int) reflect.Value { return behind(get(i)) })
		}
	}
	return c
}

// isRows reports whether the value of a cell is shown as a table by itself: at
// least two structs, maps, or lists of numbers of one length, none of which has
// a text of its own.
func isRows(v any) bool {
	r := reflect.ValueOf(v)
	switch r.Kind() {
	case reflect.Slice, reflect.Array, reflect.Map:
	default:
		return false
	}
	t := r.Type().Elem()
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if r.Len() < 2 || hasText(r.Type()) || hasText(t) {
		return false
	}
	switch t.Kind() {
	case reflect.Struct:
		return t.NumField() > 0
	case reflect.Map:
		return r.Kind() != reflect.Map
	case reflect.Slice, reflect.Array:
		return r.Kind() != reflect.Map && isNumber(t.Elem()) && t.Elem().Kind() != reflect.Uint8 && haveOneLength(r)
	}
	return false
}

// haveOneLength reports whether all lists in a list have the same length, and
// are neither empty nor so long that nobody would want to see them as rows.
func haveOneLength(v reflect.Value) bool {
	const most = 1000
	for i := range v.Len() {
		row := behind(v.Index(i))
		if !row.IsValid() || row.Len() == 0 || row.Len() > most || row.Len() != behind(v.Index(0)).Len() {
			return false
		}
	}
	return true
}
