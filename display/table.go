package display

import (
	"reflect"
	"strconv"

	"github.com/gonabla/nabla/display/wire"
)

// TableOptions say how [Table] shows rows. The zero value is right for most.
type TableOptions struct {
	// Caption stands above the table. Formulas between dollar signs are typeset
	// in it, but not in the entries. Empty means none.
	Caption string
	// Columns are the names of the columns that are shown, in this order. For
	// rows whose columns have only numbers, such as those of a matrix, they are
	// the names that the columns get. Nil means all, as they come.
	Columns []string
	// Digits is the number of significant digits of numbers; 0 means 6.
	Digits int
	// Max is the number of rows that are shown of a longer table, the first
	// and the last; 0 means 20.
	Max int
	// MaxColumns is the same for columns; 0 means 20.
	MaxColumns int
	// Width is the number of characters after which the text of an entry is
	// cut; 0 means 40.
	Width int
}

// Table shows rows as a table: a slice, an array or a map of structs, maps,
// slices or plain values, pointers to them, or a matrix. The fields of structs
// and the keys of maps become columns; their types stand below their names,
// numbers are flush right, and of a long table the first and the last rows are
// shown. A single struct is shown field by field.
//
// Of several options the last count. What has no rows is shown as [Show] would.
func Table(rows any, options ...TableOptions) *Handle { return show(tableOrValue(rows, options)) }

// tableOrValue gives a table as the last options say, and what has no rows as
// any value.
func tableOrValue(rows any, options []TableOptions) *wire.Bundle {
	var o TableOptions
	for _, o = range options {
	}
	b, problem := attempt(func() *wire.Bundle { return tableBundle(rows, o) })
	if b == nil {
		b = bundleOf(rows)
		if problem != "" {
			b.Data[plainText] = append(b.Data[plainText], "\n(it cannot be shown as a table: "+problem+")"...)
		}
	}
	return b
}

// tableBundle gives a table in its forms, nil when v has no rows.
func tableBundle(v any, o TableOptions) *wire.Bundle {
	t := tableOf(v, o)
	if t == nil {
		return nil
	}
	written := t.write(o)
	b := textBundle(written.text())
	b.Data[htmlText] = []byte(written.html())
	return b
}

// A table is what rows have in common, whatever they are.
type table struct {
	kind    string // the type of the whole
	columns []column
	rows    int
	label   func(i int) string // what stands before row i
	labels  column
}

// A column is one column of a table.
type column struct {
	name, kind string
	right      bool                        // flush right
	at         func(row int) reflect.Value // the entry; not valid where there is none
	common     func() reflect.Type         // the type that all entries have within their interfaces; nil when kind is it
}

// tableOf gives the table that v is, nil when it is none.
func tableOf(v any, o TableOptions) *table {
	if isNilPointer(v) {
		return nil
	}
	if m, ok := v.(Grid); ok {
		return gridTable(m, o)
	}
	r := reflect.ValueOf(v)
	for r.Kind() == reflect.Pointer && !r.IsNil() {
		r = r.Elem()
	}
	var t *table
	switch r.Kind() {
	case reflect.Slice, reflect.Array:
		t = sliceTable(r)
	case reflect.Map:
		t = mapTable(r)
	case reflect.Struct:
		t = fieldTable(settable(r))
	default:
		return nil
	}
	t.kind = typeName(r.Type())
	t.choose(o.Columns)
	return t
}

// choose leaves the columns with these names, in this order, or names those
// that have only numbers.
func (t *table) choose(names []string) {
	if names == nil {
		return
	}
	numbered := true
	byName := map[string]column{}
	for i, c := range t.columns {
		byName[c.name] = c
		numbered = numbered && c.name == strconv.Itoa(i)
	}
	if numbered {
		for i := range min(len(names), len(t.columns)) {
			t.columns[i].name = names[i]
		}
		return
	}
	t.columns = nil
	for _, name := range names {
		c, ok := byName[name]
		if !ok {
			panic("there is no column " + strconv.Quote(name))
		}
		t.columns = append(t.columns, c)
	}
}

// gridTable gives the table of a matrix.
func gridTable(m Grid, o TableOptions) *table {
	rows, columns := m.Dims()
	t := &table{kind: typeName(reflect.TypeOf(m)), rows: rows, label: strconv.Itoa, labels: column{right: true}}
	for j := range columns {
		t.columns = append(t.columns, column{
			name: strconv.Itoa(j), kind: "float64", right: true,
			at: func(i int) reflect.Value { return reflect.ValueOf(m.At(i, j)) },
		})
	}
	t.choose(o.Columns)
	return t
}

// sliceTable gives the table whose rows are the elements of a slice.
func sliceTable(v reflect.Value) *table {
	t := &table{rows: v.Len(), label: strconv.Itoa, labels: column{right: true}}
	t.columns = columnsOf(v.Type().Elem(), v.Len(), v.Index)
	return t
}

// mapTable gives the table whose rows are the elements of a map, in the order
// of its keys.
func mapTable(v reflect.Value) *table {
	keys := sortedKeys(v)
	t := &table{
		rows:   len(keys),
		label:  func(i int) string { return entryText(keys[i], TableOptions{}) },
		labels: column{name: "key", kind: typeName(v.Type().Key()), right: isNumber(v.Type().Key())},
	}
	t.columns = columnsOf(v.Type().Elem(), len(keys), func(i int) reflect.Value { return v.MapIndex(keys[i]) })
	return t
}

// fieldTable gives the table whose rows are the fields of a struct.
func fieldTable(v reflect.Value) *table {
	fields := v.Type()
	return &table{
		rows:   v.NumField(),
		label:  func(i int) string { return fields.Field(i).Name },
		labels: column{name: "field"},
		columns: []column{
			{name: "type", at: func(i int) reflect.Value { return reflect.ValueOf(typeLabel(typeName(fields.Field(i).Type))) }},
			{name: "value", at: func(i int) reflect.Value { return readable(v.Field(i)) }},
		},
	}
}

// A typeLabel is the name of a type as an entry of a table.
type typeLabel string

func (t typeLabel) String() string { return string(t) }
