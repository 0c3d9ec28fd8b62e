package jupyter

import (
	"testing"
	"unicode/utf8"
)

func TestCursor(t *testing.T) {
	const code = "a∇𝛁b" // 1, 3, 4 and 1 bytes
	for cursor, offset := range []int{0, 1, 4, 8, 9} {
		if got := ByteOffset(code, cursor); got != offset {
			t.Errorf("ByteOffset(%d) = %d, want %d", cursor, got, offset)
		}
		if got := CodePoints(code, offset); got != cursor {
			t.Errorf("CodePoints(%d) = %d, want %d", offset, got, cursor)
		}
	}
	if ByteOffset(code, -1) != 0 || ByteOffset(code, 99) != len(code) || CodePoints(code, 99) != 4 || CodePoints(code, -1) != 0 {
		t.Error("positions outside the code are not moved to its ends")
	}
	if ByteOffset("a\xffb", 2) != 2 {
		t.Error("a byte that is no UTF-8 is one code point")
	}
}

func FuzzCursor(f *testing.F) {
	f.Add("a∇𝛁b\r\n变量.", 3)
	f.Fuzz(func(t *testing.T, code string, cursor int) {
		offset := ByteOffset(code, cursor)
		if offset < 0 || offset > len(code) {
			t.Fatalf("ByteOffset(%q, %d) = %d", code, cursor, offset)
		}
		if want := max(0, min(cursor, utf8.RuneCountInString(code))); CodePoints(code, offset) != want {
			t.Errorf("code point %d of %q is byte %d and comes back as %d", want, code, offset, CodePoints(code, offset))
		}
	})
}
