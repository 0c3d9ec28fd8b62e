package jupyter

import "testing"

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
