package gobs

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"math/big"
	"reflect"
	"strings"
	"testing"
	"time"
)

type leaf struct {
	Name   string
	Number int
}

type tree struct {
	Leaf     leaf
	Pointer  *leaf
	Children []*tree
	Any      any
	Counts   map[string]int
	ByNumber map[int]leaf
	Three    [3]float64
	Bytes    []byte
	On       bool
	Small    uint8
	Complex  complex128
	Big      *big.Int
}

type number int

type list []any

func init() {
	gob.RegisterName("a.Leaf", leaf{})
	gob.Register(tree{})
	gob.Register(list{})
	gob.Register(map[string]any{})
	gob.Register(map[number]string{})
	gob.Register(time.Time{})
}

// plain is what a reader makes of a Go value: the other account of the format.
func plain(v reflect.Value, registered bool) any {
	if !v.IsValid() {
		return nil
	}
	if e, ok := v.Interface().(gob.GobEncoder); ok {
		b, _ := e.GobEncode()
		return b
	}
	switch v.Kind() {
	case reflect.Bool:
		return v.Bool()
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return int(v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return uint(v.Uint())
	case reflect.Float32, reflect.Float64:
		return v.Float()
	case reflect.Complex64, reflect.Complex128:
		return v.Complex()
	case reflect.String:
		return v.String()
	case reflect.Pointer:
		return plain(v.Elem(), registered)
	case reflect.Interface:
		return plain(v.Elem(), true)
	case reflect.Map:
		m := map[string]any{}
		for k, e := range v.Seq2() {
			m[fmt.Sprint(k)] = plain(e, false)
		}
		return m
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return v.Bytes()
		}
		l := []any{}
		for _, e := range v.Seq2() {
			l = append(l, plain(e, false))
		}
		return l
	}
	s := Struct{v.Type().Name(), map[string]any{}}
	if registered {
		s.Type = map[string]string{"leaf": "a.Leaf", "tree": "github.com/gonabla/nabla/kernel/gonbui/gobs.tree"}[s.Type]
	}
	for i := range v.NumField() {
		f := v.Field(i)
		if f.Kind() == reflect.Struct || f.Kind() == reflect.Array || !f.IsZero() && !(f.Kind() == reflect.Slice && f.Len() == 0) {
			s.Fields[v.Type().Field(i).Name] = plain(f, false)
		}
	}
	return s
}

var someValues = []any{
	true, 0, -1, 1 << 40, -1 << 63, uint(1<<64 - 1), 0.1, -2.5e300, "", "λ😀", []byte{0, 255}, 3 + 4i, number(7),
	[]int{}, []string{"a", ""}, [2]bool{false, true}, map[string]float64{"a": 1, "b": 0}, map[number]string{-3: "x"},
	leaf{}, leaf{"x", 3}, &leaf{"y", -3},
	tree{}, tree{
		Leaf: leaf{"l", 1}, Pointer: &leaf{"p", 2}, Children: []*tree{{On: true}, {Children: []*tree{{Small: 200}}}},
		Any:    tree{Any: map[string]any{"one": leaf{"in an interface", 3}, "list": list{1, "two", nil, 3.5, list{leaf{}}, map[number]string{1: "a"}}}},
		Counts: map[string]int{"": 0, "n": -7}, ByNumber: map[int]leaf{-1: {}, 1: {"one", 1}}, Three: [3]float64{0, 1, 0},
		Bytes: []byte("bytes"), On: true, Small: 1, Complex: 1i, Big: big.NewInt(-12345678901234567),
	},
	tree{Any: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)},
}

// What a reader makes of values is the same as what one sees in them, however the
// stream is cut into pieces.
func TestValues(t *testing.T) {
	var stream bytes.Buffer
	e := gob.NewEncoder(&stream)
	var want []any
	for range 2 { // the second time the types are known
		for _, v := range someValues {
			if err := e.Encode(v); err != nil {
				t.Fatal(err)
			}
			want = append(want, plain(reflect.ValueOf(v), false))
		}
	}
	for _, size := range []int{1, 3, 100, stream.Len()} {
		got, err := read(stream.Bytes(), size)
		if err != nil || len(got) != len(want) {
			t.Fatalf("%d values, want %d: %v", len(got), len(want), err)
		}
		for i := range want {
			if !reflect.DeepEqual(got[i], want[i]) {
				t.Errorf("in pieces of %d: got %#v, want %#v", size, got[i], want[i])
			}
		}
	}
}

// read gives a reader a stream in pieces of a size, up to an error.
func read(stream []byte, size int) (values []any, err error) {
	var r Reader
	for len(stream) > 0 {
		n := min(size, len(stream))
		r.Add(stream[:n])
		stream = stream[n:]
		for {
			v, ok, err := r.Next()
			if err != nil {
				return values, err
			}
			if !ok {
				break
			}
			values = append(values, v)
		}
	}
	return values, nil
}

func TestJSON(t *testing.T) {
	text, err := json.Marshal(map[string]any{"v": Struct{"T", map[string]any{"A": 1, "B": []any{}}}})
	if err != nil || string(text) != `{"v":{"A":1,"B":[]}}` {
		t.Errorf("%s, %v", text, err)
	}
}

// What is no gob, or announces more than has come, is an error, and the reader gives
// nothing after it.
func TestNonsense(t *testing.T) {
	var b bytes.Buffer
	gob.NewEncoder(&b).Encode(map[string]int{"a": 1})
	large := strings.Replace(b.String(), "\x00\x01\x01a\x02", "\x00\xfc\x7f\xff\xff\xff\x01a\x02", 1) // two billion elements
	large = strings.Replace(large, "\a\xff", "\x0b\xff", 1)
	if large == b.String() {
		t.Fatalf("the encoding has changed: %q", large)
	}
	deep := []byte{0x0c, 0xff, 0x81, 0x02, 0x01, 0x02, 0xff, 0x82, 0x00, 0x01, 0xff, 0x82, 0x00} // type 65 is a slice of itself
	deep = append(deep, 0xfe, 0x27, 0x13, 0xff, 0x82, 0x00)
	deep = append(deep, bytes.Repeat([]byte{1}, 10_000)...)
	for text, want := range map[string]string{
		"nonsense, and more of it: as much as n says, which is a hundred and ten bytes of it, or one message and no more than that": "",
		"\x01\x01":                             "definition",
		"\x02\x02\x05":                         "before a value",
		"\xf8\xff\xff\xff\xff\xff\xff\xff\xff": "too long",
		"\x80\x01\x01\x01\x01\x01\x01\x01\x01": "too long",
		"\x03\x7e\x00\x01":                     "nothing has defined",
		"\x04\x0c\x00\x7f\x41":                 "bytes",
		large:                                  "elements in",
		string(deep):                           "too deep",
	} {
		var r Reader
		r.Add([]byte(text))
		for err := error(nil); ; {
			var ok bool
			if _, ok, err = r.Next(); err == nil && ok {
				continue
			}
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%.40q gives %v, want %q", text, err, want)
			}
			break
		}
		r.Add(b.Bytes())
		if _, ok, err := r.Next(); ok || err == nil {
			t.Errorf("after %.40q there is more", text)
		}
	}
}

// Whatever comes, a reader gives the same values whether it comes at once or byte by
// byte.
func FuzzNext(f *testing.F) {
	var b bytes.Buffer
	e := gob.NewEncoder(&b)
	for _, v := range someValues {
		e.Encode(v)
	}
	f.Add(b.Bytes())
	for _, v := range someValues {
		b.Reset()
		gob.NewEncoder(&b).Encode(v)
		f.Add(bytes.Clone(b.Bytes()))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		whole, wholeErr := read(data, len(data))
		pieces, piecesErr := read(data, 1)
		if got, want := fmt.Sprintf("%#v %v", pieces, piecesErr), fmt.Sprintf("%#v %v", whole, wholeErr); got != want {
			t.Errorf("byte by byte:\n%s\nat once:\n%s", got, want)
		}
	})
}
