package program

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// A methodKey names a method.
type methodKey struct {
	receiver *instance
	name     string
}

// A method has one version or more. The versions of one with several are
// methods with names of their own; the method itself calls the one that the
// variable chosen holds, which the cells set.
type method struct {
	receiver *instance
	name     string
	versions []*declaration
	keys     []string
	chosen   string
}

// declareMethod finds out whether this is another version of a method. If it
// has another signature than the one before, or type parameters, only the
// newest is kept: one method cannot stand for both.
func (m *merger) declareMethod(f *file, d *ast.FuncDecl) {
	receiver := f.receiver(d)
	if m.of[receiver] == nil {
		return
	}
	key := methodKey{m.of[receiver], d.Name.Name}
	x := m.methods[key]
	if x == nil {
		x = &method{receiver: key.receiver, name: key.name}
		m.methods[key] = x
	}
	text := f.tokens(d) + f.closure(f.mentioned(d))
	if slices.Contains(x.keys, text) && x.keys[len(x.keys)-1] == text {
		return
	}
	v := &declaration{file: f, node: d, doc: d.Doc, cell: f.cell.Number}
	if n := len(x.versions); n > 0 && !sameShape(f, d, x.versions[n-1]) {
		before := x.versions[n-1]
		before.file, before.node, before.doc = f, d, d.Doc
		x.keys[n-1] = text
		return
	}
	x.versions, x.keys = append(x.versions, v), append(x.keys, text)
	m.printed = append(m.printed, v)
	if len(x.versions) == 2 {
		m.changed = append(m.changed, x)
	}
}

// sameShape reports whether a method can be called as an earlier version is.
func sameShape(f *file, d *ast.FuncDecl, earlier *declaration) bool {
	signature := func(f *file, d *ast.FuncDecl) (text string, generic bool) {
		s := f.result.Info.Defs[d.Name].(*types.Func).Signature()
		return types.TypeString(s.Recv().Type(), nil) + types.TypeString(s, nil), s.RecvTypeParams().Len() > 0
	}
	now, generic := signature(f, d)
	before, _ := signature(earlier.file, earlier.node.(*ast.FuncDecl))
	return now == before && !generic
}

// nameMethods gives the versions of methods names.
func (m *merger) nameMethods() {
	taken := map[string]bool{}
	for _, in := range m.order {
		taken[in.name] = true
	}
	unused := func(name string) string {
		for m.idents[name] || taken[name] {
			name += "_"
		}
		taken[name] = true
		return name
	}
	for _, x := range m.changed {
		x.chosen = unused(x.receiver.name + "_" + x.name)
		for i, v := range x.versions {
			v.name = unused(fmt.Sprintf("%s_%d", x.name, i+1))
		}
	}
}

// switches are the statements by which a cell makes its versions the newest.
func (m *merger) switches(c *Cell) string {
	var b strings.Builder
	for _, x := range m.changed {
		for _, v := range x.versions {
			if v.cell == c.Number {
				fmt.Fprintf(&b, "%s = (%s).%s\n", x.chosen, m.receiverText(v), v.name)
			}
		}
	}
	return b.String()
}

func (m *merger) receiverText(v *declaration) string {
	t := v.node.(*ast.FuncDecl).Recv.List[0].Type
	return m.text(v.file, t.Pos(), t.End())
}

// dispatcher is the method that calls the newest version.
func (m *merger) dispatcher(x *method) string {
	v := x.versions[len(x.versions)-1]
	d := v.node.(*ast.FuncDecl)
	var parameters, arguments []string
	for _, field := range d.Type.Params.List {
		text := m.text(v.file, field.Type.Pos(), field.Type.End())
		for range max(len(field.Names), 1) {
			name := fmt.Sprintf("a%d", len(parameters)+1)
			parameters = append(parameters, name+" "+text)
			if strings.HasPrefix(text, "...") {
				name += "..."
			}
			arguments = append(arguments, name)
		}
	}
	results, call := "", ""
	if d.Type.Results != nil {
		results, call = m.text(v.file, d.Type.Results.Pos(), d.Type.Results.End()), "return "
	}
	receiver := "receiver " + m.receiverText(v)
	return fmt.Sprintf("// %[1]s is the %[2]s of the newest cell that has run.\nvar %[1]s func(%[3]s) %[4]s\n\n"+
		"func (%[5]s) %[2]s(%[6]s) %[4]s { %[7]s%[1]s(%[8]s) }\n\n",
		x.chosen, x.name, strings.Join(append([]string{receiver}, parameters...), ", "), results,
		receiver, strings.Join(parameters, ", "), call, strings.Join(append([]string{"receiver"}, arguments...), ", "))
}
