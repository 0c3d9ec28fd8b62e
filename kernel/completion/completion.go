// Package completion answers what may stand at the cursor of a cell, and what the
// name there is.
//
// What is asked about is found first: a command and its arguments, a path in an
// import or a string, or Go. For Go a sketch is made of the cell and of what the
// session has defined (package sketch). What may stand there is asked of gopls
// (package gopls), if there is one, and, when that takes long, found by go/types
// (package static), whose answer is plainer and always there. What a name is says
// go/types at once, and gopls if that cannot. What neither knows comes from the
// notebook: names of packages that need no import, and the values of variables.
//
// The package sees the session as a [Notebook], which stays as it is while a
// question is answered, so that it never waits for a cell that runs.
package completion

import (
	"context"
	"go/token"
	"go/types"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gonabla/nabla/kernel/command"
	"github.com/gonabla/nabla/kernel/completion/sketch"
	"github.com/gonabla/nabla/kernel/completion/static"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/scope"
)

// A Notebook is what a session is at the moment of a question.
type Notebook struct {
	// State is what its cells have defined.
	State *scope.State
	// Importer reads export data; Origin says where that was declared.
	Importer types.Importer
	Origin   static.Origin
	// Find returns the package that an undeclared name stands for, given the
	// names selected from it.
	Find func(name string, selected []string) (path string, ok bool)
	// PackageName returns the name in a package's clause, or "".
	PackageName func(path string) string
	// Packages maps the names that need no import to the paths of their packages.
	Packages func() map[string]string
	// Paths lists what may be imported without a download, of what begins with
	// prefix. One that ends in a slash is the beginning of such a path.
	Paths func(prefix string) []string
	// Value returns what a variable of the session holds, as text; ok is false
	// if that is not to be had now.
	Value func(ctx context.Context, name string) (text string, ok bool)
	// Source returns the declaration of a name with the comment above it, as it
	// stands in its cell; empty if it is not known.
	Source func(name string) string
}

// Complete proposes how to go on at cursor, a byte offset in code.
func (c *Completer) Complete(n Notebook, code string, cursor int) interp.Completion {
	q := ask(n, code, cursor)
	if line, ok := q.command(); ok {
		return q.completeCommand(c, line)
	}
	if t := sketch.TokenAt(q.plain, q.cursor); t.IsLiteral() || t.Kind == token.COMMENT {
		return q.completeLiteral(t)
	}
	return q.completeGo(c)
}

// A question is about one place of a cell.
type question struct {
	Notebook
	code   string // with the ends of lines as Go has them
	cursor int
	plain  string // its Go, each byte where it was
	all    []cell.Command
}

func ask(n Notebook, code string, cursor int) *question {
	q := &question{Notebook: n, code: strings.ReplaceAll(code, "\r\n", " \n"), cursor: max(0, min(cursor, len(code)))}
	q.all, q.plain = cell.Cut(q.code, command.Form)
	return q
}

// prefix is the part of a name before the cursor.
func (q *question) prefix() string {
	start := q.cursor
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(q.code[:start])
		if r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		start -= size
	}
	return q.code[start:q.cursor]
}

// scene is what sketches are made of; cursor is less than 0 if nothing is being
// written.
func (q *question) scene(cursor int) sketch.Scene {
	return sketch.Scene{Code: q.code, Cursor: cursor, State: q.State, Form: command.Form, Find: q.Find, PackageName: q.PackageName}
}

// propose makes a completion that replaces what stands before the cursor from
// start on.
func (q *question) propose(start int, items []interp.CompletionItem) interp.Completion {
	if len(items) == 0 {
		start = q.cursor
	}
	return interp.Completion{Start: start, End: q.cursor, Items: items}
}
