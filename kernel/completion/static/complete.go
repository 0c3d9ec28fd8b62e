package static

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/completion/sketch"
	"github.com/gonabla/nabla/kernel/interp"
)

// Complete proposes names for the place at an offset in the cell's file, which is
// behind prefix. Upper and lower case are the same.
func (p *Package) Complete(offset int, prefix string) []interp.CompletionItem {
	at := p.pos(offset)
	c := &collector{p: p, prefix: strings.ToLower(prefix), seen: map[string]bool{}}
	switch around := p.around(at); {
	case around.selector != nil:
		c.members(around.selector.X)
	case around.literal != nil:
		c.keys(around.literal)
		c.names(at)
	default:
		c.names(at)
		c.keywords()
	}
	slices.SortStableFunc(c.found, func(a, b interp.CompletionItem) int {
		return cmp.Or(cmp.Compare(c.rank(a), c.rank(b)), strings.Compare(a.Text, b.Text))
	})
	return c.found
}

// A place is what a name at it belongs to.
type place struct {
	selector *ast.SelectorExpr // of which it is the name after the dot
	literal  *ast.CompositeLit // of which it may be a key
}

// around finds what the name at pos belongs to.
func (p *Package) around(pos token.Pos) (found place) {
	ast.Inspect(p.cell, func(n ast.Node) bool {
		if n == nil || pos < n.Pos() || n.End() < pos {
			return n == ast.Node(p.cell)
		}
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if n.Sel.Pos() <= pos {
				found.selector = n
			}
		case *ast.CompositeLit:
			found.literal = nil
			if n.Lbrace < pos {
				found.literal = n
			}
		case *ast.KeyValueExpr:
			if n.Colon < pos {
				found.literal = nil
			}
		case *ast.FuncLit, *ast.CallExpr:
			found.literal = nil
		}
		return true
	})
	return found
}

// collector gathers the names that begin with a prefix.
type collector struct {
	p      *Package
	prefix string
	found  []interp.CompletionItem
	seen   map[string]bool
}

func (c *collector) add(item interp.CompletionItem) {
	if !c.seen[item.Text] && strings.HasPrefix(strings.ToLower(item.Text), c.prefix) && !sketch.Made(item.Text) && item.Text != "_" {
		c.seen[item.Text] = true
		c.found = append(c.found, item)
	}
}

func (c *collector) object(o types.Object) {
	c.add(interp.CompletionItem{Text: o.Name(), Type: kindOf(o), Signature: c.p.signature(o)})
}

// rank puts what is nearer first.
func (c *collector) rank(i interp.CompletionItem) int {
	if i.Type == "keyword" {
		return 1
	}
	return 0
}

// members proposes what can be selected from x.
func (c *collector) members(x ast.Expr) {
	if id, ok := x.(*ast.Ident); ok {
		if name, ok := c.p.info.Uses[id].(*types.PkgName); ok {
			for _, n := range name.Imported().Scope().Names() {
				if o := name.Imported().Scope().Lookup(n); o.Exported() {
					c.object(o)
				}
			}
			return
		}
	}
	t := c.p.info.Types[x].Type
	if t == nil {
		return
	}
	c.fields(t, map[types.Type]bool{})
	if _, isPointer := t.Underlying().(*types.Pointer); !isPointer && !types.IsInterface(t) {
		t = types.NewPointer(t)
	}
	methods := types.NewMethodSet(t)
	for i := range methods.Len() {
		if o := methods.At(i).Obj(); o.Exported() || o.Pkg() == c.p.types {
			c.object(o)
		}
	}
}

// fields proposes the fields of a struct, with those of what it embeds.
func (c *collector) fields(t types.Type, seen map[types.Type]bool) {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok || seen[t] {
		return
	}
	seen[t] = true
	for f := range s.Fields() {
		if f.Exported() || f.Pkg() == c.p.types {
			c.object(f)
		}
	}
	for f := range s.Fields() {
		if f.Embedded() {
			c.fields(f.Type(), seen)
		}
	}
}

// keys proposes the fields of the struct that a literal makes.
func (c *collector) keys(l *ast.CompositeLit) {
	t := c.p.info.Types[l].Type
	if t == nil {
		return
	}
	if s, ok := t.Underlying().(*types.Struct); ok {
		for f := range s.Fields() {
			if f.Exported() || f.Pkg() == c.p.types {
				c.object(f)
			}
		}
	}
}

// names proposes what is declared where pos is, nearest first.
func (c *collector) names(pos token.Pos) {
	for s := c.p.innermost(pos); s != nil; s = s.Parent() {
		local := s.Parent() != nil && s != c.p.types.Scope() && s.Parent() != c.p.types.Scope() && s != types.Universe
		for _, n := range s.Names() {
			if o := s.Lookup(n); !local || o.Pos() < pos {
				c.object(o)
			}
		}
	}
}

// innermost returns the scope at pos.
func (p *Package) innermost(pos token.Pos) *types.Scope {
	if p.types == nil {
		return types.Universe
	}
	if s := p.types.Scope().Innermost(pos); s != nil {
		return s
	}
	return p.types.Scope()
}

func (c *collector) keywords() {
	for k := token.BREAK; k <= token.VAR; k++ {
		c.add(interp.CompletionItem{Text: k.String(), Type: "keyword"})
	}
}

// kindOf is the type of a completion in the front end.
func kindOf(o types.Object) string {
	switch o := o.(type) {
	case *types.PkgName:
		return "module"
	case *types.Const:
		return "constant"
	case *types.TypeName:
		if types.IsInterface(o.Type()) {
			return "interface"
		}
		if _, ok := o.Type().Underlying().(*types.Struct); ok {
			return "struct"
		}
		return "type"
	case *types.Var:
		if o.IsField() {
			return "field"
		}
		return "variable"
	case *types.Func:
		if o.Signature().Recv() != nil {
			return "method"
		}
		return "function"
	case *types.Builtin:
		return "function"
	case *types.Nil:
		return "constant"
	}
	return ""
}

// signature is what follows the name of an object: the parameters of a function,
// the type of a variable.
func (p *Package) signature(o types.Object) string {
	switch o := o.(type) {
	case *types.Func:
		return strings.TrimPrefix(types.TypeString(o.Type(), p.qualify), "func")
	case *types.Var, *types.Const:
		return types.TypeString(o.Type(), p.qualify)
	case *types.PkgName:
		return o.Imported().Path()
	}
	return ""
}
