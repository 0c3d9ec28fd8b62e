package check

import (
	"fmt"
	"go/types"
	"slices"
	"testing"
	"time"

	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/scope"
)

// A notebook is a session that is only checked.
type notebook struct {
	imp   types.Importer
	state *scope.State
	units int
}

// check checks a cell, as if it were the one with that number.
func (n *notebook) check(t testing.TB, unit int, text string) *Result {
	c, err := cell.Parse(fmt.Sprintf("cell-%d", unit), text)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Cell(c, n.state, Env{Unit: unit, Importer: n.imp, Find: find, PackageName: func(path string) string { return path }})
	if err != nil {
		t.Fatalf("%s\n%v", text, err)
	}
	return r
}

// grow adds cells that define things of every kind until there are so many.
func (n *notebook) grow(t testing.TB, cells int) {
	for ; n.units < cells; n.units++ {
		i := n.units / 5
		text := []string{
			fmt.Sprintf("var v%d = []float64{%d, 1}\nw%d, s%d := v%d[0] * 2, \"text\"", i, i, i, i, i),
			fmt.Sprintf("func f%d(x []float64) float64 { if x[0] < 0 { return f%d(x) }; return x[0]*x[1] + w%d }", i, max(i-1, 0), i),
			fmt.Sprintf("type T%d struct { A int; M map[string]*T%d }\nfunc (t *T%d) Len() int { return len(t.M) + t.A }", i, max(i-1, 0), i),
			fmt.Sprintf("t%d := &T%d{A: %d}\nfmt.Sprint(t%d.Len(), w%d)", i, i, i, i, i),
			fmt.Sprintf("const k%d = %d\nfor i := range k%d { v%d[i%%2]++ }", i, i, i, i),
		}[n.units%5]
		r := n.check(t, n.units+1, text)
		r.Change.Cell = fmt.Sprint(n.units)
		n.state = n.state.With(r.Change)
	}
}

// lengthCells are cells that use what the first cells of a notebook define.
var lengthCells = []struct{ name, code string }{
	{"trivial", "1 + 1"},
	{"variable", "w0 = w0 + 1\nw0"},
	{"declaration", "q := 1"},
	{"method", "t1.Len()"},
	{"function", "f1(v1)"},
	{"new function", "func g(x float64) float64 { return x }"},
	{"new type", "type U struct { A int }\nvar u U"},
	{"edited method", "func (t *T1) Other() int { return 7 }"},
}

// The file that is compiled for a cell is the same however long the notebook is.
func TestFileDoesNotGrow(t *testing.T) {
	n := &notebook{imp: newImporter(t), state: new(scope.State)}
	n.grow(t, 10)
	short := make([]string, len(lengthCells))
	for i, c := range lengthCells {
		short[i] = string(n.check(t, 2000, c.code).Src)
	}
	n.grow(t, 500)
	for i, c := range lengthCells {
		if long := string(n.check(t, 2000, c.code).Src); long != short[i] {
			t.Errorf("%s: after 500 cells the file is\n%s\nafter 10 cells it was\n%s", c.name, long, short[i])
		}
	}
}

// BenchmarkLength prints how long checking a cell and committing it takes after
// 10, 100 and 1000 cells, in milliseconds, and how much longer it takes at the
// end than at first.
func BenchmarkLength(b *testing.B) {
	n := &notebook{imp: newImporter(b), state: new(scope.State)}
	times := map[string][]float64{}
	for b.Loop() {
		for _, cells := range []int{10, 100, 1000} {
			n.grow(b, cells)
			for _, c := range lengthCells {
				var list []float64
				for range 41 {
					begin := time.Now()
					n.state.With(n.check(b, 2000, c.code).Change)
					list = append(list, 1000*time.Since(begin).Seconds())
				}
				times[c.name] = append(times[c.name], slices.Min(list))
			}
		}
	}
	for _, c := range lengthCells {
		t := times[c.name]
		b.Logf("| %s | %.2f | %.2f | %.2f | %.2f |", c.name, t[0], t[1], t[2], t[2]/t[0])
	}
}
