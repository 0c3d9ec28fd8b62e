package autodiff_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// relu is called twice from different lines.
func relu(t *tape, x real) real {
	return t.Max(k(0), x) // line 14
}

func TestKinksHaveAPlaceAndACount(t *testing.T) {
	tp := autodiff.NewTape()
	defer tp.Release()
	x := tp.Input(0)
	for range 5 {
		relu(tp, x)
	}
	tp.Sqrt(x)
	list, total := tp.Kinks()
	if total != 6 || len(list) != 2 {
		t.Fatalf("%d kinks: %v", total, list)
	}
	max, sqrt := list[0], list[1]
	if max.Func != "Max" || max.Line != 14 || max.Count != 5 || !strings.HasSuffix(max.File, "kink_test.go") {
		t.Errorf("%+v", max)
	}
	if sqrt.Func != "Sqrt" || sqrt.Line != 24 || sqrt.Count != 1 {
		t.Errorf("%+v", sqrt)
	}
	tp.Reset()
	if list, total := tp.Kinks(); len(list) != 0 || total != 0 {
		t.Error("Reset leaves kinks")
	}
}

func TestConstantsHaveNoKinks(t *testing.T) {
	tp := autodiff.NewTape()
	defer tp.Release()
	tp.Sqrt(k(0))
	tp.Max(k(1), k(1))
	tp.Hypot(k(0), k(0))
	tp.Pow(k(0), k(0.5))
	if list, _ := tp.Kinks(); len(list) != 0 {
		t.Error(list)
	}
}

// descend meets a kink at each depth of a recursion: more stacks than the tape
// keeps.
func descend(tp *autodiff.Tape, x real, depth int) {
	tp.Abs(x)
	if depth > 0 {
		descend(tp, x, depth-1)
	}
}

func TestKinksAreCapped(t *testing.T) {
	tp := autodiff.NewTape()
	defer tp.Release()
	x := tp.Input(0)
	descend(tp, x, 1000)
	if list, total := tp.Kinks(); total != 1001 || len(list) != 1 {
		t.Errorf("%d kinks at %d places", total, len(list))
	}
}

func ExamplePlace() {
	defer func() {
		recover()
		file, line := autodiff.Place()
		fmt.Println(filepath.Base(file), line)
	}()
	panic("no rule")
	// Output: kink_test.go 79
}
