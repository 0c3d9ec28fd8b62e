package static

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/gonabla/nabla/kernel/completion/sketch"
)

// Describe says what the name at an offset in the cell's file is: its declaration
// as Go (the signature of a function, the type of a variable) and the text of the
// comment there.
func (p *Package) Describe(offset int) (declaration, comment string, ok bool) {
	o := p.objectAt(p.pos(offset))
	if o == nil || sketch.Made(o.Name()) {
		return "", "", false
	}
	if v, ok := o.(*types.Var); ok && v.Type() == types.Typ[types.Invalid] {
		return "", "", false
	}
	if name, ok := o.(*types.PkgName); ok {
		return p.describePackage(name.Imported())
	}
	if o.Pkg() == nil { // len, string, error, …
		declaration, comment = p.origin.builtin(o.Name())
		return declaration, comment, declaration != ""
	}
	found := p.declared(o)
	declaration = p.declaration(o)
	if t, ok := o.(*types.TypeName); ok {
		declaration = p.typeDeclaration(t, found)
	}
	return declaration, found.comment(), true
}

// objectAt returns what the name at pos is; nil if there is none that is known.
func (p *Package) objectAt(pos token.Pos) (found types.Object) {
	ast.Inspect(p.cell, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Pos() <= pos && pos <= id.End() {
			found = p.info.ObjectOf(id)
		}
		return found == nil
	})
	return found
}

// declaration writes an object as it was declared, or nearly so.
func (p *Package) declaration(o types.Object) string {
	if f, ok := o.(*types.Func); ok && f.Signature().Recv() != nil && !types.IsInterface(f.Signature().Recv().Type()) {
		recv := f.Signature().Recv()
		return strings.TrimSpace("func ("+strings.TrimSpace(recv.Name()+" "+types.TypeString(recv.Type(), p.qualify))+") "+f.Name()) + p.signature(f)
	}
	text := types.ObjectString(o, p.qualify)
	if c, ok := o.(*types.Const); ok && c.Val() != nil {
		text += " = " + c.Val().String()
	}
	return text
}

// Source returns the declaration of the name at an offset in the cell's file, as
// the notebook has it; empty if that is elsewhere, or of a variable.
func (p *Package) Source(offset int) string {
	o := p.objectAt(p.pos(offset))
	if o == nil || o.Pkg() != p.types {
		return ""
	}
	for i, f := range p.files {
		for _, d := range f.Decls {
			if o.Pos() < d.Pos() || d.End() <= o.Pos() {
				continue
			}
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Name.Pos() != o.Pos() {
				continue // a variable in it
			}
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
				continue
			}
			file := p.fset.File(f.FileStart)
			return p.text[i][file.Offset(d.Pos()):file.Offset(d.End())]
		}
	}
	return ""
}
