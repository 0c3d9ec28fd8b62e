package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// module is a user's module.
var module = map[string]string{
	"go.mod": "module example.com/user\n\ngo 1.26.0\n",
	"loss/loss.go": `// Package loss is what a user writes.
package loss

import "math"

//go:generate nabla lift

// Target is what the outputs should be.
var Target = []float64{1, -0.5}

// Loss is a loss of two weights.
func Loss(w []float64) float64 {
	s := 0.0
	for i, y := range Target {
		s += square(activation(w[i]*w[0]) - y)
	}
	return s
}

// Soft is a literal in a variable.
var Soft = func(x float64) float64 { return math.Log1p(math.Exp(x)) }

// Made returns a function that has no name.
func Made() func(float64) float64 { return func(x float64) float64 { return 2 * x } }
`,
	"loss/parts.go": `package loss

import m "math"

type number interface{ ~float64 }

func square[T number](x T) T { return x * x }

func activation(x float64) float64 { return m.Tanh(x) }

// Rounded cannot be lifted.
func Rounded(x float64) float64 { return float64(int(x)) }
`,
	"main.go": `package main

import (
	"fmt"

	"example.com/user/loss"
	"github.com/gonabla/nabla/mathlib"
)

func total(x []float64) float64 { return loss.Loss(x) * x[1] }

func main() {
	for _, f := range []func([]float64) float64{loss.Loss, total} {
		g := mathlib.Gradient(f, []float64{0.5, 2})
		fmt.Printf("%s %.6f\n", g.Method, g.RawVector().Data)
	}
	fmt.Println(mathlib.Gradient(loss.Soft, 0.0).Method)
	fmt.Println(mathlib.Gradient(loss.Rounded, 0.5).Method)
}
`,
}

// TestLift lifts the packages of a user's module, twice, and runs its program.
func TestLift(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, text := range module {
		writeFile(t, filepath.Join(dir, name), text)
	}
	prepareModule(t, root, dir)
	for range 2 {
		if err := (&liftCommand{Packages: []string{"./..."}}).lift(dir); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, "loss", liftedFile))
	if err != nil || strings.Contains(string(text), dir) || strings.Contains(string(text), root) {
		t.Errorf("%v, or the file holds paths of this machine:\n%s", err, text)
	}
	cmd := exec.Command("go", "run", ".")
	cmd.Dir = dir
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	const want = `exact (recording) [0.699773 0.529837]
exact (recording) [1.399547 3.221442]
exact (recording)
finite differences (Richardson)
`
	if err != nil || string(out) != want {
		t.Errorf("%v\n%s\nwant\n%s\n%s\n%s", err, out, want, stderr.String(), text)
	}
	const reason = "int of a number that depends on the arguments: its derivative would silently be 0, parts.go line 12"
	if !strings.Contains(stderr.String(), reason) {
		t.Errorf("stderr is %q, want %q in it", stderr.String(), reason)
	}
}

// prepareModule makes the module in dir use the checkout.
func prepareModule(t *testing.T, root, dir string) {
	t.Helper()
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "go.sum"), string(sum))
	t.Setenv("GOWORK", "off")
	t.Setenv("GOFLAGS", "-mod=mod")
	const path = "github.com/gonabla/nabla"
	cmd := exec.Command("go", "mod", "edit", "-require="+path+"@v0.0.0", "-replace="+path+"="+root)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
