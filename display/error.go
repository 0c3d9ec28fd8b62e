package display

import (
	"reflect"
	"strings"
)

// maxWrapped is how many errors are written of those that one wraps.
const maxWrapped = 20

// errorText gives the text of an error, and below it those that it wraps with
// their types, which is what errors.Is and errors.As see.
func errorText(err error) (text string, wraps bool) {
	left := maxWrapped
	lines := wrappedLines(nil, err, "  ", &left)
	return strings.Join(append([]string{err.Error()}, lines...), "\n"), len(lines) > 0
}

// wrappedLines adds a line for each error that err wraps.
func wrappedLines(lines []string, err error, indent string, left *int) []string {
	wrapped := unwrap(err)
	for _, inner := range wrapped {
		if inner == nil {
			continue
		}
		if *left--; *left < 0 {
			return append(lines, indent+"…")
		}
		lines = append(lines, indent+"wraps "+typeName(reflect.TypeOf(inner))+": "+inner.Error())
		deeper := indent
		if len(wrapped) > 1 {
			deeper += "  "
		}
		lines = wrappedLines(lines, inner, deeper, left)
	}
	return lines
}

// unwrap gives the errors that err wraps itself.
func unwrap(err error) []error {
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		return []error{e.Unwrap()}
	case interface{ Unwrap() []error }:
		return e.Unwrap()
	}
	return nil
}
