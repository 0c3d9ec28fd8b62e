package lift_test

import (
	"fmt"
	"go/types"
	"strings"
	"testing"
)

// TestEveryMathFunction calls every function of package math on active
// numbers, and uses it as a value.
func TestEveryMathFunction(t *testing.T) {
	p, err := check("m.go", "package main; import \"math\"; var _ = math.Pi")
	if err != nil {
		t.Fatal(err)
	}
	scope := p.Types.Imports()[0].Scope()
	var body strings.Builder
	refused := map[string]bool{"Float32bits": true, "Float64bits": true}
	for _, name := range scope.Names() {
		fn, ok := scope.Lookup(name).(*types.Func)
		if !ok || !fn.Exported() {
			continue
		}
		call, active := mathCall(fn)
		switch {
		case refused[name]:
			r, _ := liftFile(t, "m.go", fmt.Sprintf("package main\nimport \"math\"\nvar use func(func(float64) float64)\nfunc _() { use(func(x float64) float64 { _ = %s; return x }) }", call))
			if want := "math." + name + " of a number that depends on the arguments"; len(r.Refusals) != 1 || r.Refusals[0].Reason != want {
				t.Errorf("%s: refusals %v, want %q", name, r.Refusals, want)
			}
		case active:
			fmt.Fprintf(&body, "\t%s = %s\n", blanks(fn), call)
		}
	}
	r, text := liftFile(t, "m.go", "package main\nimport \"math\"\nvar use func(func(float64) float64)\nfunc _() { use(math.Gamma); use(func(x float64) float64 {\n"+body.String()+"return x }) }")
	if len(r.Refusals) != 0 {
		t.Errorf("refused: %v", r.Refusals)
	}
	for _, call := range []string{"nabla_t.Sincos(x)", "nabla_t.FMA(x, x, x)", "math.IsNaN(x.V)", "nabla_t.Jn(2, x)", "nabla_t.Ldexp(x, 2)"} {
		if !strings.Contains(text, call) {
			t.Errorf("no %s in\n%s", call, text)
		}
	}
}

// mathCall writes a call with x for every number; active tells whether there
// is one.
func mathCall(fn *types.Func) (call string, active bool) {
	sig := fn.Type().(*types.Signature)
	var args []string
	for i := range sig.Params().Len() {
		switch sig.Params().At(i).Type().String() {
		case "float64":
			args, active = append(args, "x"), true
		case "float32":
			args, active = append(args, "float32(x)"), true
		default:
			args = append(args, "2")
		}
	}
	return "math." + fn.Name() + "(" + strings.Join(args, ", ") + ")", active
}

func blanks(fn *types.Func) string {
	n := fn.Type().(*types.Signature).Results().Len()
	return strings.TrimSuffix(strings.Repeat("_, ", n), ", ")
}

// TestNothingToLift shows that a file without a function for an operator is
// left alone.
func TestNothingToLift(t *testing.T) {
	r, _ := liftFile(t, "m.go", `package main

import "strings"

func upper(s string) string { return strings.ToUpper(s) }
func half(x float64) float64 { return x / 2 }

func nabla_run_1() {
	f := upper
	g := func(x float64) float64 { return half(x) }
	println(f("a"), g(1), twice(func(x float64) float64 { return -x }, 1))
}

func twice(f func(float64) float64, x float64) float64 { return f(f(x)) }
`)
	if len(r.Edits) != 0 || r.Append != "" || r.Register != "" || len(r.Refusals) != 0 {
		t.Errorf("%+v", r)
	}
}

// TestRefusedLiteralKeepsItsReason shows what is registered for a function
// without a twin.
func TestRefusedLiteralKeepsItsReason(t *testing.T) {
	_, text := liftFile(t, "cell-4", `package main

var use func(func(float64) float64)

func spawn(x float64) float64 {
	go func() {}()
	return x
}

func _() {
	use(func(x float64) float64 { return spawn(x) })
	use(spawn)
}
`)
	for _, want := range []string{
		`}, nil, &nabla_autodiff.Record{Name: "function literal", File: "cell-4", Line: 11,`,
		`Refusal: "in spawn, which the function calls: goroutine in a differentiated function, cell-4 line 6"`,
		`nabla_autodiff.Register(spawn, nil, `,
		`Refusal: "goroutine in a differentiated function, cell-4 line 6"`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
}
