package browser

import (
	"go/ast"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/scope"
)

// imports lists what the program imports, with the names: what the cell imports
// in so many words, as far as it is used, what earlier cells have imported, and
// what is found by its name.
func (w *writer) imports() (list []scope.Import) {
	missing := map[string]bool{}
	for name := range w.used {
		missing[name] = !w.own[name] && w.State.Lookup(name) == nil && !isPredeclared(name)
	}
	var doubtful []scope.Import
	for _, i := range w.written() {
		name := i.Name
		if name == "" {
			name = scope.LikelyName(i.Path)
		}
		switch {
		case name == "_" || name == ".":
			list = append(list, i)
		case missing[name]:
			missing[name] = false
			list = append(list, i)
		case i.Name == "" && strings.Contains(i.Path, "."): // in the standard library names are as likely
			doubtful = append(doubtful, i)
		}
	}
	for _, name := range sortedKeys(missing) {
		if !missing[name] {
			continue
		}
		if i, ok := w.State.Import(name); ok {
			list = append(list, i)
			missing[name] = false
		} else if path, ok := w.Package(name, w.used[name]); ok && !slices.ContainsFunc(doubtful, func(i scope.Import) bool { return strings.Contains(i.Path, name) }) {
			list = append(list, scope.Import{Name: name, Path: path})
			missing[name] = false
		}
	}
	if slices.Contains(slices.Collect(maps.Values(missing)), true) {
		list = append(list, doubtful...) // one of them may have the name
	}
	return list
}

// written lists the imports of the cell.
func (w *writer) written() (list []scope.Import) {
	for _, p := range w.Cell.Pieces {
		if p.Kind != cell.Import {
			continue
		}
		for _, s := range p.Decl.(*ast.GenDecl).Specs {
			spec := s.(*ast.ImportSpec)
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				continue
			}
			i := scope.Import{Path: path}
			if spec.Name != nil {
				i.Name = spec.Name.Name
			}
			list = append(list, i)
		}
	}
	return list
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
