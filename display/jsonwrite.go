package display

import (
	"encoding/base64"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
)

// This file writes values as JSON, by the rules of package encoding/json: that
// package itself would make every program that runs cells start slower.

// maxJSONDepth ends the writing of a value that holds itself.
const maxJSONDepth = 200

// A jsonWriter writes one value as JSON.
type jsonWriter struct {
	out   strings.Builder
	depth int
}

// value writes v.
func (w *jsonWriter) value(v reflect.Value) error {
	if !v.IsValid() || isNillable(v.Kind()) && v.IsNil() && v.Kind() != reflect.Func && v.Kind() != reflect.Chan {
		w.out.WriteString("null")
		return nil
	}
	if w.depth++; w.depth > maxJSONDepth {
		return errors.New("it is nested too deeply, or holds itself")
	}
	defer func() { w.depth-- }()
	if done, err := w.byMethod(v); done {
		return err
	}
	switch k := v.Kind(); {
	case k == reflect.Bool:
		w.out.WriteString(strconv.FormatBool(v.Bool()))
	case v.CanInt(), v.CanUint():
		w.out.WriteString(bare(v))
	case v.CanFloat():
		w.float(v.Float(), v.Type().Bits())
	case k == reflect.String:
		w.out.WriteString(jsonString(v.String()))
	case k == reflect.Pointer, k == reflect.Interface:
		return w.value(v.Elem())
	case k == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8:
		w.out.WriteString(jsonString(base64.StdEncoding.EncodeToString(v.Bytes())))
	case k == reflect.Slice, k == reflect.Array:
		return w.list(v.Len(), func(i int) error { return w.value(v.Index(i)) })
	case k == reflect.Map:
		return w.mapping(v)
	case k == reflect.Struct:
		return w.structure(v)
	default:
		return errors.New("JSON has no form for " + typeName(v.Type()))
	}
	return nil
}

// byMethod writes a value that knows its JSON or its text, and a matrix.
func (w *jsonWriter) byMethod(v reflect.Value) (done bool, err error) {
	if !v.CanInterface() {
		return false, nil
	}
	x := withPointerMethods(v.Interface())
	switch m := x.(type) {
	case interface{ MarshalJSON() ([]byte, error) }:
		text, err := m.MarshalJSON()
		if err == nil {
			err = validJSON(string(text))
		}
		w.out.Write(text)
		return true, err
	case interface{ MarshalText() ([]byte, error) }:
		text, err := m.MarshalText()
		w.out.WriteString(jsonString(string(text)))
		return true, err
	case Grid:
		rows, columns := m.Dims()
		return true, w.list(rows, func(i int) error {
			return w.list(columns, func(j int) error { w.float(m.At(i, j), 64); return nil })
		})
	}
	return false, nil
}

// float writes a number, null for one that JSON does not have.
func (w *jsonWriter) float(x float64, bits int) {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		w.out.WriteString("null")
		return
	}
	w.out.WriteString(strconv.FormatFloat(x, 'g', -1, bits))
}

// list writes n values.
func (w *jsonWriter) list(n int, write func(i int) error) error {
	w.out.WriteByte('[')
	for i := range n {
		if i > 0 {
			w.out.WriteByte(',')
		}
		if err := write(i); err != nil {
			return err
		}
	}
	w.out.WriteByte(']')
	return nil
}

// member writes a name and its value.
func (w *jsonWriter) member(first *bool, name string, v reflect.Value) error {
	if !*first {
		w.out.WriteByte(',')
	}
	*first = false
	w.out.WriteString(jsonString(name) + ":")
	return w.value(v)
}

// mapping writes a map in the order of its keys.
func (w *jsonWriter) mapping(v reflect.Value) error {
	w.out.WriteByte('{')
	first := true
	for _, key := range sortedKeys(v) {
		name, err := jsonKey(key)
		if err == nil {
			err = w.member(&first, name, v.MapIndex(key))
		}
		if err != nil {
			return err
		}
	}
	w.out.WriteByte('}')
	return nil
}

// jsonKey gives the name that a key becomes.
func jsonKey(key reflect.Value) (string, error) {
	for key.Kind() == reflect.Interface && !key.IsNil() {
		key = key.Elem()
	}
	switch {
	case key.Kind() == reflect.String:
		return key.String(), nil
	case key.CanInt(), key.CanUint(), key.CanFloat(), key.Kind() == reflect.Bool:
		return bare(key), nil
	}
	if m, ok := key.Interface().(interface{ MarshalText() ([]byte, error) }); ok {
		text, err := m.MarshalText()
		return string(text), err
	}
	return "", errors.New("JSON has no form for keys of the type " + typeName(key.Type()))
}

// structure writes the exported fields of a struct.
func (w *jsonWriter) structure(v reflect.Value) error {
	w.out.WriteByte('{')
	first := true
	if err := w.fields(v, &first); err != nil {
		return err
	}
	w.out.WriteByte('}')
	return nil
}

// fields writes the exported fields of a struct, and those of the structs
// embedded in it, as members of one object.
func (w *jsonWriter) fields(v reflect.Value, first *bool) error {
	for i := range v.NumField() {
		field, value := v.Type().Field(i), v.Field(i)
		tag := field.Tag.Get("json")
		name, options, _ := strings.Cut(tag, ",")
		switch {
		case tag == "-", strings.Contains(options, "omitempty") && isEmptyJSON(value), strings.Contains(options, "omitzero") && value.IsZero():
			continue
		case field.Anonymous && name == "" && value.Kind() == reflect.Struct:
			if err := w.fields(value, first); err != nil {
				return err
			}
			continue
		case !field.IsExported():
			continue
		case name == "":
			name = field.Name
		}
		if err := w.member(first, name, value); err != nil {
			return err
		}
	}
	return nil
}

// isEmptyJSON reports whether omitempty leaves a value out.
func isEmptyJSON(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.Map, reflect.Array, reflect.String:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}

// jsonString quotes a text as JSON does. Bytes that are not UTF-8 become
// replacement characters.
func jsonString(s string) string {
	var quoted strings.Builder
	quoted.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			quoted.WriteByte('\\')
			quoted.WriteRune(r)
		case r < ' ':
			fmt.Fprintf(&quoted, `\u%04x`, r)
		default:
			quoted.WriteRune(r)
		}
	}
	quoted.WriteByte('"')
	return quoted.String()
}
