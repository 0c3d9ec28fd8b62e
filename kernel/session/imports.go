package session

import (
	"cmp"
	"errors"
	"go/ast"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/gonabla/nabla/kernel/build"
	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/check"
	"github.com/gonabla/nabla/kernel/session/scope"
)

// known are the packages outside the standard library whose names need no
// import.
var known = []string{
	"github.com/gonabla/nabla/mathlib",
	"github.com/gonabla/nabla/mathlib/approx",
	"github.com/gonabla/nabla/mathlib/descent",
	"github.com/gonabla/nabla/display",
	"github.com/gonabla/nabla/display/figure",
	"github.com/gonabla/nabla/display/widget",
	"gonum.org/v1/gonum/mat",
	"gonum.org/v1/gonum/floats",
	"gonum.org/v1/gonum/stat",
	"gonum.org/v1/plot",
	"gonum.org/v1/plot/plotter",
	"gonum.org/v1/plot/vg",
	"golang.org/x/exp/constraints", // many notebooks for GoNB use it so
}

// preferred breaks ties between packages of the same name, best first, when all
// of them have what is selected.
var preferred = []string{"math/rand/v2", "math/rand", "text/template", "text/scanner", "runtime/pprof", "container/heap"}

// packages finds the packages that undeclared names stand for.
type packages struct{ byName map[string][]string }

func newPackages(t *build.Toolchain) *packages {
	p := &packages{map[string][]string{}}
	names := map[string]string{"unsafe": "unsafe"} // which nobody compiles
	for _, x := range t.Packages() {
		names[x.Path] = x.Name
	}
	for _, path := range slices.Concat(known, t.Standard(), []string{"unsafe"}) {
		if name := names[path]; name != "" && name != "main" {
			p.byName[name] = append(p.byName[name], path)
		}
	}
	for _, list := range p.byName {
		slices.SortFunc(list, func(a, b string) int {
			return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(strings.Count(a, "/"), strings.Count(b, "/")), cmp.Compare(a, b))
		})
	}
	return p
}

func rank(path string) int {
	if i := slices.Index(slices.Concat(known, preferred), path); i >= 0 {
		return i
	}
	return len(known) + len(preferred)
}

// find returns the first package of a name that has all that is selected from
// it, or just the first.
func (p *packages) find(name string, selected []string, imp types.Importer) (path string, ok bool) {
	list := p.byName[name]
	if len(list) == 0 {
		return "", false
	}
	if len(list) > 1 {
		for _, path := range list {
			if pkg, err := imp.Import(path); err == nil && hasAll(pkg, selected) {
				return path, true
			}
		}
	}
	return list[0], true
}

// names maps the names that need no import to the packages that they stand for
// first of all.
func (p *packages) names() map[string]string {
	list := make(map[string]string, len(p.byName))
	for name, paths := range p.byName {
		list[name] = paths[0]
	}
	return list
}

func hasAll(pkg *types.Package, names []string) bool {
	return !slices.ContainsFunc(names, func(n string) bool { return pkg.Scope().Lookup(n) == nil })
}

// importPaths returns what a cell imports in so many words.
func importPaths(c *cell.Cell) []string {
	var paths []string
	for _, i := range importsOf(c) {
		paths = append(paths, i.path)
	}
	return paths
}

// A writtenImport is an import with the place of its path in the cell.
type writtenImport struct {
	path         string
	line, column int
}

// importsOf lists the imports of a cell, except those that are refused anyway.
func importsOf(c *cell.Cell) (list []writtenImport) {
	for _, p := range c.Pieces {
		if p.Kind != cell.Import {
			continue
		}
		for _, s := range p.Decl.(*ast.GenDecl).Specs {
			written := s.(*ast.ImportSpec).Path
			if path, err := strconv.Unquote(written.Value); err == nil && check.RefusedImport(path) == "" {
				line, column := p.Place(p.Offset(written.Pos()))
				list = append(list, writtenImport{path, line, column})
			}
		}
	}
	return list
}

// placed gives errors about packages that the cell imports their places.
func (x *execution) placed(c *cell.Cell, err error) error {
	all := []error{err}
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		all = several.Unwrap()
	}
	var list check.Diagnostics
	for _, e := range all {
		var refused *build.ImportError
		if !errors.As(e, &refused) {
			return err
		}
		written := importsOf(c)
		at := slices.IndexFunc(written, func(i writtenImport) bool { return i.path == refused.Path })
		if at < 0 {
			return err
		}
		list = append(list, check.Diagnostic{File: x.file, Line: written[at].line, Column: written[at].column, Message: refused.Message})
	}
	return list
}

// paths returns what has been imported.
func paths(list []scope.Import) []string {
	paths := make([]string, len(list))
	for i, im := range list {
		paths[i] = im.Path
	}
	return paths
}
