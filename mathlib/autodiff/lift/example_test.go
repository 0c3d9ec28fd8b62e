package lift_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"strings"

	"github.com/gonabla/nabla/mathlib/autodiff/lift"
)

// The caller has type-checked the file. What is to be done to it comes back as
// edits, declarations for its end and statements that register the twins.
func ExampleLift() {
	src := `package main

func square(x float64) float64 {
	return x * x
}

var use = func(f func(float64) float64) {}

func main() { use(square) }
`
	fset := token.NewFileSet()
	file, _ := parser.ParseFile(fset, "square.go", src, parser.ParseComments|parser.SkipObjectResolution)
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{},
		Uses: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Instances: map[*ast.Ident]types.Instance{}, Implicits: map[ast.Node]types.Object{},
	}
	config := types.Config{Importer: importer.Default()}
	pkg, _ := config.Check("main", fset, []*ast.File{file}, info)

	r, err := lift.Lift(&lift.Package{Fset: fset, File: file, Types: pkg, Info: info, Src: []byte(src)}, lift.Options{})
	fmt.Println(err, r.Refusals)
	for line := range strings.Lines(r.Append) {
		if i := strings.Index(line, "return nabla_t."); i >= 0 {
			fmt.Print(line[i:])
		}
	}
	fmt.Println(strings.Contains(r.Register, "square"))
	// Output:
	// <nil> []
	// return nabla_t.Mul(x, x)
	// true
}
