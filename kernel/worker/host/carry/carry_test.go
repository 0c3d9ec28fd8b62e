package carry

import (
	"container/list"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// The types before and after: Point gets a field, loses one, and two change.
type (
	oldPoint struct {
		X, y  int
		Gone  string
		Count int
		Tag   string
		Next  *oldPoint
		Any   any
	}
	newPoint struct {
		y     int
		New   [1]string
		X     int
		Count float64
		Tag   int
		Next  *newPoint
		Any   any
	}
)

func (p oldPoint) Sum() int { return p.X + p.y }
func (p newPoint) Sum() int { return 10 * (p.X + p.y) }

type summer interface{ Sum() int }

var points = map[reflect.Type]reflect.Type{reflect.TypeFor[oldPoint](): reflect.TypeFor[newPoint]()}

// variable makes a variable that is to be carried over from one to the other.
func variable[N, O any](name string, new *N, old *O) Variable {
	return Variable{name, reflect.ValueOf(old).Elem(), reflect.ValueOf(new).Elem()}
}

func kept[T any](name string, v *T) Variable {
	return Variable{Name: name, New: reflect.ValueOf(v).Elem()}
}

func TestFields(t *testing.T) {
	old := oldPoint{X: 1, y: 2, Gone: "g", Count: 3, Tag: "t"}
	var now newPoint
	lost := Values(points, []Variable{variable("p", &now, &old)})
	if now.X != 1 || now.y != 2 || now.Count != 3 || now.Tag != 0 {
		t.Errorf("got %+v", now)
	}
	if want := []string{"carry.oldPoint.Tag (string, now int)"}; !slices.Equal(lost, want) {
		t.Errorf("lost %q, want %q", lost, want)
	}
}

func TestContainers(t *testing.T) {
	old := struct {
		S []oldPoint
		M map[string]*oldPoint
		K map[oldPoint]int
		A [3]oldPoint
		P ***oldPoint
	}{
		S: append(make([]oldPoint, 0, 4), oldPoint{X: 1}, oldPoint{X: 2}), M: map[string]*oldPoint{"a": {X: 3}, "nil": nil},
		K: map[oldPoint]int{{X: 4}: 5}, A: [3]oldPoint{{X: 6}, {}, {X: 7}},
	}
	p := &oldPoint{X: 8}
	pp := &p
	old.P = &pp
	var now struct {
		S []newPoint
		M map[string]*newPoint
		A [3]newPoint
		P ***newPoint
	}
	lost := Values(points, []Variable{variable("c", &now, &old)})
	if len(now.S) != 2 || cap(now.S) != 4 || now.S[1].X != 2 || now.M["a"].X != 3 || now.M["nil"] != nil || len(now.M) != 2 ||
		now.A[2].X != 7 || (**now.P).X != 8 {
		t.Errorf("got %+v", now)
	}
	if len(lost) > 0 {
		t.Errorf("lost %q", lost)
	}
}

func TestSharing(t *testing.T) {
	old := make([]oldPoint, 3, 5)
	tail, element, ring := old[1:], &old[2], &oldPoint{X: 1}
	ring.Next = &oldPoint{X: 2, Next: ring}
	oldRing := ring.Next
	m := map[*oldPoint]bool{ring: true}
	m2 := m
	var (
		now, nowTail  []newPoint
		nowElement    *newPoint
		nowR1, nowR2  *newPoint
		nowM, nowM2   map[*newPoint]bool
		plain         oldPoint
		toPlain       = &plain
		nowPlain      newPoint
		nowToPlain    *newPoint
		lost          = []Variable{variable("element", &nowElement, &element), variable("s", &now, &old)}
		variables     = append(lost, variable("tail", &nowTail, &tail), variable("r1", &nowR1, &ring), variable("r2", &nowR2, &oldRing))
		moreVariables = append(variables, variable("m", &nowM, &m), variable("m2", &nowM2, &m2), variable("toPlain", &nowToPlain, &toPlain), variable("plain", &nowPlain, &plain))
	)
	Values(points, moreVariables)
	if &now[1] != &nowTail[0] || nowElement != &now[2] {
		t.Error("slices of one array and a pointer to an element have come apart")
	}
	if nowR1.Next != nowR2 || nowR2.Next != nowR1 || nowR1.X != 1 || nowR2.X != 2 {
		t.Error("the ring is broken")
	}
	if !nowM[nowR1] || len(nowM) != 1 {
		t.Errorf("the map has %v", nowM)
	}
	if nowM2[nil] = true; !nowM[nil] {
		t.Error("two names of a map are two maps")
	}
	if nowToPlain != &nowPlain {
		t.Error("a pointer to a variable leads elsewhere")
	}
}

func TestBehindInterfaces(t *testing.T) {
	var single any = oldPoint{X: 1}
	several := []summer{oldPoint{X: 1}, &oldPoint{X: 2}}
	nested := map[any]any{"k": []any{oldPoint{X: 3}}, oldPoint{X: 4}: struct{ v any }{oldPoint{X: 5}}}
	self := &oldPoint{X: 6}
	self.Any = self
	var same any = self
	l := list.New()
	l.PushBack(oldPoint{X: 7})
	lost := Values(points, []Variable{kept("single", &single), kept("several", &several), kept("nested", &nested), kept("same", &same), kept("l", &l)})
	if len(lost) > 0 {
		t.Errorf("lost %q", lost)
	}
	if single.(newPoint).X != 1 || several[0].Sum() != 10 || several[1].Sum() != 20 {
		t.Error("an old value is left", single, several)
	}
	if nested["k"].([]any)[0].(newPoint).X != 3 || nested[newPoint{X: 4}].(struct{ v any }).v.(newPoint).X != 5 || len(nested) != 2 {
		t.Errorf("nested is %v", nested)
	}
	if p := same.(*newPoint); p.Any != any(p) {
		t.Error("a value that holds itself holds another")
	}
	if l.Front().Value.(newPoint).X != 7 {
		t.Error("the list has an old value")
	}
}

func TestLost(t *testing.T) {
	type renamed interface{ Other() }
	var (
		f          = func(oldPoint) {}
		c          = make(chan oldPoint, 1)
		s          = []summer{oldPoint{}}
		big        = 1 << 40
		arr        = [3]int{1, 2, 3}
		x      any = func(*oldPoint) {}
		nowF   func(newPoint)
		nowC   chan newPoint
		nowS   []renamed
		small  int8
		short  [2]int
		nilOld func(oldPoint)
		nilNow func(newPoint)
	)
	lost := Values(points, []Variable{
		variable("f", &nowF, &f), variable("c", &nowC, &c), variable("s", &nowS, &s), variable("big", &small, &big),
		variable("arr", &short, &arr), kept("x", &x), variable("nilFunc", &nilNow, &nilOld),
	})
	var names []string
	for _, l := range lost {
		first, _, _ := strings.Cut(l, " ")
		names = append(names, first)
	}
	if want := []string{"arr[2:]", "big", "c", "f", "s", "x"}; !slices.Equal(names, want) {
		t.Errorf("lost %q, want one each of %q", lost, want)
	}
	if short != [2]int{1, 2} || nowS[0] != nil {
		t.Error("what could be carried over was not", short, nowS)
	}
}

func TestLongList(t *testing.T) {
	var first, last *oldPoint
	for i := range 100_000 {
		p := &oldPoint{X: i}
		if last == nil {
			first = p
		} else {
			last.Next = p
		}
		last = p
	}
	var now *newPoint
	Values(points, []Variable{variable("first", &now, &first)})
	n := 0
	for p := now; p != nil; p = p.Next {
		if p.X != n {
			t.Fatalf("element %d has %d", n, p.X)
		}
		n++
	}
	if n != 100_000 {
		t.Errorf("%d elements", n)
	}
}

func TestKeyThatCannotBeOne(t *testing.T) {
	type before struct{ N int }
	type after struct{ N []int }
	m := map[any]int{before{1}: 1, "other": 2}
	types := map[reflect.Type]reflect.Type{reflect.TypeFor[before](): reflect.TypeFor[after]()}
	lost := Values(types, []Variable{kept("m", &m)})
	if len(m) != 1 || m["other"] != 2 || len(lost) != 2 {
		t.Errorf("the map has %v, lost %q", m, lost)
	}
}

func TestKeyThatIsLost(t *testing.T) {
	m := map[int]string{1: "one"}
	var now map[string]string
	lost := Values(points, []Variable{variable("m", &now, &m)})
	if len(now) != 0 || now == nil || !slices.Equal(lost, []string{"m (int, now string)"}) {
		t.Errorf("got %v, lost %q", now, lost)
	}
}
