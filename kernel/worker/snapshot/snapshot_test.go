package snapshot

import (
	"bytes"
	"errors"
	"fmt"
	"image/color"
	"math"
	"math/big"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unsafe"
)

type (
	inner struct {
		a int8
		b string
	}
	outer struct {
		inner
		*point
		c  [3][2]float64
		_  uint16
		in []inner
	}
	point       struct{ X, Y float64 }
	celsius     float64
	pair[T any] struct{ left, right T }
	node        struct {
		value int
		next  *node
	}
	speaker interface{ Speak() string }
	tree    map[string]tree
	boxed   struct{ next any }
)

func (c celsius) Speak() string { return fmt.Sprint(float64(c), " degrees") }
func (p *point) Speak() string  { return "point" }

// find knows the types of the tests.
func find(path, name string) reflect.Type {
	for _, t := range []reflect.Type{
		reflect.TypeFor[inner](), reflect.TypeFor[outer](), reflect.TypeFor[point](), reflect.TypeFor[celsius](), reflect.TypeFor[pair[int]](),
		reflect.TypeFor[node](), reflect.TypeFor[tree](), reflect.TypeFor[boxed](), reflect.TypeFor[time.Time](), reflect.TypeFor[time.Month](),
		reflect.TypeFor[pair[any]](), reflect.TypeFor[pair[string]](), reflect.TypeFor[speaker](), reflect.TypeFor[big.Int](), reflect.TypeFor[color.RGBA](), reflect.TypeFor[os.File](),
	} {
		if t.PkgPath() == path && t.Name() == name {
			return t
		}
	}
	return nil
}

var known = []Known{{"time.Local", time.Local}, {"time.UTC", time.UTC}, {"os.Stdout", os.Stdout}}

// variable makes a variable of the value that a pointer points to.
func variable(name string, to any) Variable {
	v := reflect.ValueOf(to)
	return Variable{name, v.Type().Elem(), v.UnsafePointer()}
}

// copyOf makes variables of the same names and types.
func copyOf(variables []Variable) []Variable {
	list := slices.Clone(variables)
	for i := range list {
		list[i].Addr = reflect.New(list[i].Type).UnsafePointer()
	}
	return list
}

// save saves what must all be kept.
func save(t testing.TB, variables []Variable, o Options) []byte {
	t.Helper()
	var b bytes.Buffer
	o.Known = known
	r, err := Save(&b, variables, o)
	if err != nil || len(r.Lost) > 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	if r.Bytes != int64(b.Len()) {
		t.Errorf("the report says %d bytes of %d", r.Bytes, b.Len())
	}
	return b.Bytes()
}

// through saves variables and restores them in others.
func through(t testing.TB, variables ...Variable) []Variable {
	t.Helper()
	b := save(t, variables, Options{})
	if twice := save(t, variables, Options{Shared: true}); len(twice) != len(b) {
		t.Errorf("%d bytes, and %d the second time", len(b), len(twice))
	}
	got := copyOf(variables)
	r, err := Restore(bytes.NewReader(b), int64(len(b)), got, Lookups{find, known})
	if err != nil || len(r.Lost) > 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	return got
}

func get[T any](v Variable) *T { return (*T)(v.Addr) }

// again sends one value through a file.
func again[T any](t testing.TB, v T) T {
	t.Helper()
	return *get[T](through(t, variable("v", &v))[0])
}

func check[T any](t *testing.T, v T) {
	t.Helper()
	if got := again(t, v); !reflect.DeepEqual(got, v) {
		t.Errorf("%T: %#v became %#v", v, v, got)
	}
}

func TestValues(t *testing.T) {
	check(t, 7)
	check(t, "text")
	check(t, true)
	check(t, uint8(200))
	check(t, -1.5e300)
	check(t, complex(1, 2))
	check(t, celsius(36.6))
	check(t, []int(nil))
	check(t, []int{})
	check(t, map[string]int(nil))
	check(t, map[string]int{})
	check(t, map[string][]int{"a": {1}, "b": nil, "c": {}})
	check(t, [2][3][4]int{1: {2: {3: 4}}})
	check(t, [][]string{{"a"}, nil, {"b", ""}})
	check(t, outer{inner{1, "b"}, &point{2, 3}, [3][2]float64{{1}}, 0, []inner{{2, "c"}}})
	check(t, pair[string]{"l", "r"})
	check(t, tree{"a": {"b": {}, "c": nil}})
	check(t, []any{nil, 1, int8(1), uint8(1), "s", 2.5, []int{1}, map[string]any{"k": celsius(1)}, point{1, 2}, &point{3, 4}, pair[int]{1, 2}, [2]string{"a"}, struct{ A, B int }{1, 2}})
	check(t, []speaker{celsius(3), &point{1, 2}, nil})
	check(t, struct{}{})
	check(t, []struct{}{{}, {}})
	check(t, new(struct{}))
	check(t, (*int)(nil))
	check(t, (func())(nil))
	check(t, (chan int)(nil))
	check(t, any((*point)(nil)))
	check(t, time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC))
	check(t, time.Date(2026, 1, 2, 3, 4, 5, 6, time.FixedZone("here", 3600)))
	check(t, time.Now())
	check(t, new(big.Int).Exp(big.NewInt(7), big.NewInt(1000), nil))
	check(t, any(color.RGBA{1, 2, 3, 4}))
	check(t, map[any]int{"a": 1, 2: 3, point{1, 2}: 4})
	check(t, sync.Mutex{})
	check(t, any(os.Stdout))
}

func TestNaN(t *testing.T) {
	v := again(t, []float64{math.NaN(), math.Inf(1), math.Copysign(0, -1)})
	if !math.IsNaN(v[0]) || !math.IsInf(v[1], 1) || !math.Signbit(v[2]) {
		t.Error(v)
	}
	if m := again(t, map[float64]int{math.NaN(): 1, 2: 3}); len(m) != 2 || m[2] != 3 {
		t.Error(m)
	}
}

func TestSharing(t *testing.T) {
	x := 3
	p, q := &x, &x
	v := through(t, variable("x", &x), variable("p", &p), variable("q", &q))
	if *get[*int](v[1]) != get[int](v[0]) || *get[*int](v[2]) != get[int](v[0]) || *get[int](v[0]) != 3 {
		t.Error("a pointer to a variable")
	}

	all := []point{{1, 2}, {3, 4}, {5, 6}, {7, 8}}
	middle, end := all[1:2], all[2:]
	third, y := &all[2], &all[3].Y
	v = through(t, variable("y", &y), variable("third", &third), variable("end", &end), variable("middle", &middle), variable("all", &all))
	a := *get[[]point](v[4])
	m := *get[[]point](v[3])
	if *get[*float64](v[0]) != &a[3].Y || *get[*point](v[1]) != &a[2] || &(*get[[]point](v[2]))[0] != &a[2] || &m[0] != &a[1] || len(m) != 1 || cap(m) != 3 {
		t.Error("parts of a slice")
	}

	left, right := all[0:2:2], all[1:3:3]
	v = through(t, variable("right", &right), variable("left", &left))
	if r, l := *get[[]point](v[0]), *get[[]point](v[1]); &r[0] != &l[1] || r[1] != all[2] || l[0] != all[0] {
		t.Error("slices of which none contains the other")
	}

	array := [4]int{1, 2, 3, 4}
	part, whole := array[1:3], &array
	v = through(t, variable("part", &part), variable("whole", &whole), variable("array", &array))
	if s := *get[[]int](v[0]); &s[0] != &get[[4]int](v[2])[1] || *get[*[4]int](v[1]) != get[[4]int](v[2]) {
		t.Error("a slice of an array")
	}

	s := outer{inner: inner{5, "five"}}
	first, in := &s.a, &s.inner
	v = through(t, variable("first", &first), variable("in", &in), variable("s", &s))
	if o := get[outer](v[2]); *get[*int8](v[0]) != &o.a || *get[*inner](v[1]) != &o.inner {
		t.Error("the first field")
	}
	v = through(t, variable("first", &first), variable("in", &in)) // without what it is in
	if i := *get[*inner](v[1]); *get[*int8](v[0]) != &i.a || i.b != "five" {
		t.Error("the first field of a field")
	}

	m1 := map[string]int{"a": 1}
	m2, m3 := m1, struct{ m any }{m1}
	v = through(t, variable("m1", &m1), variable("m2", &m2), variable("m3", &m3))
	(*get[map[string]int](v[1]))["b"] = 2
	if (*get[map[string]int](v[0]))["b"] != 2 || get[struct{ m any }](v[2]).m.(map[string]int)["b"] != 2 {
		t.Error("a map")
	}
}

func TestCycles(t *testing.T) {
	ring := &node{1, nil}
	ring.next = &node{2, ring}
	if r := again(t, ring); r.value != 1 || r.next.value != 2 || r.next.next != r {
		t.Error("a ring")
	}
	var self any
	self = &self
	if s := again(t, self).(*any); *s != any(s) {
		t.Error("an interface that holds its address")
	}
	list := []any{1, nil}
	list[1] = list
	if l := again(t, list); &l[1].([]any)[0] != &l[0] {
		t.Error("a slice in itself")
	}
	m := map[string]any{}
	m["m"] = m
	g := again(t, m)
	if g["m"].(map[string]any)["x"] = 1; g["x"] != 1 {
		t.Error("a map in itself")
	}
}

// Lists take no stack, whatever links them.
func TestLong(t *testing.T) {
	const n = 100_000
	var list *node
	var chain any
	for i := range n {
		list = &node{i, list}
		chain = boxed{chain}
	}
	got := again(t, list)
	for i := n - 1; i >= 0; i-- {
		if got.value != i {
			t.Fatalf("%d instead of %d", got.value, i)
		}
		got = got.next
	}
	depth := 0
	for at := again(t, chain); at != nil; at = at.(boxed).next {
		depth++
	}
	if depth != n {
		t.Errorf("%d boxes instead of %d", depth, n)
	}
}

func TestBig(t *testing.T) {
	data := make([]float64, 100<<20/8)
	for i := range data {
		data[i] = float64(i)
	}
	if got := again(t, data); !slices.Equal(got, data) {
		t.Error("100 MB have changed")
	}
}

// TestLost saves what is not plain data beside what is.
func TestLost(t *testing.T) {
	type locked struct {
		mu sync.Mutex
		n  int
	}
	held := &locked{n: 1}
	held.mu.Lock()
	plain := []int{1, 2, 3}
	number := 5
	var (
		f       = func() {}
		channel = make(chan int)
		raw     = unsafe.Pointer(&plain[0])
		nested  = map[string]any{"plain": &plain, "f": []any{f}}
		file, _ = os.Open(os.DevNull)
		after   = &plain // shares with what is lost before it
		two     = *(*[]int32)(unsafe.Pointer(&[3]uintptr{uintptr(unsafe.Pointer(&number)), 2, 2}))
	)
	defer file.Close()
	variables := []Variable{
		variable("channel", &channel), variable("f", &f), variable("file", &file), variable("held", &held), variable("nested", &nested),
		variable("raw", &raw), variable("after", &after), variable("plain", &plain), variable("two", &two), variable("number", &number),
	}
	var b bytes.Buffer
	r, err := Save(&b, variables, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []Lost{
		{"channel", "it holds a channel"}, {"f", "it holds a function"}, {"file", "it holds an os.File"}, {"held", "it holds a locked sync.Mutex"},
		{"nested", "it holds a function"}, {"raw", "it holds an unsafe pointer"}, {"two", errTwoTypes.Error()}, {"number", errTwoTypes.Error()},
	}
	if !slices.Equal(r.Lost, want) || !slices.Equal(r.Kept, []string{"after", "plain"}) {
		t.Fatalf("%q, kept %q", r.Lost, r.Kept)
	}
	got := copyOf(variables)
	r, err = Restore(&b, r.Bytes, got, Lookups{find, known})
	if err != nil || !slices.Equal(r.Kept, []string{"after", "plain"}) {
		t.Fatalf("%+v, %v", r, err)
	}
	if p := get[[]int](got[7]); *get[*[]int](got[6]) != p || !slices.Equal(*p, plain) {
		t.Error("what shared with a lost variable")
	}
}

// TestLimits: what is small is kept, what is too big is named.
func TestLimits(t *testing.T) {
	big, small := make([]byte, 3<<20), make([]byte, 1<<20)
	text := strings.Repeat("x", 2<<20)
	list := []string{text, text}
	variables := []Variable{variable("big", &big), variable("list", &list), variable("small", &small)}
	var b bytes.Buffer
	r, err := Save(&b, variables, Options{Bytes: 2 << 20})
	if err != nil || !slices.Equal(r.Kept, []string{"small"}) || !strings.Contains(r.Lost[0].Reason, "2.1 MB") || r.Bytes > 2<<20 {
		t.Errorf("%+v, %v", r, err)
	}
	r, err = Save(&b, variables, Options{Time: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range r.Lost {
		if l.Reason != outOfTime.Error() {
			t.Error(l)
		}
	}
	var cancel atomic.Bool
	cancel.Store(true)
	if _, err = Save(&b, variables, Options{Cancel: &cancel}); err != ErrCancelled {
		t.Error(err)
	}
}

type full struct{}

var errFull = errors.New("no space left on device")

func (full) Write(b []byte) (int, error) {
	if len(b) > 100 {
		return 0, errFull
	}
	return len(b), nil
}

func TestFullDisk(t *testing.T) {
	data := make([]int, 1000)
	if _, err := Save(full{}, []Variable{variable("data", &data)}, Options{}); !errors.Is(err, errFull) {
		t.Error(err)
	}
}

// TestMemory does not read what it is not allowed to.
func TestMemory(t *testing.T) {
	good, bad := new(int), new(int)
	memory := func(addr, size uintptr) Place {
		if addr == uintptr(unsafe.Pointer(bad)) {
			return Nowhere
		}
		return Heap
	}
	var wild *int
	*(*uintptr)(unsafe.Pointer(&wild)) = 1 << 40
	var b bytes.Buffer
	r, err := Save(&b, []Variable{variable("good", &good), variable("bad", &bad)}, Options{Memory: memory})
	if err != nil || !slices.Equal(r.Kept, []string{"good"}) {
		t.Errorf("%+v, %v", r, err)
	}
	type wrong struct{ next *node }
	w := wrong{(*node)(unsafe.Pointer(wild))}
	r, err = Save(&b, []Variable{variable("good", &good), variable("w", &w)}, Options{})
	w.next = nil
	if err != nil || len(r.Lost) != 1 || !strings.Contains(r.Lost[0].Reason, "could not be read") {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestOtherTypes restores into variables whose types differ from the saved ones.
func TestOtherTypes(t *testing.T) {
	a, b, c := 1, point{1, 2}, any(node{1, nil})
	file := save(t, []Variable{variable("a", &a), variable("b", &b), variable("c", &c)}, Options{})
	type point struct{ X, Y, Z float64 }
	var other point
	var gone any
	a = 0
	r, err := Restore(bytes.NewReader(file), int64(len(file)), []Variable{variable("a", &a), variable("b", &other), variable("c", &gone), variable("d", new(int))},
		Lookups{Type: func(_, _ string) reflect.Type { return nil }})
	if err != nil || a != 1 || other != (point{}) || gone != nil || len(r.Lost) != 3 {
		t.Errorf("%+v, %v, %v %v %v", r, err, a, other, gone)
	}
}

// TestDamaged changes each byte of a file in turn: every variable has its value
// or is named.
func TestDamaged(t *testing.T) {
	a, b := []int{1, 2, 3}, map[string]point{"x": {1, 2}}
	variables := []Variable{variable("a", &a), variable("b", &b)}
	file := save(t, variables, Options{})
	for i := range file {
		for _, damaged := range [][]byte{slices.Concat(file[:i], []byte{file[i] ^ 1}, file[i+1:]), file[:i]} {
			got := copyOf(variables)
			r, err := Restore(bytes.NewReader(damaged), int64(len(damaged)), got, Lookups{find, known})
			if err == nil {
				t.Fatalf("byte %d: no error", i)
			}
			for j, v := range got {
				value := reflect.NewAt(v.Type, v.Addr).Elem()
				if kept := slices.Contains(r.Kept, v.Name); kept && !reflect.DeepEqual(value.Interface(), reflect.NewAt(v.Type, variables[j].Addr).Elem().Interface()) || !kept && !value.IsZero() {
					t.Fatalf("byte %d: %s is %v, report %+v", i, v.Name, value, r)
				}
			}
		}
	}
}

// TestChanging changes a variable while it is being saved: first between the two
// times that it is read, then under the eyes of the first.
func TestChanging(t *testing.T) {
	for _, at := range []int{1, 3, 5, 7} {
		steady, moving, list := 1, 2, []*int{new(int), new(int)}
		p, q := &steady, &moving
		calls := 0
		memory := func(addr, size uintptr) Place {
			if calls++; calls == at {
				moving++
				list[0] = new(int)
				list = append(list, new(int))
			}
			return Heap
		}
		var b bytes.Buffer
		variables := []Variable{variable("list", &list), variable("p", &p), variable("q", &q), variable("steady", &steady)}
		r, err := Save(&b, variables, Options{Shared: true, Memory: memory})
		if err != nil || !slices.Contains(r.Kept, "p") || !slices.Contains(r.Kept, "steady") {
			t.Fatalf("call %d: %+v, %v", at, r, err)
		}
		got := copyOf(variables)
		restored, err := Restore(&b, r.Bytes, got, Lookups{})
		if err != nil || !slices.Equal(restored.Kept, r.Kept) {
			t.Fatalf("call %d: %+v, %v, saved %+v", at, restored, err, r)
		}
		if slices.Contains(r.Kept, "q") && **get[*int](got[2]) != moving {
			t.Errorf("call %d: q is %d", at, **get[*int](got[2]))
		}
		if kept := *get[[]*int](got[0]); slices.Contains(r.Kept, "list") && len(kept) != len(list) {
			t.Errorf("call %d: the list has %d elements", at, len(kept))
		}
	}
}
