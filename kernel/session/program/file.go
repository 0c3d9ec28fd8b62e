package program

import (
	"fmt"
	"go/ast"
	"go/scanner"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/session/check"
)

// A file is the Go file of one cell.
type file struct {
	cell   *Cell
	result *check.Result
	nodes  map[types.Object]ast.Decl // what declares an object of the package
}

func newFile(c *Cell) *file {
	f := &file{cell: c, result: c.Result, nodes: map[types.Object]ast.Decl{}}
	for _, d := range f.result.File.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				f.nodes[f.result.Info.Defs[d.Name]] = d
			}
		case *ast.GenDecl:
			for _, o := range f.declared(d) {
				f.nodes[o] = d
			}
		}
	}
	return f
}

// offset is the place of pos in the text.
func (f *file) offset(pos token.Pos) int { return f.result.Fset.PositionFor(pos, false).Offset }

// declared lists what a declaration declares.
func (f *file) declared(d *ast.GenDecl) []types.Object {
	var list []types.Object
	add := func(id *ast.Ident) {
		if o := f.result.Info.Defs[id]; o != nil && id.Name != "_" {
			list = append(list, o)
		}
	}
	for _, s := range d.Specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			add(s.Name)
		case *ast.ValueSpec:
			for _, id := range s.Names {
				add(id)
			}
		}
	}
	return list
}

// receiver is the type that a method belongs to.
func (f *file) receiver(d *ast.FuncDecl) types.Object {
	var found types.Object
	ast.Inspect(d.Recv.List[0].Type, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && found == nil {
			found = f.result.Info.Uses[id]
		}
		return found == nil
	})
	return found
}

// sessionName is the name that an object has in the cells.
func (f *file) sessionName(o types.Object) string {
	if of := f.result.Alias[o.Name()]; of != "" {
		return of
	}
	return strings.TrimPrefix(o.Name(), "nabla_")
}

// key tells one version of a definition from another. Constants are the same
// if they have the same type and value, variables if they have the same type;
// types and functions if they and all that they use have the same text.
func (f *file) key(o types.Object) string {
	if c, ok := o.(*types.Const); ok {
		return "const " + f.constKey(c)
	}
	return f.ownKey(o) + f.closure(f.uses(o))
}

// closure is what keys have in common that need the same definitions.
func (f *file) closure(todo []types.Object) string {
	seen := map[types.Object]bool{}
	var parts []string
	for len(todo) > 0 {
		next := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[next] {
			continue
		}
		seen[next] = true
		parts = append(parts, "\n"+f.ownKey(next))
		todo = append(todo, f.uses(next)...)
	}
	slices.Sort(parts)
	return strings.Join(parts, "")
}

func (f *file) constKey(c *types.Const) string {
	return fmt.Sprintf("%s %s %s", f.sessionName(c), typeText(c.Type()), c.Val().ExactString())
}

// ownKey is the part of a key that a definition adds by itself.
func (f *file) ownKey(o types.Object) string {
	switch o := o.(type) {
	case *types.Const:
		return "const " + f.constKey(o)
	case *types.Var:
		return "var " + f.sessionName(o) + " " + typeText(o.Type())
	}
	return f.sessionName(o) + " " + f.tokens(f.nodes[o])
}

// predeclared finds Go's own types under the names that they have in files in
// which something else is called like them.
var predeclared = regexp.MustCompile(regexp.QuoteMeta(check.Universe) + `\.[A-Z]\w*`)

// typeText is a type as text, the same in all files.
func typeText(t types.Type) string {
	return predeclared.ReplaceAllStringFunc(types.TypeString(t, nil), func(name string) string {
		return strings.ToLower(name[len(check.Universe)+1:])
	})
}

// uses lists the other definitions that one needs. Those of constants are in
// their values.
func (f *file) uses(o types.Object) []types.Object {
	if _, ok := o.(*types.Const); ok {
		return nil
	}
	return f.mentioned(f.nodes[o])
}

// mentioned lists the definitions that a declaration names.
func (f *file) mentioned(node ast.Decl) []types.Object {
	var list []types.Object
	ast.Inspect(node, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if used := f.result.Info.Uses[id]; used != nil && f.nodes[used] != nil {
				list = append(list, used)
			}
		}
		return true
	})
	return list
}

// tokens is the text of a declaration without comments and spaces, and with
// packages by their paths.
func (f *file) tokens(node ast.Decl) string {
	start, end := f.offset(node.Pos()), f.offset(node.End())
	paths := map[int]string{}
	ast.Inspect(node, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if p, ok := f.result.Info.Uses[id].(*types.PkgName); ok {
				paths[f.offset(id.Pos())-start] = p.Imported().Path()
			}
		}
		return true
	})
	src := f.result.Src[start:end]
	var s scanner.Scanner
	in := token.NewFileSet().AddFile("", -1, len(src))
	s.Init(in, src, nil, 0)
	var b strings.Builder
	for {
		pos, tok, literal := s.Scan()
		switch {
		case tok == token.EOF:
			return b.String()
		case paths[in.Offset(pos)] != "" && tok == token.IDENT:
			literal = paths[in.Offset(pos)]
		case literal == "" || tok == token.SEMICOLON:
			literal = tok.String()
		}
		b.WriteString(literal + " ")
	}
}
