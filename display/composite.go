package display

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// composite writes a value that holds or refers to others.
func (p *printer) composite(v reflect.Value, pl place) string {
	switch v.Kind() {
	case reflect.Pointer:
		return p.pointer(v, pl)
	case reflect.Func:
		return functionText(v)
	case reflect.Chan:
		return fmt.Sprintf("%s (%d of %d waiting)", typeName(v.Type()), v.Len(), v.Cap())
	case reflect.UnsafePointer:
		return fmt.Sprintf("unsafe.Pointer(%#x)", v.Pointer())
	}
	name := typeName(v.Type())
	if pl.typed {
		name = ""
	}
	if pl.depth >= p.limits.depth && count(v) > 0 {
		p.cut = true
		return name + "{…}"
	}
	if v.Kind() == reflect.Map || v.Kind() == reflect.Slice && v.Len() > 0 {
		leave, ok := p.enter(v)
		if !ok {
			return name + "{…}"
		}
		defer leave()
	}
	switch v.Kind() {
	case reflect.Map:
		return p.mapping(v, name, pl)
	case reflect.Struct:
		return p.structure(v, name, pl)
	}
	if text, ok := p.byteString(v); ok {
		return byteName(v.Type()) + "(" + text + ")"
	}
	return p.sequence(v, name, pl)
}

// pointer follows a pointer, but not one within what another leads to, unless
// everything is wanted: that is how far the values that belong together usually
// reach. It ends at cycles.
func (p *printer) pointer(v reflect.Value, pl place) string {
	target := v.Elem()
	leave, ok := p.enter(v)
	if !ok {
		return "&" + typeName(target.Type()) + "{…}"
	}
	defer leave()
	if pl.behind && !p.follow || pl.depth >= p.limits.depth {
		return "&" + typeName(target.Type()) + "{…}"
	}
	to := place{depth: pl.depth + 1, behind: true}
	if isBasic(target.Kind()) || target.Kind() == reflect.Pointer || target.Kind() == reflect.Interface {
		return "&(" + p.value(target, to) + ")"
	}
	return "&" + p.value(target, to)
}

// count tells how many elements v has.
func count(v reflect.Value) int {
	if v.Kind() == reflect.Struct {
		return v.NumField()
	}
	return v.Len()
}

// each writes the elements of v as long as there is room, and counts the
// others.
func (p *printer) each(v reflect.Value, write func(i int) string) (texts []string, more int) {
	n := count(v)
	for i := range n {
		if i == p.elements || p.left <= 0 {
			p.cut = true
			return texts, n - i
		}
		p.left--
		texts = append(texts, write(i))
	}
	return texts, 0
}

// sequence writes a slice or an array.
func (p *printer) sequence(v reflect.Value, name string, pl place) string {
	if isBytes(v.Type()) && name != "" {
		name = byteName(v.Type())
	}
	known := v.Type().Elem().Kind() != reflect.Interface
	texts, more := p.each(v, func(i int) string {
		if isBytes(v.Type()) {
			return fmt.Sprintf("0x%02x", v.Index(i).Uint())
		}
		return p.value(v.Index(i), pl.inside(known && !isPointer(v)))
	})
	return layOut(name, texts, more, isBasic(v.Type().Elem().Kind()))
}

// isPointer reports whether the elements are pointers, which are written with
// their types for clearness, though Go would let them be left out.
func isPointer(v reflect.Value) bool { return v.Type().Elem().Kind() == reflect.Pointer }

// structure writes a struct with the names of its fields.
func (p *printer) structure(v reflect.Value, name string, pl place) string {
	texts, more := p.each(v, func(i int) string {
		field := v.Type().Field(i)
		typed := isBasic(field.Type.Kind())
		return labelled(field.Name, p.value(v.Field(i), pl.inside(typed)))
	})
	return layOut(name, texts, more, false)
}

// mapping writes a map in the order of its keys.
func (p *printer) mapping(v reflect.Value, name string, pl place) string {
	keys := sortedKeys(v)
	known := v.Type().Elem().Kind() != reflect.Interface && !isPointer(v)
	texts, more := p.each(v, func(i int) string {
		if i >= len(keys) {
			return "…" // a goroutine has removed keys meanwhile
		}
		key := p.value(keys[i], pl.inside(true))
		return labelled(key, p.value(settable(v.MapIndex(keys[i])), pl.inside(known)))
	})
	return layOut(name, texts, more, false)
}

// labelled writes an element with its key. A text of several lines that is
// not Go, such as a matrix, begins on a line of its own, to keep its shape.
func labelled(key, text string) string {
	first, _, several := strings.Cut(text, "\n")
	if several && !strings.HasSuffix(first, "{") {
		return key + ":\n    " + strings.ReplaceAll(text, "\n", "\n    ")
	}
	return key + ": " + text
}

// layOut writes a composite literal: on one line when there is room, numbers
// in full lines, and everything else with an element on each line.
func layOut(name string, texts []string, more int, dense bool) string {
	if more > 0 {
		texts = append(texts, "… "+strconv.Itoa(more)+" more")
	}
	line := name + "{" + strings.Join(texts, ", ") + "}"
	if len([]rune(line)) <= lineWidth && !strings.Contains(line, "\n") {
		return line
	}
	var b strings.Builder
	b.WriteString(name + "{\n")
	for len(texts) > 0 {
		n := 1
		width := len(texts[0])
		for dense && n < len(texts) && width+len(texts[n])+2 < lineWidth-4 {
			width += len(texts[n]) + 2
			n++
		}
		b.WriteString("    " + strings.ReplaceAll(strings.Join(texts[:n], ", "), "\n", "\n    ") + ",\n")
		texts = texts[n:]
	}
	b.WriteString("}")
	return b.String()
}
