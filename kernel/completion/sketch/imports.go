package sketch

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/scope"
)

// writeHead writes the package clause and the imports of the cell's file: those of
// the cell as they stand there, and those of names that it takes for packages.
func (m *maker) writeHead() {
	m.head.WriteString("package main\n")
	for _, p := range m.pieces {
		if p.Kind == cell.Import {
			m.copy(&m.head, p)
		}
	}
	m.readImports()
	file, _ := parser.ParseFile(token.NewFileSet(), "", "package main\n"+m.body.String(), 0)
	m.noteDeclared(file)
	uses := selections(file)
	meant := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(uses)) {
		if path, ok := m.packageOf(name, uses[name]); ok && !m.declared[name] {
			fmt.Fprintf(&m.head, "import %s %q\n", name, path)
			meant[name], meant[path] = true, true
		}
	}
	m.writeAlways(meant)
	for _, i := range m.scene.State.DotImports() {
		fmt.Fprintf(&m.head, "import . %q\n", i.Path)
	}
}

// writeAlways writes the imports that are there in any case, under their names if
// nothing else has these. What the cell means by a name is there already.
func (m *maker) writeAlways(meant map[string]bool) {
	for _, i := range m.scene.Always {
		if meant[i.Name] || m.declared[i.Name] || m.scene.State.Lookup(i.Name) != nil {
			i.Name = "_"
		}
		if meant[i.Path] {
			continue
		}
		fmt.Fprintf(&m.head, "import %s %q\n", i.Name, i.Path)
		meant[i.Path], meant[i.Name] = true, i.Name != "_"
	}
}

// readImports finds what the cell imports, as far as it can be read.
func (m *maker) readImports() {
	file, _ := parser.ParseFile(token.NewFileSet(), "", m.head.String(), parser.ImportsOnly)
	if file == nil {
		return
	}
	for _, spec := range file.Imports {
		to, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		i := scope.Import{Name: m.nameOf(to), Path: to}
		if spec.Name != nil {
			i.Name = spec.Name.Name
		}
		m.imports = append(m.imports, i)
	}
}

// nameOf returns the name of a package, or what it probably is.
func (m *maker) nameOf(to string) string {
	if m.scene.PackageName != nil {
		if name := m.scene.PackageName(to); name != "" {
			return name
		}
	}
	return scope.LikelyName(to)
}

// noteDeclared writes down which names the cell declares.
func (m *maker) noteDeclared(file *ast.File) {
	m.declared = map[string]bool{}
	for _, i := range m.imports {
		m.declared[i.Name] = true
	}
	if file == nil {
		return
	}
	for _, d := range file.Decls {
		for _, name := range cell.Declared(d) {
			m.declared[name] = true
		}
	}
}

// selections returns the names that a file does not declare and from which it
// selects something, and what.
func selections(file *ast.File) map[string][]string {
	uses := map[string][]string{}
	if file == nil {
		return uses
	}
	unresolved := map[*ast.Ident]bool{}
	for _, id := range file.Unresolved {
		unresolved[id] = true
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := s.X.(*ast.Ident); ok && unresolved[id] {
				uses[id.Name] = append(uses[id.Name], s.Sel.Name)
			}
		}
		return true
	})
	return uses
}

// packageOf returns the package that a name stands for.
func (m *maker) packageOf(name string, selected []string) (path string, ok bool) {
	if i, ok := m.scene.State.Import(name); ok {
		return i.Path, true
	}
	if m.scene.State.Lookup(name) != nil || types.Universe.Lookup(name) != nil || m.scene.Find == nil {
		return "", false
	}
	selected = slices.DeleteFunc(slices.Clone(selected), func(s string) bool { return Made(s) })
	return m.scene.Find(name, selected)
}

// session writes the file of what was defined before and is not defined by the
// cell again.
func (m *maker) session() string {
	var text strings.Builder
	uses := map[string][]string{}
	for _, kind := range []scope.Kind{scope.Const, scope.Type, scope.Var, scope.Func, scope.Method} {
		for _, d := range m.scene.State.Defs(kind) {
			if m.declared[d.Name] || Made(d.Name) {
				continue
			}
			text.WriteString(d.Lead + d.Body + "\n")
			for _, u := range d.Uses {
				uses[u] = append(uses[u], d.Packages[u]...)
			}
		}
	}
	var head strings.Builder
	head.WriteString("package main\n")
	for _, name := range slices.Sorted(maps.Keys(uses)) {
		_, imported := m.scene.State.Import(name)
		if path, ok := m.packageOf(name, uses[name]); ok && (imported || len(uses[name]) > 0) {
			fmt.Fprintf(&head, "import %s %q\n", name, path)
		}
	}
	return head.String() + text.String()
}
