package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/session/scope"
)

// refuseNames reports names that cannot be declared: those that the cell
// declares twice at package level, since it could not be told which is meant,
// and those that have a meaning of their own.
func (k *checker) refuseNames() Diagnostics {
	var errs Diagnostics
	seen := map[string]*scope.Def{}
	twice := func(name string, line, column int) {
		if other := seen[name]; other != nil && name != "_" && !strings.HasSuffix(name, "._") {
			errs = append(errs, Diagnostic{k.cell.Name, line, column,
				fmt.Sprintf("%s is declared twice in this cell; the other declaration is on line %d", name, other.Line)})
		}
	}
	for _, d := range k.defs {
		twice(d.Name, d.Line, d.Column)
		seen[d.Name] = d
		if d.Kind != scope.Method && d.Name != k.main && !slices.Contains(k.inits, d.Name) {
			errs = append(errs, k.refuseReserved(d.Name, d.Line, d.Column)...)
		}
	}
	for _, it := range k.items {
		for _, name := range it.names {
			twice(name, it.line, it.column)
			errs = append(errs, k.refuseReserved(name, it.line, it.column)...)
		}
	}
	return errs
}

func (k *checker) refuseReserved(name string, line, column int) Diagnostics {
	switch {
	case name == "main" || name == "init":
		return Diagnostics{{k.cell.Name, line, column, fmt.Sprintf("cannot declare %s: it is the name of a function that runs with its cell; choose another", name)}}
	case strings.HasPrefix(name, "nabla_"):
		return Diagnostics{{k.cell.Name, line, column, fmt.Sprintf("cannot declare %s: names that begin with nabla_ are kept for what cells are compiled to", name)}}
	}
	return nil
}
