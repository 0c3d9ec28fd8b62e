// Package display shows values in a notebook: text in Go's own syntax, matrices
// and formulas typeset, tables, pictures, plots and charts drawn, and how far a
// long computation has come.
//
// The value of a cell's last expression is shown by itself; [Show] shows values
// from anywhere in a cell. What a value looks like is found out in this order:
//
//  1. the method MIMEBundle, which gives a map[string][]byte, gives all forms;
//  2. a *plot.Plot of gonum, or anything with its WriterTo method, is drawn;
//  3. the methods HTML, Markdown, LaTeX, SVG and PNG, which give a string or
//     []byte and perhaps an error, each give one form, so that any type can
//     choose how it is shown without importing anything;
//  4. a matrix, which is anything with Dims and At, is typeset;
//  5. an image.Image is drawn;
//  6. two or more structs, maps or lists of numbers are set as a table;
//  7. everything has a text form: that of its Error, String or Format method,
//     else Go syntax, cut at a readable size. [All] shows everything.
//
// Content of which the form is known is shown by [HTML], [Markdown], [LaTeX],
// [SVG], [PNG], [JPEG], [JSON] and [Vega]; [Matrix] and [Table] have options.
// Each of these gives a [Handle] by which other content takes its place; [Clear]
// and [ClearLater] remove all that the cell has shown.
// [Progress] and its kin watch loops, [Input] and [Password] ask the user.
//
// The text always accompanies the other forms, and pictures have descriptions
// for those who cannot see them. Nothing needs a script, a style sheet or a
// network, so that a notebook looks the same in the hands of somebody who does
// not trust it; only charts and widgets are drawn by the front end. Outside a notebook
// every function of this package prints the text to standard output instead.
//
// The package is linked into every program that runs cells, so it imports
// little, and meets gonum and mathlib by the names of their methods only.
package display

import (
	"strings"

	"github.com/gonabla/nabla/display/wire"
)

// Show shows each value on its own, one below the other.
func Show(v ...any) *Handle {
	h := new(Handle)
	h.Update(v...)
	return h
}

// ShowResult shows the value of a cell's last expression, which may be several
// values when it is a call. Values that are nil interfaces, such as nil errors,
// are left out, and so are handles, which stand for what is already shown; when
// nothing else remains, nothing is shown. The kernel calls it; a program has no
// need to.
func ShowResult(v ...any) {
	var kept []any
	for _, x := range v {
		if _, isHandle := x.(*Handle); x != nil && !isHandle {
			kept = append(kept, x)
		}
	}
	var b *wire.Bundle
	switch len(kept) {
	case 0:
		return
	case 1:
		b = bundleOf(kept[0])
	default:
		b = textBundle(joinTexts(kept))
	}
	b.Result = true
	publish(b)
}

// joinTexts gives the texts of several values: on one line when each of them
// is, else one below the other.
func joinTexts(values []any) string {
	texts := make([]string, len(values))
	length := 0
	separator := ", "
	for i, x := range values {
		texts[i] = Text(x)
		length += len(texts[i])
		if length > lineWidth || strings.Contains(texts[i], "\n") {
			separator = "\n"
		}
	}
	return strings.Join(texts, separator)
}
