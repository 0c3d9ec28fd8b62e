//go:build !linux

package display

import (
	"errors"
	"os"
)

// hideTyping is possible on Linux only.
func hideTyping(*os.File) (show func(), err error) {
	return nil, errors.New("typing can be hidden in terminals of Linux only")
}
