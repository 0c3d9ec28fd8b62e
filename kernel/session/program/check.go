package program

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/session/edit"
	"github.com/gonabla/nabla/mathlib/autodiff/lift"
)

// Check type-checks a program and adds the twins of the functions that it
// differentiates, so that its derivatives are as exact as those of the cells. src
// is what [Write] made.
// packages lists what the result imports.
func Check(src []byte, importer types.Importer) (text []byte, packages []string, err error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "main.go", src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, nil, err
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes: map[ast.Node]*types.Scope{}, Instances: map[*ast.Ident]types.Instance{},
	}
	conf := types.Config{GoVersion: "go1.26", Importer: importer, Sizes: types.SizesFor("gc", "amd64")}
	pkg, err := conf.Check("main", fset, []*ast.File{file}, info)
	if err != nil {
		return nil, nil, fmt.Errorf("the cells do not make one program: %w", err)
	}
	text, err = addTwins(&lift.Package{Fset: fset, File: file, Types: pkg, Info: info, Src: src})
	if err != nil {
		return nil, nil, err
	}
	return text, importsOf(text), nil
}

// addTwins writes the twins behind the program.
func addTwins(p *lift.Package) ([]byte, error) {
	imports := map[string]string{}
	r, err := lift.Lift(p, lift.Options{Import: func(path string) string {
		name := "nabla_" + path[strings.LastIndexByte(path, '/')+1:]
		imports[path] = name
		return name
	}})
	if err != nil {
		return nil, fmt.Errorf("differentiating the functions of the program: %w", err)
	}
	list := directives(string(p.Src))
	for _, e := range r.Edits {
		// A deletion within what is replaced is done by that.
		list = slices.DeleteFunc(list, func(d edit.Replacement) bool { return e.Start < d.End && d.Start < e.End })
		if strings.Contains(e.Text, "/*line ") {
			e.Text += here
		}
		list = append(list, edit.Replacement(e))
	}
	if r.Register != "" {
		list = append(list, edit.Insertion(p.Fset.PositionFor(mainBody(p.File), false).Offset+1, "\n"+r.Register))
	}
	text := edit.Apply(string(p.Src), list)
	if r.Append != "" {
		text += "\n// What follows was written by nabla: the functions above on numbers that record\n// what is done to them, from which mathlib has their derivatives.\n\n" + r.Append
	}
	formatted, err := formatProgram(withImports(text, imports))
	return replaceHere(formatted), err
}

// here stands behind a twin within the program, whose directives say where in
// the cells it comes from: from there on lines are again those of the program.
const here = "/*line here*/"

// replaceHere makes directives of the places where here stands.
func replaceHere(text []byte) []byte {
	var b bytes.Buffer
	line := 1
	for {
		before, after, found := bytes.Cut(text, []byte(here))
		b.Write(before)
		if !found {
			return b.Bytes()
		}
		line += bytes.Count(before, []byte("\n"))
		fmt.Fprintf(&b, "/*line main.go:%d:1*/", line)
		text = after
	}
}

// directives are the deletions of the line directives in a program.
func directives(text string) []edit.Replacement {
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(text))
	s.Init(file, []byte(text), nil, scanner.ScanComments)
	var list []edit.Replacement
	for {
		pos, tok, literal := s.Scan()
		if tok == token.EOF {
			return list
		}
		if tok != token.COMMENT || !strings.HasPrefix(literal[2:], "line ") {
			continue
		}
		start := file.Offset(pos)
		end := start + len(literal)
		if literal[1] == '/' && end < len(text) {
			end++ // and its line
		}
		list = append(list, edit.Replacement{Start: start, End: end})
	}
}

func formatProgram(text string) ([]byte, error) {
	formatted, err := format.Source([]byte(text))
	if err != nil {
		return nil, fmt.Errorf("the program was put together wrongly, please report it: %w", err)
	}
	return formatted, nil
}

func mainBody(f *ast.File) token.Pos {
	i := slices.IndexFunc(f.Decls, func(d ast.Decl) bool {
		f, ok := d.(*ast.FuncDecl)
		return ok && f.Recv == nil && f.Name.Name == "main"
	})
	return f.Decls[i].(*ast.FuncDecl).Body.Lbrace
}

func withImports(text string, imports map[string]string) string {
	var b strings.Builder
	for path, name := range imports {
		fmt.Fprintf(&b, "\t%s %q\n", name, path)
	}
	return strings.Replace(text, "import (\n", "import (\n"+b.String(), 1)
}

// importsOf lists the paths that a file imports.
func importsOf(text []byte) []string {
	f, err := parser.ParseFile(token.NewFileSet(), "", text, parser.ImportsOnly)
	if err != nil {
		return nil
	}
	var paths []string
	for _, s := range f.Imports {
		paths = append(paths, strings.Trim(s.Path.Value, "\"`"))
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}
