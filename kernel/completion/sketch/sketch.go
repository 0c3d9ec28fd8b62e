// Package sketch makes a Go package of a cell that is being written, and of what
// the cells before it have defined, for tools that read Go but know nothing of
// notebooks; and it maps positions in the cell to positions in that package, and
// back.
//
// The package has two files. One holds the definitions of the session, with
// variables as declarations of their types. The other holds the cell: what it
// imports and what it takes without an import, its declarations, and its
// statements as the body of a function. Each byte of the cell is copied as it is,
// so that a position is moved, never computed anew. Cells that are not finished
// are the usual case: brackets that are open are closed, and where nothing is
// written yet at the cursor, a name stands in for it.
//
// The package is pure, and it never fails: of a cell that makes no sense comes Go
// that makes none.
package sketch

import (
	"go/token"
	"strings"

	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/scope"
)

// A Scene is what a sketch is made of.
type Scene struct {
	// Code is the text of the cell.
	Code string
	// Cursor is the byte offset in Code at which something is going to be
	// written; less than 0 for none.
	Cursor int
	// State is what the session has defined.
	State *scope.State
	// Form tells the form of the command of a name.
	Form func(name string) cell.Form
	// Find returns the package that an undeclared name stands for, given the
	// names selected from it.
	Find func(name string, selected []string) (path string, ok bool)
	// PackageName returns the name in a package's clause, or "".
	PackageName func(path string) string
	// Always are packages that the cell's file imports in any case, so that what
	// it imports does not change with what is written.
	Always []scope.Import
}

// A Sketch is a Go package, main, of two files.
type Sketch struct {
	// Cell is the file that holds the cell, and Session the one with what was
	// defined before.
	Cell, Session string

	places []place
}

// Function is the name of the function that holds the statements of the cell.
const Function = "nabla_cell"

// standIn is the name that is put where nothing is written yet.
const standIn = "nabla_"

// Made reports whether a name is one that is not the user's.
func Made(name string) bool { return strings.HasPrefix(name, "nabla_") }

// Make makes the sketch of a scene.
func Make(s Scene) *Sketch {
	if s.State == nil {
		s.State = new(scope.State)
	}
	s.Code = strings.ReplaceAll(s.Code, "\r\n", " \n") // as long, and Cut leaves it so
	m := &maker{scene: s, text: &amended{original: plain(s.Code, s.Form)}}
	if s.Cursor >= 0 {
		m.standIn()
	}
	m.pieces = cell.Split(m.text.String())
	m.close()
	if m.program() {
		m.scene.State = new(scope.State)
	}
	m.writeBody()
	m.writeHead()
	head := m.head.String()
	places := m.head.places
	for _, p := range m.body.places {
		p.file += len(head)
		places = append(places, p)
	}
	return &Sketch{Cell: head + m.body.String(), Session: m.session(), places: places}
}

// plain is the Go of a cell, each byte where it was.
func plain(code string, form func(string) cell.Form) string {
	_, text := cell.Cut(code, form)
	return text
}

// maker holds the work on one sketch.
type maker struct {
	scene  Scene
	text   *amended
	pieces []*cell.Piece

	head, body section         // of the cell's file
	imports    []scope.Import  // that the cell writes
	declared   map[string]bool // names that the cell's file declares; "Type.Method" for methods
}

// A section is a part of the cell's file.
type section struct {
	strings.Builder
	places []place
}

// program reports whether the cell is a whole program, which shares nothing with
// other cells.
func (m *maker) program() bool {
	if first := firstToken(m.text.String()); first != token.PACKAGE {
		return false
	}
	for _, p := range m.pieces {
		if p.Kind == cell.Func && funcName(p.Text) == "main" {
			return true
		}
	}
	return false
}
