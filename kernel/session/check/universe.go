package check

import (
	"fmt"
	"go/ast"
	"go/scanner"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/session/scope"
)

// Universe is the package that has Go's predeclared types, for the files in
// which another declaration has taken a name of theirs.
const Universe = "github.com/gonabla/nabla/kernel/worker/universe"

// predeclared returns a name for a predeclared type that nothing shadows.
func (k *checker) predeclared(name string) string {
	k.spelled[Alias(Universe)] = Universe
	return Alias(Universe) + "." + strings.ToUpper(name[:1]) + name[1:]
}

// unshadow lets the made declarations among defs, which spell types, mean what
// they say in a file where predeclared types are shadowed by others of them.
func (k *checker) unshadow(defs []*scope.Def) []*scope.Def {
	shadowed := map[string]bool{}
	for _, d := range defs {
		if _, ok := types.Universe.Lookup(d.Name).(*types.TypeName); ok {
			shadowed[d.Name] = true
		}
	}
	for name := range k.constNames {
		if _, ok := types.Universe.Lookup(name).(*types.TypeName); ok {
			shadowed[name] = true
		}
	}
	if len(shadowed) == 0 {
		return defs
	}
	list := slices.Clone(defs)
	for i, d := range defs {
		if d.File == "" {
			list[i] = k.unshadowOne(d, shadowed)
		}
	}
	return list
}

func (k *checker) unshadowOne(d *scope.Def, shadowed map[string]bool) *scope.Def {
	e := &edits{text: d.Body}
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(d.Body))
	s.Init(file, []byte(d.Body), nil, 0)
	before := token.ILLEGAL
	for first := true; ; first = false {
		pos, tok, name := s.Scan()
		if tok == token.EOF {
			break
		}
		// The first name is what is declared; names in Uses are the cells' own.
		if !first && tok == token.IDENT && before != token.PERIOD && shadowed[name] && !slices.Contains(d.Uses, name) {
			at := file.Offset(pos)
			e.replace(at, at+len(name), k.predeclared(name))
		}
		before = tok
	}
	if len(e.list) == 0 {
		return d
	}
	n := *d
	n.Body, n.Uses = e.apply(), append(slices.Clone(d.Uses), Alias(Universe))
	return &n
}

// predeclaredAs finds the types of package [Universe] in what go/types writes.
var predeclaredAs = regexp.MustCompile(`[\w/.]*\buniverse\.[A-Z]\w*`)

// asPredeclared gives the types of package [Universe] their own names.
func asPredeclared(text string) string {
	return predeclaredAs.ReplaceAllStringFunc(text, func(name string) string {
		name = name[strings.LastIndexByte(name, '.')+1:]
		return strings.ToLower(name[:1]) + name[1:]
	})
}

// refuseBothMeanings reports names of Go's own that a statement uses and the
// cell declares as variables: there is no other name for a builtin function.
func (k *checker) refuseBothMeanings(c *checked) Diagnostics {
	var errs []types.Error
	for id, obj := range c.info.Uses {
		if _, isType := obj.(*types.TypeName); isType || obj.Parent() != types.Universe || k.itemAt(c.offset(id.Pos())) == nil {
			continue
		}
		if slices.ContainsFunc(k.vars, func(v *scope.Def) bool { return v.Name == id.Name }) {
			errs = append(errs, types.Error{Fset: c.fset, Pos: id.Pos(),
				Msg: fmt.Sprintf("%s means Go's own here, but the cell declares a variable of this name: choose another", id.Name)})
		}
	}
	return report(c.fset, errs)
}

// restoreMeanings finds declarations like rand := rand.New(src) and
// rune := rune(65) that ran before: the name is a variable by now, but the
// value means what it meant then.
func (k *checker) restoreMeanings(c *checked) (found bool) {
	for _, e := range c.errs {
		it := k.itemAt(c.offset(e.Pos))
		if it == nil {
			continue
		}
		for _, name := range it.names {
			if k.restored[name] || k.state.Lookup(name) == nil || !k.meantOther(name, it, e.Msg) {
				continue
			}
			k.restored[name], found = true, true
		}
	}
	return found
}

// meantOther reports whether an error in the declaration of a name comes from
// its being a variable, though it has also a meaning of its own.
func (k *checker) meantOther(name string, it *item, message string) bool {
	if strings.HasPrefix(message, name+".") && strings.Contains(message, " undefined (") {
		_, known := k.env.Find(name, it.packages[name])
		return known
	}
	_, isType := types.Universe.Lookup(name).(*types.TypeName)
	return isType && (strings.Contains(message, "cannot call "+name+" (variable") || strings.HasSuffix(message, "is not a type"))
}

// predeclaredName returns the name under which the file knows a predeclared
// type whose name becomes a variable of the cell; "" when that does not happen.
func (k *checker) predeclaredName(obj *types.TypeName, id *ast.Ident) string {
	if obj.Parent() != types.Universe || !slices.ContainsFunc(k.vars, func(v *scope.Def) bool { return v.Name == id.Name }) {
		return ""
	}
	name := k.predeclared(id.Name)
	k.extra[Alias(Universe)] = true
	return name
}
