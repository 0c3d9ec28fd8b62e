package mathtest_test

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// printing are the methods that fmt and displays call: every example that
// prints a value of the type shows them.
var printing = []string{"String", "GoString", "LaTeX", "Markdown", "HTML", "Error", "Unwrap"}

// TestExamples: every exported function has an Example with output. So has
// every exported method, or an example with output calls it: one may show a
// family, like all functions of package math on a tape; so it may for the
// functions of mathtest. The packages of rules mirror others, function by
// function: an example of each package is enough. Exempt are the methods that
// print, those of unexported types, and files that import package testing: what
// needs a test cannot be shown in an example.
func TestExamples(t *testing.T) {
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		if d.Name() == "testdata" {
			return filepath.SkipDir
		}
		within, _ := filepath.Rel("..", path)
		root, _, _ := strings.Cut(filepath.ToSlash(within), "/")
		return checkExamples(t, path, root)
	})
	if err != nil {
		t.Error(err)
	}
}

// checkExamples does it for the package in dir, which lies below root.
func checkExamples(t *testing.T, dir, root string) error {
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return err
	}
	fset := token.NewFileSet()
	var tests, sources []*ast.File
	for _, name := range names {
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		switch {
		case err != nil:
			return err
		case strings.HasSuffix(name, "_test.go"):
			tests = append(tests, f)
		case f.Name.Name != "main" && !forTests(f):
			sources = append(sources, f)
		}
	}
	subjects, called := shown(doc.Examples(tests...))
	if root == "rules" && len(subjects) > 0 {
		return nil
	}
	for _, f := range sources {
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || exempt(fn) || subjects[subject(fn)] || called[fn.Name.Name] && (root == "mathtest" || fn.Recv != nil) {
				continue
			}
			t.Errorf("%s: no Example%s with output", fset.Position(fn.Pos()), subject(fn))
		}
	}
	return nil
}

// forTests reports whether the file imports package testing.
func forTests(f *ast.File) bool {
	return slices.ContainsFunc(f.Imports, func(i *ast.ImportSpec) bool { return i.Path.Value == `"testing"` })
}

// shown returns what examples with output are about, and the names of the
// functions and methods that they call or pass on.
func shown(examples []*doc.Example) (subjects, called map[string]bool) {
	subjects, called = map[string]bool{}, map[string]bool{}
	for _, e := range examples {
		if e.Output == "" && !e.EmptyOutput {
			continue
		}
		subjects[e.Name] = true
		if name, suffix, ok := cutLast(e.Name, "_"); ok && suffix != "" && !ast.IsExported(suffix) {
			subjects[name] = true // ExampleF_suffix
		}
		ast.Inspect(e.Code, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				called[s.Sel.Name] = true
			}
			return true
		})
	}
	return subjects, called
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// subject returns the name that an example of fn begins with: F or T_M.
func subject(fn *ast.FuncDecl) string {
	if fn.Recv == nil {
		return fn.Name.Name
	}
	return receiver(fn) + "_" + fn.Name.Name
}

// receiver returns the name of the type that fn is a method of.
func receiver(fn *ast.FuncDecl) string {
	e := fn.Recv.List[0].Type
	for {
		switch x := e.(type) {
		case *ast.StarExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}

func exempt(fn *ast.FuncDecl) bool {
	printed := fn.Recv != nil && (!ast.IsExported(receiver(fn)) || slices.Contains(printing, fn.Name.Name))
	return printed || !fn.Name.IsExported()
}
