package main

import (
	"fmt"
	"go/ast"
	"math"
	"os"
	"testing"

	"golang.org/x/tools/go/packages"
	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/autodiff/lift"
)

// TestRivalsAgree: what is compared computes the same.
func TestRivalsAgree(t *testing.T) {
	for _, p := range problems() {
		n := min(p.n, 20)
		if p.name != "Chain" {
			n = p.n
		}
		x := point(n)
		bounded, quick := mathlib.Prepare(p.f, n), mathlib.Prepare(p.f, n)
		quick.SkipBounds()
		d := newDuals(p, x)
		if y := p.onDuals(d.x).Real; math.Abs(y-p.f(x)) > 1e-12*math.Abs(y) {
			t.Errorf("%s: %v on dual numbers, %v", p.name, y, p.f(x))
		}
		want := bounded.Hessian(x)
		if want.Method != mathlib.Recorded {
			t.Fatalf("%s: %s", p.name, want.Method)
		}
		h := mat.NewSymDense(n, nil)
		d.hessian(h)
		near(t, p.name+": Hessian by dual numbers", h, want, 1e-12)
		near(t, p.name+": Hessian without bounds", quick.Hessian(x), want, 1e-12)
		near(t, p.name+": sparse Hessian", quick.SparseHessian(x), want, 1e-12)
		fd.Hessian(h, p.f, x, nil)
		near(t, p.name+": Hessian by differences", h, want, 1e-2)
		g, hv := make([]float64, n), make([]float64, n)
		d.gradient(g)
		near(t, p.name+": gradient by dual numbers", mat.NewVecDense(n, g), bounded.Gradient(x), 1e-12)
		near(t, p.name+": gradient without bounds", quick.Gradient(x), bounded.Gradient(x), 1e-12)
		d.product(hv, x)
		near(t, p.name+": product by dual numbers", mat.NewVecDense(n, hv), bounded.HessianVec(x, x), 1e-12)
		productByDifferences(hv, g, p.f, x, &fd.Settings{Formula: fd.Central})
		near(t, p.name+": product by differences", mat.NewVecDense(n, hv), bounded.HessianVec(x, x), 1e-4)
	}
}

func near(t *testing.T, what string, got, want mat.Matrix, tolerance float64) {
	t.Helper()
	var d mat.Dense
	d.Sub(got, want)
	if off, size := mat.Norm(&d, 2), mat.Norm(want, 2); !(off <= tolerance*size) {
		t.Errorf("%s: off by %g of %g", what, off, size)
	}
}

// TestTwinsAreCurrent: nabla_lift.go is what nabla lift writes today.
func TestTwinsAreCurrent(t *testing.T) {
	const generated = "nabla_lift.go"
	got, err := os.ReadFile(generated)
	if err != nil {
		t.Fatal(err)
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	list, err := packages.Load(&packages.Config{
		Mode:    packages.LoadSyntax | packages.NeedExportFile,
		Overlay: map[string][]byte{here + "/" + generated: []byte("package main\n")},
	}, ".")
	if err != nil || len(list) != 1 || len(list[0].Errors) > 0 {
		t.Fatal(err, list)
	}
	p := list[0]
	var files []lift.File
	for i, f := range p.Syntax {
		src, err := os.ReadFile(p.CompiledGoFiles[i])
		if err != nil {
			t.Fatal(err)
		}
		if ast.IsGenerated(f) || p.Fset.Position(f.Package).Line == 1 && len(f.Decls) == 0 {
			continue
		}
		files = append(files, lift.File{Syntax: f, Src: src})
	}
	want, refusals, err := lift.LiftPackage(p.Fset, files, p.Types, p.TypesInfo)
	if err != nil || len(refusals) > 0 {
		t.Fatal(err, refusals)
	}
	if string(got) != want {
		t.Error("nabla_lift.go is not current: run go generate in this folder")
	}
}

// TestTables shows how results are written.
func TestTables(t *testing.T) {
	p := problem{name: "Surface", n: 2}
	r := results{}
	r.enter(p, gradient, withoutBounds, 4e-8)
	r.enter(p, gradient, withBounds, 2e-8)
	if _, err := enterJAX(r, []byte("JAX 1.2\nSurface\t2\tgradient\t4e-06\nSurface\t2\tgradient\t6e-06\n")); err != nil {
		t.Fatal(err)
	}
	cell := func(rival string) string { return r.cell(figure{"Surface", 2, gradient, rival}, 4e-8) }
	got := fmt.Sprint([]string{cell(withoutBounds), cell(withBounds), cell(jaxJIT), cell(hyperDual)})
	if want := "[**40 ns** 20 ns (0.50×) 4 µs…6 µs (100×) –]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
