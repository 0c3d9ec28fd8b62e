package notebook

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// An encoder writes JSON as Jupyter does: indented by one space, keys sorted,
// characters as they are. Package encoding/json escapes more.
type encoder struct{ strings.Builder }

// value writes v, which stands at the given depth.
func (e *encoder) value(v any, depth int) {
	switch v := v.(type) {
	case string:
		e.text(v)
	case Object:
		e.object(v, depth)
	case []any:
		e.list(v, depth)
	case nil:
		e.WriteString("null")
	case json.Number:
		e.WriteString(v.String())
	default: // bool, int
		fmt.Fprint(e, v)
	}
}

func (e *encoder) object(o Object, depth int) {
	if len(o) == 0 {
		e.WriteString("{}")
		return
	}
	separator := byte('{')
	for _, key := range slices.Sorted(maps.Keys(o)) {
		e.WriteByte(separator)
		e.line(depth + 1)
		e.text(key)
		e.WriteString(": ")
		e.value(o[key], depth+1)
		separator = ','
	}
	e.line(depth)
	e.WriteByte('}')
}

func (e *encoder) list(l []any, depth int) {
	if len(l) == 0 {
		e.WriteString("[]")
		return
	}
	separator := byte('[')
	for _, v := range l {
		e.WriteByte(separator)
		e.line(depth + 1)
		e.value(v, depth+1)
		separator = ','
	}
	e.line(depth)
	e.WriteByte(']')
}

func (e *encoder) line(depth int) {
	e.WriteByte('\n')
	for range depth {
		e.WriteByte(' ')
	}
}

var escapes = map[rune]string{'"': `\"`, '\\': `\\`, '\n': `\n`, '\r': `\r`, '\t': `\t`, '\f': `\f`, '\b': `\b`}

func (e *encoder) text(s string) {
	e.WriteByte('"')
	start := 0
	for i, r := range s {
		if r >= ' ' && r != '"' && r != '\\' {
			continue
		}
		e.WriteString(s[start:i])
		if short, ok := escapes[r]; ok {
			e.WriteString(short)
		} else {
			fmt.Fprintf(e, `\u%04x`, r)
		}
		start = i + utf8.RuneLen(r)
	}
	e.WriteString(s[start:])
	e.WriteByte('"')
}
