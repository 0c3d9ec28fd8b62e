// Package variables shows the variables of a session, for the command %whos.
// Only Go that commands make imports it.
package variables

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/gonabla/nabla/display"
	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/command/listing"
)

// Show shows variables as a table. Each is given by its name, its type, the
// number of its cell and a pointer to it.
func Show(variables ...any) {
	l := listing.Listing{Head: []string{"Name", "Type", "Size", "Value", "Cell"}}
	for i := 0; i+3 < len(variables); i += 4 {
		v := reflect.ValueOf(variables[i+3]).Elem()
		l.Add(variables[i].(string), variables[i+1].(string), sizeOf(v), oneLine(v), strconv.Itoa(variables[i+2].(int)))
	}
	b := l.Bundle()
	wire.Publish(wire.Frame{Kind: wire.Display, Bundle: &b})
}

// width is how many characters of a value are shown.
const width = 60

// oneLine is the text of a value without what is below its first line.
func oneLine(v reflect.Value) string {
	text := strings.TrimSpace(display.Text(v.Interface()))
	first, _, more := strings.Cut(text, "\n")
	if runes := []rune(first); len(runes) > width {
		return string(runes[:width]) + "…"
	}
	if more {
		first += " …"
	}
	return first
}
