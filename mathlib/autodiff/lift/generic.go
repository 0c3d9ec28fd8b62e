package lift

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"reflect"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// Generic functions are lifted at the types that the file uses them with: each
// gets a concrete copy, in which names of types stand for the type parameters,
// and the copy is type-checked in the place of the original. The rest of the
// package treats it like any other function. A copy never appears in the
// lifted file, only its twins do, with the names that they mention.

// concretes are the copies of generic functions.
type concretes struct {
	original *types.Package // as it was before the copies
	list     []use
	aliases  []alias
}

// An alias names a type argument in copies.
type alias struct {
	name string
	typ  types.Type
}

// A use is a generic function with concrete types for its parameters.
type use struct {
	fn   *types.Func // the declared one
	args []types.Type
	pos  token.Pos
	copy *ast.FuncDecl // nil until it is made, and if that fails
}

// find returns the use in the list that needs the same copy, nil if there is
// none.
func (u use) find(list []use) *use {
	for i, v := range list {
		if v.fn == u.fn && slices.EqualFunc(v.args, u.args, types.Identical) {
			return &list[i]
		}
	}
	return nil
}

// specialize makes the copies of all generic functions of the file that are
// used, by the file or by copies, with types that hold floats.
func (l *lifter) specialize() {
	uses := l.uses(l.Info.Uses)
	if len(uses) == 0 {
		return
	}
	p := *l.Package
	p.Info = &types.Info{
		Types: maps.Clone(p.Info.Types), Defs: maps.Clone(p.Info.Defs), Uses: maps.Clone(p.Info.Uses),
		Selections: maps.Clone(p.Info.Selections), Instances: maps.Clone(p.Info.Instances), Implicits: maps.Clone(p.Info.Implicits),
	}
	l.Package = &p
	// The copies belong to the package itself, to see its hidden fields; its
	// scope keeps their names.
	original := *p.Types
	defer func() { *p.Types = original }()
	l.concretes.original = &original
	for len(uses) > 0 {
		uses = l.copies(uses)
	}
}

// uses returns the generic functions of the file among those named, with
// concrete types for which there is no copy yet, in the order of the text.
func (l *lifter) uses(named map[*ast.Ident]types.Object) (list []use) {
	for id, obj := range named {
		fn, ok := obj.(*types.Func)
		if !ok {
			continue
		}
		u := use{fn: fn.Origin(), args: l.typeArguments(id, fn), pos: id.Pos()}
		if len(u.args) == 0 || l.decls[u.fn] == nil || u.find(l.concretes.list) != nil {
			continue
		}
		if slices.ContainsFunc(u.args, func(t types.Type) bool { return !l.nameable(t) }) {
			continue
		}
		if v := u.find(list); v != nil {
			v.pos = min(v.pos, u.pos)
			continue
		}
		list = append(list, u)
	}
	sort.Slice(list, func(i, j int) bool {
		a, b := list[i], list[j]
		return a.pos < b.pos || a.pos == b.pos && l.typeList(a.args) < l.typeList(b.args)
	})
	return list
}

// typeArguments returns the types that fn, which id names, is used with: those
// of a function, or of the type that a method belongs to.
func (l *lifter) typeArguments(id *ast.Ident, fn *types.Func) (list []types.Type) {
	args := l.Info.Instances[id].TypeArgs
	if recv := fn.Type().(*types.Signature).Recv(); recv != nil {
		t := types.Unalias(recv.Type())
		if p, ok := t.(*types.Pointer); ok {
			t = types.Unalias(p.Elem())
		}
		if n, ok := t.(*types.Named); ok && fn != fn.Origin() {
			args = n.TypeArgs()
		}
	}
	for i := range args.Len() {
		list = append(list, args.At(i))
	}
	return list
}

// nameable reports whether a declaration of its own can mention t: it contains
// no type parameter and no type that only a function knows.
func (l *lifter) nameable(t types.Type) bool {
	ok := true
	l.holds(t, nil, func(t types.Type) bool {
		if n, is := types.Unalias(t).(*types.Named); is {
			ok = ok && (n.Obj().Pkg() == nil || n.Obj().Pkg().Scope().Lookup(n.Obj().Name()) == n.Obj())
			for i := range n.TypeArgs().Len() {
				ok = ok && l.nameable(n.TypeArgs().At(i))
			}
		}
		_, parameter := types.Unalias(t).(*types.TypeParam)
		ok = ok && !parameter
		return !ok
	})
	return ok
}

// copies makes and checks the copies for these uses, and returns what they use
// in turn. A copy that does not check is forgotten: its calls are refused.
func (l *lifter) copies(uses []use) []use {
	const most = 1000 // more is taken for a set without end
	var files []*ast.File
	for _, original := range l.files() {
		file := &ast.File{Name: ast.NewIdent(l.Types.Name())}
		for _, d := range original.Decls {
			if d, ok := d.(*ast.GenDecl); ok && d.Tok == token.IMPORT {
				file.Decls = append(file.Decls, d)
			}
		}
		files = append(files, file)
	}
	known := len(l.concretes.list)
	for _, u := range uses {
		u.copy = l.copy(u)
		l.concretes.list = append(l.concretes.list, u)
		for i, original := range l.files() {
			if original.FileStart <= u.copy.Pos() && u.copy.Pos() < original.FileEnd {
				files[i].Decls = append(files[i].Decls, u.copy)
			}
		}
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Instances: map[*ast.Ident]types.Instance{}, Implicits: map[ast.Node]types.Object{},
	}
	failed := false
	config := types.Config{Importer: l, GoVersion: l.concretes.original.GoVersion(), Error: func(err error) {
		e, ok := err.(types.Error)
		failed = failed || !ok || !e.Soft
	}}
	types.NewChecker(&config, l.Fset, l.Types, info).Files(files)
	if failed || len(l.concretes.list) >= most {
		for i := range l.concretes.list[known:] {
			l.concretes.list[known+i].copy = nil
		}
		return nil
	}
	maps.Copy(l.Info.Types, info.Types)
	maps.Copy(l.Info.Defs, info.Defs)
	maps.Copy(l.Info.Uses, info.Uses)
	maps.Copy(l.Info.Selections, info.Selections)
	maps.Copy(l.Info.Instances, info.Instances)
	maps.Copy(l.Info.Implicits, info.Implicits)
	return l.uses(info.Uses)
}

// Import returns a package that the file imports; it makes the lifter the
// importer of the copies.
func (l *lifter) Import(path string) (*types.Package, error) {
	for _, p := range l.concretes.original.Imports() {
		if p.Path() == path {
			return p, nil
		}
	}
	return nil, fmt.Errorf("package %s is not imported by the file", path)
}

// copy returns the declaration of u.fn with names of types in the place of its
// type parameters. A method becomes a function of its receiver.
func (l *lifter) copy(u use) *ast.FuncDecl {
	decl := l.decls[u.fn]
	sig := u.fn.Type().(*types.Signature)
	params := sig.TypeParams()
	if params == nil {
		params = sig.RecvTypeParams()
	}
	names := map[types.Object]string{}
	for i, t := range u.args {
		names[params.At(i).Obj()] = l.typeName(t)
	}
	c := copier{info: l.Info, names: names}
	d := c.node(reflect.ValueOf(decl)).Interface().(*ast.FuncDecl)
	d.Doc = nil
	d.Type.TypeParams = nil
	d.Name.Name = "nabla_g" + strconv.Itoa(len(l.concretes.list)+1) + "_" + d.Name.Name
	if d.Recv != nil {
		d.Type.Params.List = append(d.Recv.List, d.Type.Params.List...)
		d.Recv = nil
		for _, f := range d.Type.Params.List {
			if f.Names == nil {
				f.Names = []*ast.Ident{{NamePos: f.Pos(), Name: "_"}}
			}
		}
	}
	l.names[d] = decl.Name.Name + "[" + l.typeList(u.args) + "]"
	return d
}

// typeList writes types for messages.
func (l *lifter) typeList(list []types.Type) string {
	var names []string
	for _, t := range list {
		names = append(names, types.TypeString(t, func(p *types.Package) string { return "" }))
	}
	text := strings.Join(names, ", ")
	for _, a := range slices.Backward(l.concretes.aliases) {
		text = strings.ReplaceAll(text, a.name, types.TypeString(a.typ, func(p *types.Package) string { return "" }))
	}
	return text
}

// typeName returns the name that stands for t in copies.
func (l *lifter) typeName(t types.Type) string {
	for _, a := range l.concretes.aliases {
		if types.Identical(a.typ, t) {
			return a.name
		}
	}
	name := "nabla_T" + strconv.Itoa(len(l.concretes.aliases)+1)
	l.concretes.aliases = append(l.concretes.aliases, alias{name, t})
	obj := types.NewTypeName(token.NoPos, l.Types, name, nil)
	types.NewAlias(obj, t)
	l.Types.Scope().Insert(obj)
	return name
}

// concrete returns the copy of fn, which id names, for the types it is used
// with, nil if there is none.
func (l *lifter) concrete(id *ast.Ident, fn *types.Func) *ast.FuncDecl {
	args := l.typeArguments(id, fn)
	if len(args) == 0 {
		return nil
	}
	if u := (use{fn: fn.Origin(), args: args}).find(l.concretes.list); u != nil {
		return u.copy
	}
	return nil
}

// isGeneric reports whether fn has type parameters, or its receiver has.
func isGeneric(fn *types.Func) bool {
	sig := fn.Origin().Type().(*types.Signature)
	return sig.TypeParams() != nil || sig.RecvTypeParams() != nil
}

// typeNames declares the names of types that text mentions.
func (l *lifter) typeNames(text string) string {
	var names string
	for _, a := range slices.Backward(l.concretes.aliases) { // later ones may mention earlier ones
		if strings.Contains(text+names, a.name) {
			names += fmt.Sprintf("\n// %s is an argument of generic functions.\ntype %s = %s\n", a.name, a.name, l.plainType(a.typ, token.NoPos))
		}
	}
	return names
}

// A copier copies syntax and renames objects in it. Positions stay.
type copier struct {
	info  *types.Info
	names map[types.Object]string
}

// node copies a value that syntax is made of.
func (c copier) node(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		switch v.Interface().(type) {
		case *ast.Object, *ast.Scope:
			return reflect.Zero(v.Type())
		}
		if v.IsNil() {
			return v
		}
		r := reflect.New(v.Elem().Type())
		r.Elem().Set(c.node(v.Elem()))
		if id, ok := v.Interface().(*ast.Ident); ok {
			if name := c.names[c.info.ObjectOf(id)]; name != "" {
				r.Interface().(*ast.Ident).Name = name
			}
		}
		return r
	case reflect.Interface:
		if v.IsNil() {
			return v
		}
		return c.node(v.Elem())
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		r := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			r.Index(i).Set(c.node(v.Index(i)))
		}
		return r
	case reflect.Struct:
		r := reflect.New(v.Type()).Elem()
		for i := range v.NumField() {
			r.Field(i).Set(c.node(v.Field(i)))
		}
		return r
	}
	return v
}
