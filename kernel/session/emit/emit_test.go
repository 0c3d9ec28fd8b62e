package emit

import (
	"flag"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write the results into testdata")

// TestGolden emits the first file of each archive in testdata and compares the
// text with the second; -update writes that.
func TestGolden(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txtar")
	if len(files) == 0 {
		t.Fatal("no files")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			f := emit(t, ar.Files[0].Data)
			got := string(f.Src) + "// imports: " + strings.Join(f.Imports, " ") + "\n"
			if *update {
				ar.Files = append(ar.Files[:1], txtar.File{Name: "want", Data: []byte(got)})
				if err := os.WriteFile(file, txtar.Format(ar), 0o666); err != nil {
					t.Fatal(err)
				}
			} else if len(ar.Files) < 2 || got != string(ar.Files[1].Data) {
				t.Errorf("got\n%s", got)
			}
			if _, err := parser.ParseFile(token.NewFileSet(), "", f.Src, 0); err != nil {
				t.Errorf("the result does not parse: %v", err)
			}
		})
	}
}

// emit type-checks and emits a file.
func emit(t *testing.T, src []byte) *File {
	t.Helper()
	c := Checked{
		Src: src, Fset: token.NewFileSet(), Run: "nabla_run_1",
		Alias: func(p string) string { return "nabla_" + path.Base(p) },
		Info: &types.Info{
			Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
			Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
			Scopes: map[ast.Node]*types.Scope{}, Instances: map[*ast.Ident]types.Instance{},
		},
	}
	var err error
	if c.File, err = parser.ParseFile(c.Fset, "", src, parser.ParseComments|parser.SkipObjectResolution); err != nil {
		t.Fatal(err)
	}
	conf := types.Config{Importer: importer.ForCompiler(c.Fset, "source", nil)}
	if c.Types, err = conf.Check("main", c.Fset, []*ast.File{c.File}, c.Info); err != nil {
		t.Fatal(err)
	}
	f, err := Emit(c)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
