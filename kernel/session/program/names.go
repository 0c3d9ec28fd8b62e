package program

import (
	"fmt"
	"go/types"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// nameImports gives every package that the cells import a name in the program:
// its own if nothing of the cells is called so.
func (m *merger) nameImports() {
	defined := map[string]bool{}
	for _, in := range m.order {
		defined[in.base] = true
	}
	paths := map[string]string{"fmt": "fmt", "os": "os"} // for cells that may panic
	for _, f := range m.files {
		for _, i := range f.result.Types.Imports() {
			paths[i.Path()] = i.Name()
		}
		m.usedAliases(f, defined)
	}
	taken := map[string]bool{}
	for _, p := range slices.Sorted(maps.Keys(paths)) {
		name := paths[p]
		for i := 0; taken[name] || defined[name]; i++ {
			name = paths[p] + "pkg"
			if i > 0 {
				name += strconv.Itoa(i)
			}
		}
		taken[name] = true
		m.imports[p] = name
	}
}

// usedAliases adds to names the local variables that a package would meet
// which has another name in the file.
func (m *merger) usedAliases(f *file, names map[string]bool) {
	for id, o := range f.result.Info.Uses {
		p, ok := o.(*types.PkgName)
		if !ok || id.Name == p.Imported().Name() {
			continue
		}
		for scope := f.result.Types.Scope().Innermost(id.Pos()); scope != nil && scope != f.result.Types.Scope(); scope = scope.Parent() {
			if other := scope.Lookup(p.Imported().Name()); other != nil {
				if _, isPackage := other.(*types.PkgName); !isPackage {
					names[p.Imported().Name()] = true
				}
			}
		}
	}
}

// importLines are the specifications of what the program imports: of the
// standard library, and of modules.
func (m *merger) importLines(cells []Cell) (standard, others []string) {
	used := map[string]bool{}
	special := map[string]bool{}
	for _, f := range m.files {
		for _, o := range f.result.Info.Uses {
			if p, ok := o.(*types.PkgName); ok {
				used[p.Imported().Path()] = true
			}
		}
		for _, s := range f.result.File.Imports {
			if s.Name != nil && (s.Name.Name == "." || s.Name.Name == "_") {
				special[s.Name.Name+" "+s.Path.Value] = true
			}
		}
	}
	if slices.ContainsFunc(cells, mayPanic) {
		used["fmt"], used["os"] = true, true
	}
	others = slices.Sorted(maps.Keys(special))
	for _, p := range slices.Sorted(maps.Keys(used)) {
		line := strconv.Quote(p)
		if m.imports[p] != path.Base(p) {
			line = m.imports[p] + " " + line
		}
		if first, _, _ := strings.Cut(p, "/"); strings.Contains(first, ".") {
			others = append(others, line)
		} else {
			standard = append(standard, line)
		}
	}
	return standard, others
}

// nameInstances gives every instance a name: the newest the one it has in the
// cells, unless that means something else in the program, the older ones a
// number.
func (m *merger) nameInstances() {
	reserved := map[string]bool{"main": true, "init": true, "allow": true}
	for _, name := range m.imports {
		reserved[name] = true
	}
	for _, name := range types.Universe.Names() {
		reserved[name] = true
	}
	for _, f := range m.files {
		reserved[f.cell.function()] = true
	}
	byName := map[string][]*instance{}
	for _, in := range m.order {
		byName[in.base] = append(byName[in.base], in)
	}
	for _, base := range slices.Sorted(maps.Keys(byName)) {
		versions := byName[base]
		number := 0
		for i, in := range versions {
			if i == len(versions)-1 && !reserved[base] {
				in.name = base
				continue
			}
			for in.name == "" || m.idents[in.name] || reserved[in.name] || byName[in.name] != nil {
				number++
				in.name = fmt.Sprintf("%s_%d", strings.TrimRight(base, "_"), number)
			}
		}
	}
}
