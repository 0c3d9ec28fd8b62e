package jupyter

import "unicode/utf8"

// Positions in the protocol count code points; the kernel counts bytes.

// ByteOffset is the byte offset of the code point at cursor. A cursor outside
// the code is moved to its nearer end.
func ByteOffset(code string, cursor int) int {
	if cursor <= 0 {
		return 0
	}
	for i := range code {
		if cursor == 0 {
			return i
		}
		cursor--
	}
	return len(code)
}

// CodePoints is the reverse of [ByteOffset].
func CodePoints(code string, offset int) int {
	return utf8.RuneCountInString(code[:max(0, min(offset, len(code)))])
}
