// Package carry moves the values of variables to types that were given another
// layout.
//
// A type with another layout is another type, under the same name; what was
// made before keeps the old one. For every variable whose type is replaced there
// is a new one, and its value is carried over: fields of the same name, elements
// of slices, arrays and maps, what pointers point to and interfaces hold. What
// was shared is shared again, and what points back to itself does so again.
// Values of the old types that hide behind interfaces in other variables are
// replaced where they are.
//
// Its phases are: move, for the variables with a new type; walk, for those that
// stay and can reach an interface; and, until nothing is left, what pointers
// lead to, so that a list may be as long as memory allows.
//
// What libraries keep to themselves is not looked into, and functions, channels
// and pointers into the middle of a value stay with the old one.
package carry

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unsafe"
)

// A Variable is a variable of the cells. Its values can be set.
type Variable struct {
	Name string
	// Old is what it was before it got a new type; not valid if it did not.
	Old reflect.Value
	New reflect.Value
}

// Values carries over the variables that have a new type, and what the others
// hold. The types are those that were replaced, with what they are now. It
// returns what could not be carried over, a phrase each.
func Values(types map[reflect.Type]reflect.Type, variables []Variable) (lost []string) {
	m := &mover{
		types: types, stale: map[reflect.Type]bool{}, holds: map[reflect.Type]bool{}, at: map[place]reflect.Value{},
		arrays: map[place]*array{}, walked: map[place]bool{}, told: map[string]bool{}, pairs: map[place][]fieldPair{},
	}
	for _, v := range variables {
		if v.Old.IsValid() {
			m.at[place{v.Old.Addr().UnsafePointer(), v.Old.Type(), v.New.Type()}] = v.New.Addr()
		}
	}
	for _, v := range variables {
		if v.Old.IsValid() {
			m.move(v.New, v.Old, v.Name)
		} else {
			m.walk(v.New, v.Name)
		}
	}
	for len(m.slices)+len(m.later) > 0 {
		next := &m.slices
		if len(m.slices) == 0 {
			next = &m.later
		}
		waiting := *next
		*next = nil
		for _, f := range waiting {
			f()
		}
	}
	slices.Sort(m.lost)
	return m.lost
}

// A mover is one carrying over.
type mover struct {
	types  map[reflect.Type]reflect.Type
	stale  map[reflect.Type]bool // whether a type is made of replaced ones
	holds  map[reflect.Type]bool // whether a value of the type can reach an interface
	at     map[place]reflect.Value
	arrays map[place]*array // by the last element
	walked map[place]bool
	slices []func() // to be done first, as pointers may lead to their elements
	later  []func()
	copies []reflect.Value // kept, so that no address in at is used twice
	lost   []string
	told   map[string]bool
	pairs  map[place][]fieldPair // by types
	losses int                   // the same ones several times
	// replacements counts the values behind interfaces that were replaced.
	replacements int
}

// A place is an address that is taken for that of a value of one type, which
// becomes one of another.
type place struct {
	addr     unsafe.Pointer
	old, new reflect.Type
}

func (m *mover) lose(format string, args ...any) {
	m.losses++
	text := fmt.Sprintf(format, args...)
	if !m.told[text] {
		m.told[text] = true
		m.lost = append(m.lost, text)
	}
}

// loseType loses a value because its type is another kind of type now.
func (m *mover) loseType(where string, old, new reflect.Type) {
	was, is := name(old), name(new)
	if was == is {
		was, is = old.Kind().String(), new.Kind().String()
	}
	m.lose("%s (%s, now %s)", where, was, is)
}

// copyOf returns a copy of v that can be set.
func (m *mover) copyOf(v reflect.Value) reflect.Value {
	c := reflect.New(v.Type()).Elem()
	c.Set(v)
	m.copies = append(m.copies, c)
	return c
}

// field returns a field that can be set, whatever its name.
func field(v reflect.Value, i int) reflect.Value {
	f := v.Field(i)
	return reflect.NewAt(f.Type(), f.Addr().UnsafePointer()).Elem()
}

// name returns the name of a type as cells know it, without their package.
func name(t reflect.Type) string {
	const prefix = "main."
	text := t.String()
	for from := 0; ; {
		at := strings.Index(text[from:], prefix)
		if at < 0 {
			return text
		}
		from += at
		if from > 0 && (unicode.IsLetter(rune(text[from-1])) || unicode.IsDigit(rune(text[from-1])) || text[from-1] == '_') {
			from += len(prefix) // of a package whose name ends so
			continue
		}
		text = text[:from] + text[from+len(prefix):]
	}
}
