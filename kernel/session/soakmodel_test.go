package session

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// A model is what a session must hold. Its values are never changed in place, so
// that a copy of the maps is a copy of the model.
type model struct {
	// values are those of variables: int, string, []int, map[int]int, point, boxed,
	// pointer or lost.
	values    map[string]any
	functions map[string]function
	types     map[string]pointType
}

// A point is what a variable of a type of the cells holds.
type point struct {
	typ  string
	a, b int
	c    string
}

// A boxed is a point, itself and not its address, in a variable that is an
// interface.
type boxed point

// A pointer is the address of the variable of that name.
type pointer string

// A lost is a variable that no snapshot can hold: a function, which counts to n,
// or a channel.
type lost struct{ n int }

// A function multiplies and adds: with constants; or it adds a variable to what
// another function makes.
type function struct {
	factor, summand int
	arguments       int // that it has: one or two
	inner, variable string
}

// A pointType is a struct with A and B, and with C unless it is narrow, in one of
// two orders; its method Sum multiplies A.
type pointType struct {
	narrow, swapped bool
	factor          int
}

func newModel() model {
	return model{map[string]any{}, map[string]function{}, map[string]pointType{}}
}

func (m model) clone() model {
	return model{maps.Clone(m.values), m.functions, m.types} // these outlive the worker
}

// show returns an expression that shows a variable, and what it shows.
func (m model) show(name string) (expression, shown string) {
	switch v := m.values[name].(type) {
	case lost:
		return "", ""
	case point:
		typ := m.types[v.typ]
		if typ.narrow {
			return fmt.Sprintf("%s.A, %[1]s.B, %[1]s.Sum()", name), fmt.Sprint(v.a, v.b, v.a*typ.factor+v.b)
		}
		return fmt.Sprintf("%s.A, %[1]s.B, %[1]s.Sum(), %[1]s.C", name), fmt.Sprintf("%d %d %d %s", v.a, v.b, v.a*typ.factor+v.b, v.c)
	case boxed:
		return name, m.types[v.typ].print(point(v))
	case pointer:
		return "*" + name, fmt.Sprint(m.values[string(v)])
	default:
		return name, fmt.Sprint(v)
	}
}

// drop forgets a variable, and those that point to it, which may point to one that
// has no name any more.
func (m model) drop(name string) {
	delete(m.values, name)
	for other, value := range m.values {
		if p, ok := value.(pointer); ok && string(p) == name {
			delete(m.values, other)
		}
	}
}

// narrow takes C away from the points of a type.
func (m model) narrow(typ string) {
	for name, value := range m.values {
		switch v := value.(type) {
		case point:
			if v.typ == typ {
				v.c = ""
				m.values[name] = v
			}
		case boxed:
			if v.typ == typ {
				v.c = ""
				m.values[name] = v
			}
		}
	}
}

// print is what package fmt makes of a point.
func (p pointType) print(v point) string {
	fields := []any{v.a, v.b}
	if p.swapped {
		fields = []any{v.b, v.a}
	}
	if !p.narrow {
		fields = append(fields, v.c)
	}
	return "{" + strings.TrimSuffix(fmt.Sprintln(fields...), "\n") + "}"
}

// call is what a function makes of a number; not ok if it no longer compiles.
func (m model) call(name string, x int) (n int, ok bool) {
	f, ok := m.functions[name]
	if !ok || f.inner == "" {
		return f.factor*x + f.summand, ok
	}
	if m.functions[f.inner].arguments != 1 {
		return 0, false
	}
	summand, ok := m.values[f.variable].(int)
	n, inner := m.call(f.inner, x)
	return n + summand, ok && inner
}

// callText is the text of a call.
func (m model) callText(name, argument string) string {
	if m.functions[name].arguments == 2 {
		argument += ", 0"
	}
	return name + "(" + argument + ")"
}

// define is the text of a function.
func (f function) define(name string) string {
	switch {
	case f.inner != "":
		return fmt.Sprintf("func %s(x int) int { return %s(x) + %s }", name, f.inner, f.variable)
	case f.arguments == 2:
		return fmt.Sprintf("func %s(x, y int) int { return %d*x + %d + y }", name, f.factor, f.summand)
	}
	return fmt.Sprintf("func %s(x int) int {\n\tsum := %d\n\tfor range %d { sum += x }\n\treturn sum\n}", name, f.summand, f.factor)
}

// define is the text of a type with its method.
func (p pointType) define(name string) string {
	fields := []string{"A int", "B int"}
	if p.swapped {
		fields = []string{"B int", "A int"}
	}
	if !p.narrow {
		fields = append(fields, "C string")
	}
	text := "type " + name + " struct {\n"
	for _, field := range fields {
		text += "\t" + field + "\n"
	}
	return text + fmt.Sprintf("}\nfunc (p *%s) Sum() int { return p.A*%d + p.B }", name, p.factor)
}

// having returns one of the variables that hold a T.
func having[T any](m model, r *rand.Rand) (name string, value T, ok bool) {
	names := slices.Sorted(maps.Keys(m.values))
	names = slices.DeleteFunc(names, func(name string) bool {
		_, ok := m.values[name].(T)
		return !ok || name[0] == 'r' // may have another type when the cell is there
	})
	if len(names) == 0 {
		return "", value, false
	}
	name = names[r.IntN(len(names))]
	return name, m.values[name].(T), true
}
