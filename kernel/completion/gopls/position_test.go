package gopls

import (
	"testing"
	"unicode/utf8"
)

func TestPositions(t *testing.T) {
	for _, test := range []struct {
		text   string
		offset int
		want   position
	}{
		{"", 0, position{0, 0}},
		{"ab\ncd", 3, position{1, 0}},
		{"ab\ncd", 2, position{0, 2}},
		{"变量 = 1", 6, position{0, 2}},
		{"s := \"🙂\"; x", 13, position{0, 11}},
		{"\n🙂🙂\n", 9, position{1, 4}},
	} {
		if got := positionOf(test.text, test.offset); got != test.want {
			t.Errorf("positionOf(%q, %d) = %v, want %v", test.text, test.offset, got, test.want)
		}
		if got := offsetOf(test.text, test.want); got != test.offset {
			t.Errorf("offsetOf(%q, %v) = %d, want %d", test.text, test.want, got, test.offset)
		}
	}
}

func FuzzPositions(f *testing.F) {
	f.Add("s := \"🙂\"\n变量.\r\n", 7)
	f.Fuzz(func(t *testing.T, text string, offset int) {
		p := positionOf(text, offset)
		back := offsetOf(text, p)
		if utf8.ValidString(text) && 0 <= offset && offset <= len(text) && (offset == len(text) || utf8.RuneStart(text[offset])) && back != offset {
			t.Errorf("%d of %q is %v and comes back as %d", offset, text, p, back)
		}
		if q := positionOf(text, back); utf8.ValidString(text) && (offset < 0 || offset > len(text)) && q != p {
			t.Errorf("%v of %q comes back as %v", p, text, q)
		}
		offsetOf(text, position{offset, offset})
	})
}
