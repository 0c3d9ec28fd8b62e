package peek

import (
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"
)

// anywhere takes all memory for Go's.
func anywhere(uintptr, uintptr) Place { return Static }

func of(p any) Ref { return Variable(reflect.ValueOf(p).Elem()) }

type point struct {
	X, Y  float64
	label string
}

type color int

// String is one of those that must not be called.
func (color) String() string { panic("a method of the user was called") }

type node struct {
	next *node
	n    int
}

func TestDescribe(t *testing.T) {
	cycle := &node{n: 7}
	cycle.next = cycle
	var nobody error
	channel := make(chan int, 5)
	channel <- 1
	self := []any{1}
	self[0] = self
	for _, test := range []struct {
		p    any
		want Description
	}{
		{new(42), Description{"int", "42", "", false}},
		{new(2.5), Description{"float64", "2.5", "", false}},
		{new("h\n"), Description{"string", `"h\n"`, "", false}},
		{new(color(3)), Description{"peek.color", "3", "", false}},
		{new(1 + 2i), Description{"complex128", "(1+2i)", "", false}},
		{new(point{1, 2, "a"}), Description{"peek.point", `peek.point{X: 1, Y: 2, label: "a"}`, "", true}},
		{new(&point{1, 2, ""}), Description{"*peek.point", `&peek.point{X: 1, Y: 2, label: ""}`, "", true}},
		{new((*point)(nil)), Description{"*peek.point", "nil", "", false}},
		{&cycle, Description{"*peek.node", "&peek.node{next: &peek.node{…}, n: 7}", "", true}},
		{new([]int{}), Description{"[]int", "[]int{}", "", false}},
		{new([]float64{1, 2.5}), Description{"[]float64", "[]float64{1, 2.5}", "2", true}},
		{new([2]bool{true}), Description{"[2]bool", "[2]bool{true, false}", "", true}},
		{new(make([]uint8, 1000)), Description{"[]uint8", "[]uint8{" + strings.Repeat("0, ", 30) + "0,…", "1000", true}},
		{new(map[string]int{"b": 2, "a": 1}), Description{"map[string]int", `map[string]int{"a": 1, "b": 2}`, "2", true}},
		{new(any(3)), Description{"int", "3", "", false}},
		{new(any(point{})), Description{"peek.point", `peek.point{X: 0, Y: 0, label: ""}`, "", true}},
		{new(any(nil)), Description{"any", "nil", "", false}},
		{&nobody, Description{"error", "nil", "", false}},
		{new(errors.New("boom")), Description{"*errors.errorString", `"boom"`, "", false}},
		{new(strings.ToUpper), Description{"func(string) string", "func strings.ToUpper(string) string", "", false}},
		{&channel, Description{"chan int", "chan int (1 of 5 waiting)", "", false}},
		{new(1500 * time.Millisecond), Description{"time.Duration", "1.5s", "", false}},
		{new(time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)), Description{"time.Time", "2020-01-02 03:04:05 +0000 UTC", "", false}},
		{new(*big.NewInt(12)), Description{"big.Int", "12", "", false}},
		{new(reflect.TypeFor[int]()), Description{"*reflect.rtype", "&reflect.rtype{…}", "", false}},
		{&self, Description{"[]interface {}", "", "1", true}},
	} {
		got := Describe(of(test.p), anywhere)
		if test.want.Text == "" {
			test.want.Text = got.Text // whatever it is
		}
		test.want.Type = strings.ReplaceAll(test.want.Type, "interface {}", "any")
		if got != test.want {
			t.Errorf("%T: %+v, want %+v", test.p, got, test.want)
		}
	}
}

// Of what is big, little is copied.
func TestBig(t *testing.T) {
	type block struct{ data [1 << 20]float64 }
	array, blocks, pointer := new([1 << 20]float64), make([]block, 1), any(new(block))
	defer runtime.KeepAlive([]any{array, &blocks, &pointer})
	for _, test := range []struct {
		p    any
		want Description
	}{
		{array, Description{"[1048576]float64", "[]float64{0, 0,", "", true}},
		{&blocks, Description{"[]peek.block", "[]peek.block{…}", "", true}},
		{&pointer, Description{"*peek.block", "*peek.block{…}", "", true}},
		{&blocks[0], Description{"peek.block", "peek.block{…}", "", true}},
	} {
		got := Describe(of(test.p), anywhere)
		if got.Type != test.want.Type || !strings.HasPrefix(got.Text, test.want.Text) || !got.Children {
			t.Errorf("%T: %+v, want %+v", test.p, got, test.want)
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	start := m.TotalAlloc
	for range 10 {
		Describe(of(array), anywhere)
		Describe(of(&blocks), anywhere)
		Describe(of(&pointer), anywhere)
	}
	if runtime.ReadMemStats(&m); m.TotalAlloc-start > 1<<20 {
		t.Errorf("%d bytes were allocated", m.TotalAlloc-start)
	}
	if _, err := Copy(of(array), anywhere, 1<<20); err == nil || !strings.Contains(err.Error(), "1 MB") {
		t.Errorf("a copy of 8 MB: %v", err)
	}
}

// TestMaps compares what is read of maps slot by slot with what Go gives.
func TestMaps(t *testing.T) {
	compareMaps(t, func(i int) int { return i * 7 }, func(i int) string { return fmt.Sprint(i) })
	compareMaps(t, func(i int) string { return fmt.Sprint(i) }, func(i int) struct{} { return struct{}{} })
	compareMaps(t, func(i int) byte { return byte(i) }, func(i int) float64 { return float64(i) })
	compareMaps(t, func(i int) [20]int { return [20]int{i} }, func(i int) [30]int { return [30]int{i} })
	compareMaps(t, func(i int) any { return i }, func(i int) *int { return &i })
}

func compareMaps[K comparable, V any](t *testing.T, key func(int) K, value func(int) V) {
	for _, n := range []int{0, 1, 7, 8, 9, 100, 5000} {
		m := map[K]V{}
		for i := range n {
			m[key(i)] = value(i)
		}
		for i := 0; i < n; i += 3 {
			delete(m, key(i))
		}
		got, err := Copy(of(&m), anywhere, 1<<24)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got.Interface(), m) {
			t.Errorf("%T of %d entries: copied %d", m, len(m), got.Len())
		}
	}
}

func TestCopySharesAndCuts(t *testing.T) {
	a := &node{n: 1}
	a.next = &node{next: a, n: 2}
	copied, err := Copy(of(&a), anywhere, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	b := copied.Interface().(*node)
	if b == a || b.next == a.next || b.next.next != b || b.next.n != 2 {
		t.Errorf("a cycle: %+v", b)
	}
	big := make([]float64, 1<<20)
	defer runtime.KeepAlive(&big)
	if _, err := Copy(of(&big), anywhere, 1<<20); err == nil || !strings.Contains(err.Error(), "1 MB") {
		t.Errorf("8 MB: %v", err)
	}
}

// Memory that is not Go's is not read.
func TestMemory(t *testing.T) {
	s := []int{1, 2, 3}
	defer runtime.KeepAlive(&s)
	nowhere := func(addr, size uintptr) Place { return Nowhere }
	if d := Describe(of(&s), nowhere); d.Text != Unreadable || d.Children {
		t.Errorf("a slice of other memory: %+v", d)
	}
	if _, err := Copy(of(&s), nowhere, 1<<20); err == nil {
		t.Error("it was copied")
	}
	torn := struct{ p, n, c uintptr }{1, 1 << 40, 1 << 40} // a slice that nobody has
	defer runtime.KeepAlive(&torn)
	r := Ref{reflect.TypeFor[[]int](), of(&torn).addr}
	if d := Describe(r, anywhere); d.Text != Unreadable {
		t.Errorf("a torn slice: %+v", d)
	}
}

// What was freed may hold anything, also where an interface had its type.
func TestNoType(t *testing.T) {
	words := make([]uintptr, 64)
	for _, first := range []uintptr{1, 8, uintptr(reflect.ValueOf(&words[0]).Pointer()), uintptr(reflect.ValueOf(t).Pointer())} {
		torn := [2]uintptr{first, first}
		if d := Describe(Ref{reflect.TypeFor[any](), of(&torn).addr}, anywhere); d.Text != Unreadable {
			t.Errorf("%#x is taken for a type: %+v", first, d)
		}
		runtime.KeepAlive(&torn)
	}
	runtime.KeepAlive(words)
}

func names(list []Child) (names []string) {
	for _, c := range list {
		names = append(names, c.Name)
	}
	return names
}

func TestChildren(t *testing.T) {
	v := map[string]any{"p": &point{1, 2, "x"}, "q": []*node{{n: 5}}, "r": make([]int, 12345), "n": new(7)}
	defer runtime.KeepAlive(&v)
	for _, test := range []struct{ path, want string }{
		{"", `["n"] ["p"] ["q"] ["r"]`},
		{`["n"]`, "*"},
		{`["p"]`, "X Y label"},
		{`["q"]`, "[0]"},
		{`["q"]|[0]`, "next n"},
		{`["r"]|[12300…12344]|[12344]`, ""},
	} {
		var path []string
		if test.path != "" {
			path = strings.Split(test.path, "|")
		}
		list, err := Find(of(&v), path, anywhere)
		if got := strings.Join(names(list), " "); got != test.want && (test.want != "" || err == nil && got != "") {
			t.Errorf("%s: %s (%v), want %s", test.path, got, err, test.want)
		}
	}
	list, _ := Find(of(&v), []string{`["r"]`}, anywhere)
	if len(list) != 2 || list[1].Name != "[10000…12344]" || list[1].Describe(anywhere).Type != "[2345]int" {
		t.Errorf("ranges: %v", names(list))
	}
	list, _ = Find(of(&v), []string{`["r"]`, "[10000…12344]"}, anywhere)
	if len(list) != 24 || list[23].Name != "[12300…12344]" {
		t.Errorf("ranges of a range: %v", names(list))
	}
	if _, err := Find(of(&v), []string{`["gone"]`}, anywhere); err == nil {
		t.Error("what is gone was found")
	}
	numbers := map[int]int{10: 1, 9: 2, -1: 3}
	defer runtime.KeepAlive(&numbers)
	if list, _ := Find(of(&numbers), nil, anywhere); strings.Join(names(list), " ") != "[-1] [9] [10]" {
		t.Errorf("numbers: %v", names(list))
	}
}
