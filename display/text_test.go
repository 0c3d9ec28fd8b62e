package display

import (
	"bytes"
	"errors"
	"math"
	"math/big"
	"reflect"
	"strings"
	"testing"
	"time"
)

type point struct{ X, Y int }

type handler func()

type celsius float64

type list struct {
	Value int
	Next  *list
}

type loud struct{ n int }

func (l *loud) String() string { return "loud " + strings.Repeat("!", l.n) }

type broken struct{ N int }

func (broken) String() string { panic("no text") }

type hidden struct {
	wait time.Duration
	seen map[string]bool
}

type pair[A, B any] struct {
	First  A
	Second B
}

func TestText(t *testing.T) {
	ring := &list{Value: 1}
	ring.Next = ring
	loop := []any{1, nil}
	loop[1] = loop
	hall := map[string]any{}
	hall["mirror"] = hall
	var nilError error
	var nilLoud *loud
	n := 7
	for _, test := range []struct {
		value any
		want  string
	}{
		{3, "3"},
		{2.5, "2.5"},
		{3.0, "3"},
		{float32(0.1), "0.1"},
		{math.Inf(1), "+Inf"},
		{1 + 2i, "(1+2i)"},
		{true, "true"},
		{"a\"b\n", `"a\"b\n"`},
		{'x', "120"},
		{celsius(21.5), "21.5"},
		{nil, "nil"},
		{nilError, "nil"},
		{nilLoud, "(*display.loud)(nil)"},
		{[]int(nil), "[]int(nil)"},
		{[]int{}, "[]int{}"},
		{[]float64{1, 0.5}, "[]float64{1, 0.5}"},
		{[2]bool{true, false}, "[2]bool{true, false}"},
		{[]celsius{1}, "[]display.celsius{1}"},
		{[]any{1, 2.0, 2.5, "x", int8(3), nil, point{1, 2}}, `[]any{1, float64(2), 2.5, "x", int8(3), nil, display.point{X: 1, Y: 2}}`},
		{map[string]int{"b": 2, "a": 1}, `map[string]int{"a": 1, "b": 2}`},
		{map[any]int{2: 1, "a": 2, 1: 3}, `map[any]int{1: 3, 2: 1, "a": 2}`},
		{map[*point]int{{2, 1}: 1, {1, 2}: 2}, "map[*display.point]int{&display.point{X: 1, Y: 2}: 2, &display.point{X: 2, Y: 1}: 1}"},
		{map[point][]int{{2, 1}: {1}, {1, 2}: nil}, `map[display.point][]int{{X: 1, Y: 2}: nil, {X: 2, Y: 1}: {1}}`},
		{point{1, 2}, "display.point{X: 1, Y: 2}"},
		{&point{1, 2}, "&display.point{X: 1, Y: 2}"},
		{[]point{{1, 2}}, "[]display.point{{X: 1, Y: 2}}"},
		{[]*point{{1, 2}, nil}, "[]*display.point{&display.point{X: 1, Y: 2}, (*display.point)(nil)}"},
		{&n, "&(7)"},
		{ring, "&display.list{Value: 1, Next: &display.list{…}}"},
		{loud{2}, "loud !!"},
		{&loud{1}, "loud !"},
		{broken{4}, "display.broken{N: 4}\n(its text method panicked: no text)"},
		{[]broken{{4}}, "[]display.broken{{N: 4}}"},
		{errors.New("out of paper"), "out of paper"},
		{errors.New(""), `""`},
		{&strings.Builder{}, `""`},
		{90 * time.Second, "1m30s"},
		{[]time.Duration{time.Second}, "[]time.Duration{1s}"},
		{hidden{wait: 5, seen: map[string]bool{"x": true}}, `display.hidden{wait: 5ns, seen: map[string]bool{"x": true}}`},
		{pair[int, string]{1, "x"}, `display.pair[int,string]{First: 1, Second: "x"}`},
		{[]byte("text"), `[]byte("text")`},
		{[]byte{0, 1}, "[]byte{0x00, 0x01}"},
		{math.Sin, "func math.Sin(float64) float64"},
		{strings.ToUpper, "func strings.ToUpper(string) string"},
		{(&strings.Builder{}).Len, "func strings.(*Builder).Len() int"},
		{func(int) {}, "func(int) {…}"},
		{handler(nil), "display.handler(nil)"},
		{handler(func() {}), "display.handler {…}"},
		{[]func(float64) float64{math.Cos, nil}, "[]func(float64) float64{func math.Cos(float64) float64, nil}"},
		{bytes.Repeat([]byte{0, 'a'}, 9), "[]byte of 18 bytes\n00000000  00 61 00 61 00 61 00 61 00 61 00 61 00 61 00 61  .a.a.a.a.a.a.a.a\n00000010  00 61                                            .a"},
		{[2]byte{1, 255}, "[2]byte{0x01, 0xff}"},
		{struct{ b []byte }{[]byte{1}}, "struct { b []uint8 }{b: []byte{0x01}}"},
		{math.NaN(), "NaN"},
		{complex(math.NaN(), math.Inf(-1)), "(NaN-Infi)"},
		{big.NewRat(1, 3), "1/3"},
		{new(big.Float).SetInt64(7), "7"},
		{(*big.Int)(nil), "(*big.Int)(nil)"},
		{time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), "2026-01-02 03:04:05 +0000 UTC"},
		{make(chan int, 3), "chan int (0 of 3 waiting)"},
		{reflect.Value{}, "reflect.Value{}"},
		{[]reflect.Value{{}}, "[]reflect.Value{reflect.Value{}}"},
		{struct{ E error }{errors.New("x")}, "struct { E error }{E: x}"},
	} {
		if got := Text(test.value); got != test.want {
			t.Errorf("Text(%T): got\n%s\nwant\n%s", test.value, got, test.want)
		}
	}
	for _, test := range []struct {
		value any
		want  string
	}{
		{loop, "[]any{1, []any{…}}"},
		{hall, `map[string]any{"mirror": map[string]any{…}}`},
		{[]any{loop[:1], loop[:1]}, "[]any{[]any{1}, []any{1}}"},
	} {
		if got := Text(test.value); got != test.want {
			t.Errorf("a value that holds itself: %s, want %s", got, test.want)
		}
	}
}

func TestTextIsCut(t *testing.T) {
	for _, test := range []struct {
		value any
		want  string
	}{
		{make([]int, 1000), "… 900 more"},
		{make([][]float64, 250), "… 150 more"},
		{strings.Repeat("x", 5000), "… 1000 more bytes"},
		{strings.Repeat("é", 5000), "… 6000 more bytes"},
		{bytes.Repeat([]byte("x"), 5000), "… 1000 more bytes"},
	} {
		if got := Text(test.value); !strings.Contains(got, test.want) {
			t.Errorf("Text(%T): %q is not in\n%s", test.value, test.want, got)
		}
	}
	deep := make([][][]int, 100)
	for i := range deep {
		deep[i] = make([][]int, 100)
		for j := range deep[i] {
			deep[i][j] = make([]int, 100)
		}
	}
	if n := len(Text(deep)); n > 100_000 {
		t.Errorf("a million numbers are written in %d bytes", n)
	}
}

func TestTextIsSpread(t *testing.T) {
	type person struct {
		Name, Address string
		Friends       []string
	}
	got := Text(person{strings.Repeat("a", 40), strings.Repeat("b", 40), []string{"Emmy", "Sofja"}})
	want := "display.person{\n    Name: \"" + strings.Repeat("a", 40) + "\",\n    Address: \"" + strings.Repeat("b", 40) +
		"\",\n    Friends: []string{\"Emmy\", \"Sofja\"},\n}"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTypeNamesOfCells(t *testing.T) {
	for in, want := range map[string]string{
		"main.Point": "Point", "map[main.K]*main.V": "map[K]*V", "domain.Name": "domain.Name",
		"main.Set[main.K]": "Set[K]", "[]interface {}": "[]any", "main.Set[example.org/main.K]": "Set[example.org/main.K]",
	} {
		if got := typeName(named{name: in}); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

// named is a type of which only the name is asked.
type named struct {
	reflect.Type
	name string
}

func (n named) String() string { return n.name }

func FuzzText(f *testing.F) {
	f.Add("key", "value", 3, 2.5, []byte{1, 2})
	f.Add("\xff", strings.Repeat("é", 3000), -1, math.NaN(), []byte(nil))
	f.Fuzz(func(t *testing.T, key, value string, n int, x float64, data []byte) {
		type node struct {
			Name  string
			Value any
			Next  *node
			less  func(a, b any) bool
			table map[any]any
		}
		tail := &node{Name: value, Value: data}
		v := node{key, []any{n, x, value, broken{n}, error(nil)}, tail, nil, map[any]any{key: n, n: x, x: value, tail: key}}
		tail.Next, v.table["self"] = tail, v.table
		for _, text := range []string{Text(v), Text(&v), Text(v.table), Text(data), Text(value)} {
			if text == "" || len(text) > 1<<20 {
				t.Errorf("the text has %d bytes", len(text))
			}
		}
	})
}
