package display

import (
	"cmp"
	"fmt"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// methodText gives the text that a value has for itself: by Error, String or
// Format, or as a matrix. It is empty when there is none, and problem then
// tells what the method panicked with, if that is why. The room is that of a
// matrix.
func methodText(v reflect.Value, room int) (text, problem string) {
	if !v.CanInterface() || isNillable(v.Kind()) && v.IsNil() {
		return "", ""
	}
	x := v.Interface()
	if r, ok := x.(reflect.Value); ok && !r.IsValid() {
		return "reflect.Value{}", ""
	}
	x = withPointerMethods(x)
	switch m := x.(type) {
	case *time.Time: // without the reading of a clock that only measures
		return attempt(m.Round(0).String)
	case error:
		return attempt(visible(m.Error))
	case fmt.Stringer:
		return attempt(visible(m.String))
	case fmt.Formatter:
		return attempt(visible(func() string { return fmt.Sprint(m) }))
	}
	if c, ok := cellsOf(x); ok {
		return attempt(func() string { return matrixText(c, MatrixOptions{Max: room}) })
	}
	return "", ""
}

// visible makes the text of a method "" in quotes when it is empty.
func visible(method func() string) func() string {
	return func() string {
		if text := method(); text != "" {
			return text
		}
		return `""`
	}
}

// isBasic reports whether a kind is that of numbers, strings and truth values.
func isBasic(k reflect.Kind) bool {
	return k >= reflect.Bool && k <= reflect.Complex128 || k == reflect.String
}

func isNillable(k reflect.Kind) bool {
	switch k {
	case reflect.Pointer, reflect.Map, reflect.Slice, reflect.Func, reflect.Chan, reflect.Interface, reflect.UnsafePointer:
		return true
	}
	return false
}

// nilText writes nil, with its type unless that is known.
func nilText(v reflect.Value, pl place) string {
	name := typeName(v.Type())
	switch {
	case pl.typed || pl.depth > 0 && v.Kind() != reflect.Pointer:
		return "nil"
	case strings.ContainsAny(name, "*( <"):
		return "(" + name + ")(nil)"
	}
	return name + "(nil)"
}

// scalar writes a number, a string or a truth value; with its type where Go
// would take the bare text for another type.
func (p *printer) scalar(v reflect.Value, typed bool) string {
	text := ""
	if v.Kind() == reflect.String {
		text = p.quoted(v.String())
	} else {
		text = bare(v)
	}
	if typed || v.Type().PkgPath() == "" && isDefault(v, text) {
		return text
	}
	return typeName(v.Type()) + "(" + text + ")"
}

// isDefault reports whether text alone would have the type of v in Go.
func isDefault(v reflect.Value, text string) bool {
	switch v.Kind() {
	case reflect.Bool, reflect.Int, reflect.String, reflect.Complex128:
		return true
	case reflect.Float64:
		return strings.ContainsAny(text, ".e")
	}
	return false
}

// bare writes a number or a truth value without its type.
func bare(v reflect.Value) string {
	switch k := v.Kind(); {
	case k == reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case v.CanInt():
		return strconv.FormatInt(v.Int(), 10)
	case v.CanUint():
		return strconv.FormatUint(v.Uint(), 10)
	case v.CanFloat():
		return strconv.FormatFloat(v.Float(), 'g', -1, v.Type().Bits())
	}
	return strconv.FormatComplex(v.Complex(), 'g', -1, v.Type().Bits())
}

// quoted quotes a string, and counts the bytes that are cut from a long one.
func (p *printer) quoted(s string) string {
	s, left := p.fitting(s, p.bytes)
	return strconv.Quote(s) + moreBytes(left)
}

// cutAt gives how many bytes of a text to keep, so that no character is split.
func cutAt(s string, limit int) int {
	if len(s) <= limit {
		return len(s)
	}
	cut := limit
	for cut > limit-utf8.UTFMax && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return max(cut, 0)
}

// typeName writes a type as cells do: their own types without "main.".
func typeName(t reflect.Type) string {
	name := t.String()
	var b strings.Builder
	for {
		i := strings.Index(name, "main.")
		if i < 0 {
			b.WriteString(name)
			return strings.ReplaceAll(b.String(), "interface {}", "any")
		}
		before, _ := utf8.DecodeLastRuneInString(name[:i])
		b.WriteString(name[:i])
		if i > 0 && (before == '_' || before == '.' || before == '/' || before == '-' || unicode.IsLetter(before) || unicode.IsDigit(before)) {
			b.WriteString("main.")
		}
		name = name[i+len("main."):]
	}
}

// sortedKeys gives the keys of a map in the order of their values.
func sortedKeys(v reflect.Value) []reflect.Value {
	keys := v.MapKeys()
	sort.SliceStable(keys, func(i, j int) bool { return compareKeys(keys[i], keys[j]) < 0 })
	return keys
}

// keySize is how much of a key is written to find its place.
var keySize = limits{elements: 20, total: 20, bytes: 200, text: 400, depth: 10, matrix: 10}

// compareKeys orders keys: numbers and strings by their value, those of
// different kinds by kind, and all others by their text.
func compareKeys(a, b reflect.Value) int {
	for a.Kind() == reflect.Interface && !a.IsNil() {
		a = a.Elem()
	}
	for b.Kind() == reflect.Interface && !b.IsNil() {
		b = b.Elem()
	}
	switch {
	case a.Kind() != b.Kind():
		return cmp.Compare(a.Kind(), b.Kind())
	case a.CanInt():
		return cmp.Compare(a.Int(), b.Int())
	case a.CanUint():
		return cmp.Compare(a.Uint(), b.Uint())
	case a.CanFloat():
		return cmp.Compare(a.Float(), b.Float())
	case a.Kind() == reflect.String:
		return cmp.Compare(a.String(), b.String())
	}
	text := func(v reflect.Value) string { return newPrinter(keySize).value(v, place{depth: 1}) }
	return cmp.Compare(text(a), text(b))
}
