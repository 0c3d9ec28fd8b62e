package variables

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

type list struct {
	next *list
	data [4]int64
}

func TestSizeOf(t *testing.T) {
	cycle := &list{}
	cycle.next = cycle
	shared := make([]byte, 100, 1000)
	for _, test := range []struct {
		p    any
		want string
	}{
		{new(int64), "8 B"},
		{new("four"), "20 B"},
		{new([]float64{1, 2, 3}), "48 B"},
		{new(make([]int32, 0, 1_000_000)), "4 MB"},
		{new(map[int64]int64{1: 2}), "24 B"},
		{&cycle, "48 B"},
		{new([][]byte{shared, shared}), "1.07 kB"},
		{new(any(int64(3))), "24 B"},
		{new(make([]*int, 200_000)), "≥ 1.6 MB"},
		{new([3]string{"a", "b", "c"}), "51 B"},
	} {
		if got := sizeOf(reflect.ValueOf(test.p).Elem()); got != test.want {
			t.Errorf("the size of %T is %s, want %s", test.p, got, test.want)
		}
	}
}

func TestOneLine(t *testing.T) {
	for want, v := range map[string]any{
		`"short"`:                           "short",
		`"` + strings.Repeat("ü", 59) + "…": strings.Repeat("ü", 80),
		"first …":                           errors.New("first\nsecond"),
	} {
		if got := oneLine(reflect.ValueOf(&v).Elem()); got != want {
			t.Errorf("oneLine(%q) = %q, want %q", v, got, want)
		}
	}
}
