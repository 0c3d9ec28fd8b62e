package zmtp

import (
	"encoding/binary"
	"errors"
	"strings"
)

// z85Digits are the digits of Z85, the text in which ZeroMQ writes keys: four
// bytes are a number of five digits to the base 85, the highest first.
const z85Digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"

var errZ85 = errors.New("it is not the text of a key: 40 characters in Z85")

// decodeKey reads a key of 32 bytes from its Z85 text.
func decodeKey(text string) (key [32]byte, err error) {
	if len(text) != len(key)/4*5 {
		return key, errZ85
	}
	for i := range len(key) / 4 {
		number := uint64(0)
		for _, digit := range []byte(text[5*i : 5*i+5]) {
			value := strings.IndexByte(z85Digits, digit)
			if value < 0 {
				return key, errZ85
			}
			number = number*85 + uint64(value)
		}
		if number > 1<<32-1 {
			return key, errZ85
		}
		binary.BigEndian.PutUint32(key[4*i:], uint32(number))
	}
	return key, nil
}
