package proto

import "github.com/gonabla/nabla/display/wire"

// Look asks what variables hold, also while a cell runs. A [Seen] with the same ID
// follows in any case.
type Look struct {
	ID   uint64
	What View
	// Names are those of the variables; only the first one counts, unless What is
	// Lines.
	Names []string
	Path  []string // Parts: from the variable to the value whose parts are asked for
}

// A View says what is wanted of variables.
type View uint8

// The views of variables.
const (
	Lines View = iota // each in a line
	Parts             // the parts of one, or of a part of it
	Forms             // one in every form that it can be shown in
	views
)

// Seen is the answer to a [Look].
type Seen struct {
	ID     uint64
	Err    string // why it could not be seen; empty if it could
	Values []Value
	Bundle *wire.Bundle // Forms
}

// A Value is a variable, or a part of one, in a line. Variables that are not there
// are left out.
type Value struct {
	Name, Type, Text, Size string
	Parts                  bool // it has some
}

func (m Look) encode(e *encoder) {
	e.uint(m.ID)
	e.byte(byte(m.What))
	e.strings(m.Names)
	e.strings(m.Path)
}

func (d *decoder) view() View {
	v := View(d.byte())
	if v >= views {
		d.fail("unknown view")
	}
	return v
}

func (m Seen) encode(e *encoder) {
	e.uint(m.ID)
	e.string(m.Err)
	e.uint(uint64(len(m.Values)))
	for _, v := range m.Values {
		e.string(v.Name)
		e.string(v.Type)
		e.string(v.Text)
		e.string(v.Size)
		e.bool(v.Parts)
	}
	e.bundle(m.Bundle)
}

func (d *decoder) seen() Seen {
	m := Seen{ID: d.uint(), Err: d.string()}
	for n := d.count(); n > 0 && d.err == nil; n-- {
		m.Values = append(m.Values, Value{d.string(), d.string(), d.string(), d.string(), d.bool()})
	}
	m.Bundle = d.bundle()
	return m
}
