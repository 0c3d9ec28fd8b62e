package completion

import (
	"maps"
	"slices"

	"github.com/gonabla/nabla/kernel/completion/sketch"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/session/scope"
)

// imports are the packages that cells may use without importing them: those that
// earlier cells have imported, and those that are found by their names.
func (q *question) imports() (list []scope.Import) {
	known := map[string]bool{}
	for _, i := range q.State.Imports() {
		if !sketch.Made(i.Name) && i.Name != "_" {
			known[i.Name] = true
			list = append(list, i)
		}
	}
	if q.Packages == nil {
		return list
	}
	packages := q.Packages()
	for _, name := range slices.Sorted(maps.Keys(packages)) {
		if !known[name] {
			list = append(list, scope.Import{Name: name, Path: packages[name]})
		}
	}
	return list
}

// packages proposes names of packages.
func (q *question) packages(prefix string) (items []interp.CompletionItem) {
	if prefix == "" {
		return nil
	}
	for _, i := range q.imports() {
		if begins(i.Name, prefix) {
			items = append(items, interp.CompletionItem{Text: i.Name, Type: "module", Signature: i.Path})
		}
	}
	return items
}
