package peek

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// own is what a value says of itself: by the method of a type of the standard
// library, which are known to be harmless, or as a matrix. Methods of other types
// are never called, since they may do anything, and for ever.
func (p *printer) own(v reflect.Value) (text string, ok bool) {
	t := v.Type()
	named := t
	if t.Kind() == reflect.Pointer && !v.IsNil() {
		named = t.Elem()
	}
	path := named.PkgPath()
	if p.cut || path == "" || path == "main" || slices.Contains(opaque, path) || !v.CanAddr() {
		return "", false
	}
	defer func() { recover() }()
	x := v.Addr().Interface()
	if t.Kind() == reflect.Pointer {
		x = v.Interface()
	}
	switch first, _, _ := strings.Cut(path, "/"); {
	case strings.Contains(first, "."):
		return "", false
	default:
		switch m := x.(type) {
		case *time.Time:
			return m.Round(0).String(), true
		case error:
			return strconv.Quote(m.Error()), true
		case fmt.Stringer:
			return m.String(), true
		}
	}
	return "", false
}

// mostEntries is how many entries of a matrix are written.
const mostEntries = 25

// matrix writes a matrix of gonum or mathlib: its size, and the entries of a small
// one as in "[1 2; 3 4]".
func (p *printer) matrix(v reflect.Value) (text string, ok bool) {
	path := elemPackage(v.Type())
	if !strings.HasPrefix(path, "gonum.org/v1/gonum/mat") && !strings.HasPrefix(path, "github.com/gonabla/nabla/mathlib") || !v.CanAddr() || v.IsZero() {
		return "", false
	}
	x := v.Addr().Interface()
	if v.Kind() == reflect.Pointer {
		x = v.Interface()
	}
	m, ok := x.(interface {
		Dims() (rows, columns int)
		At(i, j int) float64
	})
	if !ok {
		return "", false
	}
	defer func() {
		if recover() != nil {
			text, ok = "", false
		}
	}()
	rows, columns := m.Dims()
	size := fmt.Sprintf("%d×%d", rows, columns)
	if p.b.Len() == 0 {
		p.size = size
	}
	text = typeName(v.Type()) + " " + size
	if p.cut || rows*columns > mostEntries {
		return text, true
	}
	return text + " [" + entries(m.At, rows, columns) + "]", true
}

func entries(at func(i, j int) float64, rows, columns int) string {
	var b strings.Builder
	for i := range rows {
		if i > 0 {
			b.WriteString("; ")
		}
		for j := range columns {
			if j > 0 {
				b.WriteString(" ")
			}
			b.WriteString(strconv.FormatFloat(at(i, j), 'g', 4, 64))
		}
	}
	return b.String()
}
