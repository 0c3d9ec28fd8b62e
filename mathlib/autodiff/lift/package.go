package lift

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path"
	"sort"
	"strconv"
	"strings"
)

// A File is one file of a package.
type File struct {
	Syntax *ast.File
	Src    []byte // the text that Syntax was parsed from
}

// LiftPackage writes a file for the package, which stays as it is: the twins
// of its functions that can reach an operator, and an init function that
// registers them. These are the functions of the package and the literals that
// its variables hold, with a signature that operators accept. Literals inside
// functions are refused: only where they are made could they be paired with a
// twin. The text is empty when there is nothing to lift.
//
// Info must be filled as for [Lift].
func LiftPackage(fset *token.FileSet, files []File, pkg *types.Package, info *types.Info) (text string, refusals []Refusal, err error) {
	if len(files) == 0 {
		return "", nil, nil
	}
	p := &Package{Fset: fset, File: files[0].Syntax, Types: pkg, Info: info, Src: files[0].Src, others: files[1:]}
	names, paths, err := p.importNames()
	if err != nil {
		return "", nil, err
	}
	candidates, refusals := p.packageCandidates()
	if len(candidates) == 0 {
		return "", refusals, nil
	}
	l := newLifter(p, Options{})
	l.imports, l.beside = names, true
	l.specialize()
	for _, c := range candidates {
		l.root(c)
	}
	l.solve()
	r := &Result{}
	for _, c := range candidates {
		twin := l.twin(c, r)
		name := c.name
		if c.fn != nil {
			name = l.nameOf(c)
		}
		r.Register += fmt.Sprintf("\t%s.Register(%s, %s, %s)\n", l.pkg(), name, twin, l.record(c))
	}
	r.Append = l.declarations(candidates)
	r.Append += l.declaredTypes(r.Append)
	r.Append += l.pieces.mentioned(r.Append + r.Register)
	text, err = l.file(r, paths)
	return text, append(refusals, r.Refusals...), err
}

// files returns the syntax of the package's files.
func (p *Package) files() []*ast.File {
	list := []*ast.File{p.File}
	for _, f := range p.others {
		list = append(list, f.Syntax)
	}
	return list
}

// source returns the text of the file that pos is in.
func (p *Package) source(pos token.Pos) []byte {
	for _, f := range p.others {
		if f.Syntax.FileStart <= pos && pos < f.Syntax.FileEnd {
			return f.Src
		}
	}
	return p.Src
}

// position returns the place of pos. In the generated file, which lies beside
// the others, it goes by their names alone.
func (l *lifter) position(pos token.Pos) token.Position {
	p := l.Fset.Position(pos)
	if l.beside {
		p.Filename = path.Base(strings.ReplaceAll(p.Filename, "\\", "/"))
	}
	return p
}

// importNames returns a name for every package that the files import, and the
// packages by all names. A name must be that of one package in all files,
// since the twins go into one.
func (p *Package) importNames() (names, paths map[string]string, err error) {
	names, paths = map[string]string{}, map[string]string{}
	for _, f := range p.files() {
		for _, spec := range f.Imports {
			imported := p.pkgName(spec)
			if imported == nil || imported.Name() == "_" {
				continue
			}
			name, of := imported.Name(), imported.Imported().Path()
			if name == "." {
				return nil, nil, fmt.Errorf("%s: import . of %s: the twins could not import it the same way", p.Fset.Position(spec.Pos()), of)
			}
			if other := paths[name]; other != "" && other != of {
				return nil, nil, fmt.Errorf("%s: %s is %s here and %s in another file; give one of them another name", p.Fset.Position(spec.Pos()), name, of, other)
			}
			names[of], paths[name] = name, of
		}
	}
	return names, paths, nil
}

// pkgName returns the object that an import declares.
func (p *Package) pkgName(spec *ast.ImportSpec) *types.PkgName {
	if spec.Name != nil {
		name, _ := p.Info.Defs[spec.Name].(*types.PkgName)
		return name
	}
	name, _ := p.Info.Implicits[spec].(*types.PkgName)
	return name
}

// packageCandidates returns the functions and literals that an init function
// can name, and refuses the other literals that could reach an operator.
func (p *Package) packageCandidates() (list []*candidate, refused []Refusal) {
	assigned := p.assignedVars()
	for _, file := range p.files() {
		for _, d := range file.Decls {
			if d, ok := d.(*ast.FuncDecl); ok && d.Body != nil && d.Recv == nil && d.Name.Name != "_" {
				fn := p.Info.Defs[d.Name].(*types.Func)
				if operand(fn.Type().(*types.Signature)) {
					list = append(list, &candidate{name: fn.Name(), node: d.Name, fn: fn, id: d.Name})
				}
			}
		}
		one := *p
		one.File, one.others = file, nil
		for _, c := range findCandidates(&one) {
			v, _ := p.Types.Scope().Lookup(c.name).(*types.Var)
			switch {
			case c.fn != nil && c.method == nil:
			case c.lit != nil && v != nil && p.holds(v, c.lit) && !assigned[v]:
				list = append(list, c)
			default:
				reason := "only functions and variables of the package can be registered from another file; give it a name there"
				if assigned[v] {
					reason = "the variable is assigned to elsewhere"
				}
				refused = append(refused, Refusal{c.name, p.Fset.Position(c.node.Pos()), reason})
			}
		}
	}
	return list, refused
}

// holds reports whether the package declares v with lit as its value.
func (p *Package) holds(v *types.Var, lit *ast.FuncLit) bool {
	for _, file := range p.files() {
		for _, d := range file.Decls {
			d, ok := d.(*ast.GenDecl)
			if !ok || d.Tok != token.VAR {
				continue
			}
			for _, s := range d.Specs {
				s := s.(*ast.ValueSpec)
				for i, n := range s.Names {
					if p.Info.Defs[n] == types.Object(v) {
						return len(s.Values) == len(s.Names) && ast.Unparen(s.Values[i]) == ast.Expr(lit)
					}
				}
			}
		}
	}
	return false
}

// assignedVars returns the variables of the package that are assigned to, or
// whose address is taken.
func (p *Package) assignedVars() map[*types.Var]bool {
	set := map[*types.Var]bool{}
	note := func(e ast.Expr) {
		if id, ok := ast.Unparen(e).(*ast.Ident); ok {
			if v, ok := p.Info.Uses[id].(*types.Var); ok {
				set[v] = true
			}
		}
	}
	for _, file := range p.files() {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				for _, e := range n.Lhs {
					note(e)
				}
			case *ast.UnaryExpr:
				if n.Op == token.AND {
					note(n.X)
				}
			}
			return true
		})
	}
	return set
}

// file puts the generated file together. It imports what its text mentions.
func (l *lifter) file(r *Result, paths map[string]string) (string, error) {
	body := "\nfunc init() {\n" + r.Register + "}\n" + r.Append
	parsed, err := parser.ParseFile(token.NewFileSet(), "", "package p\n"+body, 0)
	if err != nil {
		return "", fmt.Errorf("the twins were put together wrongly, please report it: %w", err)
	}
	mentioned := map[string]bool{}
	for _, id := range parsed.Unresolved {
		mentioned[id.Name] = true
	}
	for path, name := range l.imports {
		paths[name] = path
	}
	var names []string
	for name := range paths {
		if mentioned[name] {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	var b strings.Builder
	fmt.Fprintf(&b, "// Code generated by nabla lift; DO NOT EDIT.\n\npackage %s\n\nimport (\n", l.Types.Name())
	for _, name := range names {
		fmt.Fprintf(&b, "\t%s %s\n", name, strconv.Quote(paths[name]))
	}
	return b.String() + ")\n" + body, nil
}
