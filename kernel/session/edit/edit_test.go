package edit

import "testing"

func TestApply(t *testing.T) {
	for _, test := range []struct {
		name string
		list []Replacement
		want string
	}{
		{"none", nil, "abcdef"},
		{"out of order", []Replacement{{4, 6, "X"}, {0, 1, ""}}, "bcdX"},
		{"insertions at one place", []Replacement{Insertion(3, "1"), Insertion(3, "2")}, "abc12def"},
		{"insertion before a replacement", []Replacement{Insertion(3, "1"), {3, 5, "X"}}, "abc1Xf"},
		{"at the ends", []Replacement{Insertion(6, ">"), Insertion(0, "<")}, "<abcdef>"},
	} {
		if got := Apply("abcdef", test.list); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
